import { type Kind, type ObjectId, objectId } from '#app/catalog';
import { isEqual } from '#app/compare';
import { type Entity, entitiesAt, keyOf, type RawSnapshot } from '../snapshot/entities.ts';
import type { Snapshot } from '../snapshots.ts';
import { footprintOf } from './footprint.ts';
import type { Wanted } from './wanted.ts';

const ORIGIN = '00000000-0000-0000-0000-000000000000';

export interface OneState {
  /** In the order of the migrations. */
  readonly snapshots: readonly Snapshot[];
  readonly wanted: Wanted;
  readonly id: string;
}

/**
 * A snapshot of drizzle-kit 1.0: the first of a folder is whole, later ones tell what their migration changed (version 9);
 * a folder of version 8, as the betas wrote it, goes on with whole ones.
 */
export function snapshotOne({ snapshots, wanted, id }: OneState): object {
  const raw = snapshots.map(({ value }) => value as RawSnapshot & { readonly version?: string });
  const leaves = leavesOf(raw);
  const before = leaves.length === 0 ? [] : entitiesAt(raw, { id, prevIds: leaves, deltas: [] });
  const code = wanted.code as readonly Entity[];
  const after = wanted.only === null ? code : merge(before, code, wanted.only);
  const prevIds = leaves.length === 0 ? [ORIGIN] : leaves;
  const version = raw.at(-1)?.version ?? wanted.version ?? '9';
  const header = { version, dialect: 'postgres', id, prevIds };
  if (version !== '9') return { ...header, ddl: after, renames: [] };
  const deltas = deltasBetween(before, after);
  const footprints = deltas.map((delta) => footprintOf(delta, before));
  return leaves.length === 0
    ? { type: 'base', ...header, footprints, ddl: after }
    : { type: 'diff', ...header, footprints, deltas };
}

/** The newest first, as drizzle-kit has them: the first is what the others are merged into. */
function leavesOf(snapshots: readonly RawSnapshot[]): readonly string[] {
  const parents = new Set(snapshots.flatMap(({ prevIds }) => prevIds));
  return snapshots
    .map(({ id }) => id)
    .filter((id) => !parents.has(id))
    .reverse();
}

export type Delta =
  | { readonly op: 'create'; readonly row: Entity }
  | { readonly op: 'drop'; readonly key: string }
  | { readonly op: 'alter'; readonly key: string; readonly set: Readonly<Record<string, unknown>> };

function deltasBetween(before: readonly Entity[], after: readonly Entity[]): readonly Delta[] {
  const old = new Map(before.map((entity) => [keyOf(entity), entity]));
  const now = new Map(after.map((entity) => [keyOf(entity), entity]));
  const dropped = [...old.keys()].filter((key) => !now.has(key)).map((key): Delta => ({ op: 'drop', key }));
  const others = [...now].flatMap(([key, row]): readonly Delta[] => {
    const previous = old.get(key);
    if (!previous) return [{ op: 'create', row }];
    const set = Object.fromEntries(Object.entries(row).filter(([field, value]) => !isEqual(previous[field], value)));
    return Object.keys(set).length === 0 ? [] : [{ op: 'alter', key, set }];
  });
  return [...dropped, ...others];
}

const KINDS: Readonly<Record<string, Kind>> = {
  schemas: 'schema',
  roles: 'role',
  enums: 'enum',
  sequences: 'sequence',
  tables: 'table',
  columns: 'column',
  pks: 'primary-key',
  uniques: 'unique',
  fks: 'foreign-key',
  checks: 'check',
  indexes: 'index',
  policies: 'policy',
  views: 'view',
};

function idOf(entity: Entity): ObjectId {
  const { entityType, schema, table, name, materialized } = entity;
  const kind = materialized === true ? 'materialized-view' : (KINDS[entityType] ?? 'table');
  const parts = kind === 'index' ? [schema, name] : [schema, table, name];
  return objectId(kind, ...parts.filter((part) => typeof part === 'string'));
}

/** The former entities with what the code says of some objects; a table comes and goes with all that stands in it. */
function merge(before: readonly Entity[], code: readonly Entity[], only: ReadonlySet<ObjectId>): readonly Entity[] {
  const tables = (entities: readonly Entity[]) =>
    new Set(entities.filter(({ entityType }) => entityType === 'tables').map(idOf));
  const [old, now] = [tables(before), tables(code)];
  const isWanted = (entity: Entity) => {
    const table =
      typeof entity.table === 'string' ? objectId('table', String(entity.schema), String(entity.table)) : null;
    const comesOrGoes = table !== null && old.has(table) !== now.has(table);
    return only.has(idOf(entity)) || (comesOrGoes && only.has(table));
  };
  const kept = before.filter((entity) => !isWanted(entity));
  const keys = new Set(kept.map(keyOf));
  return [...kept, ...code.filter((entity) => isWanted(entity) && !keys.has(keyOf(entity)))];
}
