import type { ExportName, WalkedSchema } from '../inside/values.ts';

type Item = { readonly exports: readonly ExportName[] };
type Lists = Omit<WalkedSchema, 'hidden' | 'problems'>;

const LISTS = ['tables', 'policies', 'enums', 'schemas', 'sequences', 'roles', 'views', 'relations'] as const;

/**
 * The schema after some files were read again. `null` where something is exported otherwise than before, or where what was
 * not read again refers to names that are no more: then all of it must be read.
 */
export function mergeWalked(
  before: WalkedSchema,
  fresh: WalkedSchema,
  files: ReadonlySet<string>,
): WalkedSchema | null {
  const isUnclear = (schema: WalkedSchema) =>
    schema.hidden.length > 0 || schema.problems.some(({ code }) => code !== 'table-extra-sql');
  if (isUnclear(before) || isUnclear(fresh)) return null;
  const isKept = ({ exports }: Item) => exports.every(({ file }) => !files.has(file));
  const exportsOf = exportLists(before, files);
  const merged: Record<string, readonly Item[]> = {};
  for (const list of [...LISTS, 'problems'] as const) {
    const kept = (before[list] as readonly Item[]).filter(isKept);
    const added: Item[] = [];
    for (const item of fresh[list] as readonly Item[]) {
      const exports = exportsOf(item.exports);
      if (!exports) return null;
      added.push({ ...item, exports });
    }
    merged[list] = [...kept, ...added].sort(inReadingOrder);
  }
  const schema = { ...(merged as unknown as Lists), hidden: [], problems: merged.problems } as unknown as WalkedSchema;
  if (countOf(schema) !== countOf(before)) return null;
  return refersToNothingLost(before, fresh, isKept) ? schema : null;
}

/** How many things are exported: one more or less can change what others are known by. */
function countOf(schema: WalkedSchema): number {
  return LISTS.filter((list) => list !== 'relations').reduce((sum, list) => sum + schema[list].length, 0);
}

/** Finds the names that an object is exported by in all files: those that pass it on were not read again. */
function exportLists(before: WalkedSchema, files: ReadonlySet<string>) {
  const known = new Map<string, readonly ExportName[]>();
  for (const list of [...LISTS, 'problems'] as const) {
    for (const { exports } of before[list] as readonly Item[]) {
      for (const each of exports) known.set(keyOf(each), exports);
    }
  }
  return (exports: readonly ExportName[]): readonly ExportName[] | null => {
    const [first] = exports;
    const all = first && known.get(keyOf(first));
    if (!all) return null;
    const own = all.filter(({ file }) => files.has(file));
    return String(own.map(keyOf)) === String(exports.map(keyOf)) ? all : null;
  };
}

function keyOf({ file, name }: ExportName): string {
  return `${file}\0${name}`;
}

/** The walk goes through files and their exports by name, and reads an object where it is met first. */
function inReadingOrder(a: Item, b: Item): number {
  const [first, second] = [a.exports[0], b.exports[0]];
  if (!first || !second) return 0;
  return compareCodeUnits(first.file, second.file) || compareCodeUnits(first.name, second.name);
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keys and relations that were not read again name tables and columns as they were. */
function refersToNothingLost(before: WalkedSchema, fresh: WalkedSchema, isKept: (item: Item) => boolean): boolean {
  const named = new Set<string>();
  const name = (schema: string | null, table: string, columns: readonly string[]) => {
    named.add(placeOf(schema, table, ''));
    for (const column of columns) named.add(placeOf(schema, table, column));
  };
  for (const table of before.tables) {
    if (!isKept(table)) continue;
    for (const key of table.foreignKeys) name(key.foreignSchema, key.foreignTable, key.foreignColumns);
  }
  for (const relation of before.relations) {
    if (!isKept(relation)) continue;
    const { from, to, through } = relation;
    for (const end of [from, to]) name(end.schema, end.table, end.columns);
    if (through) name(through.schema, through.table, [...through.fromColumns, ...through.toColumns]);
  }
  const after = new Map(fresh.tables.flatMap((table) => table.exports.map((each) => [keyOf(each), table] as const)));
  return before.tables.every((table) => {
    if (isKept(table)) return true;
    const same = table.exports.map((each) => after.get(keyOf(each))).find((found) => found !== undefined);
    const isNamed = (column: string) => named.has(placeOf(table.schema, table.name, column));
    if (!same || same.schema !== table.schema || same.name !== table.name) return !isNamed('');
    const names = new Map(same.columns.map((column) => [column.key, column.name]));
    return table.columns.every((column) => names.get(column.key) === column.name || !isNamed(column.name));
  });
}

function placeOf(schema: string | null, table: string, column: string): string {
  return JSON.stringify([schema, table, column]);
}
