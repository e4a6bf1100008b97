import { buildCatalog, type Catalog, type Column, type Sequence } from '#app/catalog';
import { expandSerial } from '#app/sql';
import { mentionsOf } from './mentions.ts';

/** The default of a serial column, whatever its sequence is called. */
export const SERIAL_DEFAULT = 'nextval(its own sequence)';

const normalized = new WeakMap<Catalog, Catalog>();

/**
 * Says one thing one way: a serial column is an integer that is NOT NULL and takes the next value of its own sequence; the
 * columns of a primary key and identity columns are NOT NULL, written or not.
 */
export function normalizeCatalog(catalog: Catalog): Catalog {
  let result = normalized.get(catalog);
  if (!result) {
    result = normalize(catalog);
    normalized.set(catalog, result);
  }
  return result;
}

function normalize(catalog: Catalog): Catalog {
  const owned = new Map<string, Sequence>();
  for (const sequence of catalog.objects.sequence) {
    if (sequence.ownedBy) owned.set(columnKey(sequence.ownedBy), sequence);
  }
  const keys = new Set<string>();
  for (const { schema, table, columns } of catalog.objects['primary-key']) {
    for (const column of columns) keys.add(columnKey({ schema, table, column }));
  }
  const column = catalog.objects.column.map((each) => {
    const key = columnKey({ schema: each.schema, table: each.table, column: each.name });
    return normalizeColumn(each, owned.get(key), keys.has(key));
  });
  return buildCatalog({ ...catalog, objects: { ...catalog.objects, column } });
}

/** A column says the same as long as it is the same: comparing goes by which object it is. */
function normalizeColumn(column: Column, own: Sequence | undefined, isKey: boolean): Column {
  const known = normalizedColumns.get(column);
  if (known && known.own === own && known.isKey === isKey) return known.result;
  const result = normalizeAnew(column, own, isKey);
  if (result !== column) normalizedColumns.set(column, { own, isKey, result });
  return result;
}

const normalizedColumns = new WeakMap<
  Column,
  { readonly own: Sequence | undefined; readonly isKey: boolean; readonly result: Column }
>();

function normalizeAnew(column: Column, own: Sequence | undefined, isKey: boolean): Column {
  const serial = expandSerial(column.type);
  if (serial !== null) return { ...column, type: serial, notNull: true, default: SERIAL_DEFAULT };
  const isSerial = own !== undefined && column.default !== null && takesFrom(column.default, own);
  const notNull = column.notNull || isKey || column.identity !== null;
  if (!isSerial && notNull === column.notNull) return column;
  return { ...column, notNull, default: isSerial ? SERIAL_DEFAULT : column.default };
}

function takesFrom(text: string, { schema, name }: Sequence): boolean {
  const { chains, words } = mentionsOf(text);
  if (!words.has('nextval')) return false;
  return chains.some(([first, second]) =>
    second === undefined ? first === name : first === schema && second === name,
  );
}

function columnKey(column: { readonly schema: string; readonly table: string; readonly column: string }): string {
  return `${column.schema}\u0000${column.table}\u0000${column.column}`;
}
