import type { ObjectId, SnapshotObject } from '#app/catalog';
import { isEqual } from '#app/compare';
import { type Change, nameIn } from './change.ts';
import { isDefaultName } from './default-name.ts';
import type { KitLine } from './kit-line.ts';
import { isSameText } from './text.ts';

/** Attributes that are SQL: compared as drizzle-kit's own texts. */
const TEXTS: ReadonlySet<string> = new Set([
  'default',
  'generated',
  'expression',
  'predicate',
  'definition',
  'using',
  'check',
]);

/** Where two accounts differ as drizzle-kit compares them: by name, then attribute by attribute, texts as they are written. */
export function changesBetween(
  base: readonly SnapshotObject[],
  code: readonly SnapshotObject[],
  line: KitLine,
): readonly Change[] {
  const pairs = pairUp(base, code, line);
  return pairs.flatMap((pair): readonly Change[] => {
    const object = pair.code ?? pair.base;
    if (!object) return [];
    const { id, kind } = object;
    if (!pair.base || !pair.code) {
      return isToldByTable(object, pair.code ? base : code) ? [] : [{ object: id, kind, attribute: null, ...pair }];
    }
    const { base: before, code: after } = pair;
    return differing(before, after).map((attribute) => ({ object: id, kind, attribute, base: before, code: after }));
  });
}

interface Pair {
  readonly base: SnapshotObject | null;
  readonly code: SnapshotObject | null;
}

/** By name. A constraint whose name nobody chose is found by its columns: 1.0 says so, and 0.x names keys otherwise. */
function pairUp(base: readonly SnapshotObject[], code: readonly SnapshotObject[], line: KitLine): readonly Pair[] {
  const left = new Map(base.map((object) => [object.id, object]));
  const alone: SnapshotObject[] = [];
  const pairs: Pair[] = [];
  for (const object of code) {
    const other = left.get(object.id);
    if (other) {
      left.delete(object.id);
      pairs.push({ base: other, code: object });
    } else alone.push(object);
  }
  for (const object of alone) {
    const twin = isDefaultName(object, line) ? [...left.values()].find((other) => isTwin(object, other)) : undefined;
    if (twin) left.delete(twin.id);
    pairs.push({ base: twin ?? null, code: object });
  }
  return [...pairs, ...[...left.values()].map((object) => ({ base: object, code: null }))];
}

function isTwin(a: SnapshotObject, b: SnapshotObject): boolean {
  return (
    a.kind === b.kind &&
    a.table === b.table &&
    isEqual(a.attributes.columns, b.attributes.columns) &&
    differing(b, a).length === 0
  );
}

/** What stands in a table goes and comes with it. */
function isToldByTable({ table }: SnapshotObject, others: readonly SnapshotObject[]): boolean {
  if (table === null) return false;
  let tables = tablesOf.get(others);
  if (!tables) {
    tables = new Set(others.filter(({ kind }) => kind === 'table').map(({ id }) => id));
    tablesOf.set(others, tables);
  }
  return !tables.has(table);
}

const tablesOf = new WeakMap<readonly SnapshotObject[], ReadonlySet<ObjectId>>();

/** The attributes in which two objects differ as drizzle-kit compares them. */
export function differing(before: SnapshotObject, after: SnapshotObject): readonly string[] {
  const table = after.table === null ? null : nameIn(after.table);
  return Object.keys(after.attributes).filter((name) => {
    const [a, b] = [before.attributes[name], after.attributes[name]];
    if (a === undefined || isEqual(a, b)) return false;
    if (!TEXTS.has(name)) return name !== 'keys' || !isSameKeys(a, b, table);
    return !isSameText(textOf(a), textOf(b), table);
  });
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

interface Key {
  readonly expression: string;
  readonly isExpression: boolean;
}

function isSameKeys(a: unknown, b: unknown, table: string | null): boolean {
  const [left, right] = [a, b] as readonly [readonly Key[], readonly Key[]];
  return (
    left.length === right.length &&
    left.every((key, at) => {
      const other = right[at];
      if (!other || key.isExpression !== other.isExpression) return false;
      const { expression: _a, ...rest } = key;
      const { expression: _b, ...others } = other;
      return isEqual(rest, others) && isSameText(key.expression, other.expression, table);
    })
  );
}
