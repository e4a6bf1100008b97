export type SerialBase = 'smallint' | 'integer' | 'bigint';

const SERIALS: Readonly<Record<string, SerialBase>> = {
  smallserial: 'smallint',
  serial2: 'smallint',
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
};

/**
 * The type that a serial column really has, or `null` for any other type. Serial types are macros: the column is NOT NULL
 * and its default takes the next value of a sequence that the column owns.
 */
export function expandSerial(type: string): SerialBase | null {
  const name = type.trim().toLowerCase();
  return Object.hasOwn(SERIALS, name) ? (SERIALS[name] ?? null) : null;
}
