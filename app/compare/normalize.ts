import { buildCatalog, type Catalog, type Column, lookupOf, type Sequence } from '#app/catalog';
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
  const lookup = lookupOf(catalog);
  const column = catalog.objects.column.map((each) => {
    const own = owned.get(columnKey({ schema: each.schema, table: each.table, column: each.name }));
    const isKey = lookup
      .childrenOf(each.schema, each.table)
      ['primary-key'].some(({ columns }) => columns.includes(each.name));
    return normalizeColumn(each, own, isKey);
  });
  return buildCatalog({ ...catalog, objects: { ...catalog.objects, column } });
}

function normalizeColumn(column: Column, own: Sequence | undefined, isKey: boolean): Column {
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
