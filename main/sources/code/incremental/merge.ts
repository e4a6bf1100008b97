import type { ExportName, WalkedSchema } from '../inside/values.ts';
import { exportKey } from './known-exports.ts';

type Item = { readonly exports: readonly ExportName[] };
type Lists = Omit<WalkedSchema, 'hidden' | 'problems'>;

const LISTS = ['tables', 'policies', 'enums', 'schemas', 'sequences', 'roles', 'views', 'relations'] as const;

/**
 * The schema after some files were read again. `null` where something is exported otherwise than before: then all of it must
 * be read.
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
      // A list of its own: what was made of the former one is of the former file.
      added.push({ ...item, exports: [...exports] });
    }
    merged[list] = [...kept, ...added].sort(inReadingOrder);
  }
  const schema = { ...(merged as unknown as Lists), hidden: [], problems: merged.problems } as unknown as WalkedSchema;
  return countOf(schema) === countOf(before) ? schema : null;
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
      for (const each of exports) known.set(exportKey(each), exports);
    }
  }
  return (exports: readonly ExportName[]): readonly ExportName[] | null => {
    const [first] = exports;
    const all = first && known.get(exportKey(first));
    if (!all) return null;
    const own = all.filter(({ file }) => files.has(file));
    return String(own.map(exportKey)) === String(exports.map(exportKey)) ? all : null;
  };
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
