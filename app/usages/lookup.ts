import { type ObjectId, parseObjectId } from '#app/catalog';
import { USAGE_KINDS, type UsageKind } from './kinds.ts';
import type { Usage, Usages } from './usage.ts';

/** Answers by object, made once and kept as long as the usages are. */
export interface UsageLookup {
  /** Uses of exactly this object. */
  of(object: ObjectId): readonly Usage[];
  /** Uses of a table's or view's columns, by column. */
  columnsOf(schema: string, table: string): ReadonlyMap<ObjectId, readonly Usage[]>;
}

const lookups = new WeakMap<Usages, UsageLookup>();
const NONE: readonly Usage[] = [];
const NO_COLUMNS: ReadonlyMap<ObjectId, readonly Usage[]> = new Map();

export function usageLookupOf(usages: Usages): UsageLookup {
  let lookup = lookups.get(usages);
  if (!lookup) {
    lookup = buildLookup(usages);
    lookups.set(usages, lookup);
  }
  return lookup;
}

function buildLookup({ usages }: Usages): UsageLookup {
  const byObject = new Map<ObjectId, Usage[]>();
  const byTable = new Map<string, Map<ObjectId, readonly Usage[]>>();
  for (const usage of usages) {
    const known = byObject.get(usage.object);
    if (known) known.push(usage);
    else {
      const list = [usage];
      byObject.set(usage.object, list);
      const table = tableKeyOf(usage.object);
      if (table === null) continue;
      const columns = byTable.get(table) ?? new Map<ObjectId, readonly Usage[]>();
      byTable.set(table, columns.set(usage.object, list));
    }
  }
  return {
    of: (object) => byObject.get(object) ?? NONE,
    columnsOf: (schema, table) => byTable.get(`${schema}\0${table}`) ?? NO_COLUMNS,
  };
}

function tableKeyOf(id: ObjectId): string | null {
  const { kind, parts } = parseObjectId(id);
  return kind === 'column' ? `${parts[0]}\0${parts[1]}` : null;
}

export interface KindCount {
  readonly kind: UsageKind;
  readonly count: number;
}

/** How often each kind occurs, in the order of the kinds. */
export function countKinds(usages: readonly Usage[]): readonly KindCount[] {
  const counts = new Map<UsageKind, number>();
  for (const { kind } of usages) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return USAGE_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}
