import { type Catalog, type CatalogObject, type Column, lookupOf } from '#app/catalog';
import type { Account, Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import type { Judge } from './judge.ts';

/**
 * Pairs that were found to be the same. Objects never change: where a source was read in part, most of them are the very ones of
 * the comparison before, and are not looked at again. Where texts were judged, what they were parsed among is the same, too.
 */
export interface KnownAlike {
  has(from: Side, to: Side): boolean;
  /** Runs what compares two objects, and remembers them where it finds nothing and nothing is open. */
  compare(from: Side, to: Side, compare: () => { readonly isSame: boolean }): void;
}

/** Two accounts as they were compared, and whatever else catalogs of the project define that texts may name. */
export interface Compared {
  readonly from: Account;
  readonly to: Account;
  readonly third: Account | undefined;
  readonly judge: Judge;
  readonly judgedBy: string;
}

/** With the judge's help: as long as the columns and definitions around the two are what `around` stands for. */
interface JudgedAlike {
  readonly right: CatalogObject;
  readonly around: object;
  /** Whether the judge had answered, or its questions were one and the same. */
  readonly isAnswered: boolean;
}

/** What is known of two sources. */
interface Memory {
  readonly alike: WeakMap<CatalogObject, CatalogObject>;
  readonly judged: WeakMap<CatalogObject, JudgedAlike>;
  readonly tables: Map<string, TableColumns>;
  definitions: readonly (readonly unknown[])[];
}

interface TableColumns {
  readonly from: readonly Column[];
  readonly to: readonly Column[];
  /** New when one of the columns is. */
  readonly around: object;
}

/** By what else than its two objects an attribute is compared: who judges, which sources, what their servers can express. */
const memories = new Map<string, Memory>();

/** Each two sources that are compared in turn. */
const MOST_MEMORIES = 8;

export function knownAlike(compared: Compared): KnownAlike {
  const { from, to, judge, judgedBy } = compared;
  // With renames, objects are made anew for each comparison.
  if (from.renamed || to.renamed) return { has: () => false, compare: (_from, _to, compare) => void compare() };
  const sides = [from, to].map(({ source, catalog }) => [source, catalog.server]);
  const memory = memoryOf(JSON.stringify([judgedBy, ...sides]));
  const around = surroundingsOf(compared, memory);
  return {
    has({ object: left }, { object: right }) {
      if (memory.alike.get(left) === right) return true;
      const known = memory.judged.get(left);
      if (known?.right !== right || known.around !== around(left)) return false;
      if (known.isAnswered) judge.takesKnown();
      return true;
    },
    compare({ object: left }, { object: right }, compare) {
      const before = judge.counts();
      if (!compare().isSame) return;
      const { asked, unanswered, answered, leaning } = judge.counts();
      if (asked === before.asked) memory.alike.set(left, right);
      if (asked === before.asked || unanswered > before.unanswered || leaning > before.leaning) return;
      const own = around(left);
      if (own) memory.judged.set(left, { right, around: own, isAnswered: answered > before.answered });
    },
  };
}

function memoryOf(context: string): Memory {
  const memory = memories.get(context) ?? {
    alike: new WeakMap(),
    judged: new WeakMap(),
    tables: new Map(),
    definitions: [],
  };
  // The one that was used last is the last to go.
  memories.delete(context);
  memories.set(context, memory);
  for (const oldest of memories.keys()) {
    if (memories.size <= MOST_MEMORIES) break;
    memories.delete(oldest);
  }
  return memory;
}

/**
 * Stands for all that a question about a part of a table is made of besides its text: the table's columns on either side, what
 * the catalogs define, and which names relations have. `null` for what is no part of a table.
 */
function surroundingsOf({ from, to, third }: Compared, memory: Memory): (object: CatalogObject) => object | null {
  const catalogs = [from, to, ...(third ? [third] : [])].map(({ catalog }) => catalog);
  const definitions = catalogs.flatMap(definitionsOf);
  if (!isSameLists(memory.definitions, definitions)) memory.tables.clear();
  memory.definitions = definitions;
  const seen = new Map<string, object | null>();
  const sides = [lookupOf(from.catalog), lookupOf(to.catalog)] as const;
  return (object) => {
    if (!('table' in object)) return null;
    const table = `${object.schema}\u0000${object.table}`;
    let around = seen.get(table);
    if (around !== undefined) return around;
    const [left, right] = sides.map((lookup) => lookup.childrenOf(object.schema, object.table).column);
    around = left && right ? columnsAround(memory.tables, table, left, right) : null;
    seen.set(table, around);
    return around;
  };
}

function columnsAround(
  tables: Map<string, TableColumns>,
  table: string,
  from: readonly Column[],
  to: readonly Column[],
): object | null {
  // Where a side has none, those of another catalog are taken.
  if (from.length === 0 || to.length === 0) return null;
  const known = tables.get(table);
  if (known && isSameList(known.from, from, Object.is) && isSameList(known.to, to, Object.is)) return known.around;
  const around = {};
  tables.set(table, { from, to, around });
  return around;
}

function definitionsOf({ objects, extensionMembers }: Catalog): readonly (readonly unknown[])[] {
  const relations = [...objects.table, ...objects.view, ...objects['materialized-view']];
  return [
    objects.enum,
    objects.domain,
    objects['composite-type'],
    objects['range-type'],
    objects.function,
    objects.sequence,
    objects.extension,
    extensionMembers.map(({ id }) => id),
    relations.map(({ id }) => id),
  ];
}

function isSameLists(a: readonly (readonly unknown[])[], b: readonly (readonly unknown[])[]): boolean {
  return a.length === b.length && a.every((list, at) => isSameList(list, b[at] ?? [], isSameDefinition));
}

/** Read again from an edited file, it may stand in another line. */
function isSameDefinition(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return isEqual({ ...a, origins: null }, { ...b, origins: null });
}

function isSameList(
  a: readonly unknown[],
  b: readonly unknown[],
  isSame: (a: unknown, b: unknown) => boolean,
): boolean {
  return a.length === b.length && a.every((value, at) => isSame(value, b[at]));
}
