/** A row of the snapshots of drizzle-kit 1.0: one entity with its `entityType` (`tables`, `columns`, `fks` …). */
export type Entity = Readonly<Record<string, unknown>> & { readonly entityType: string };

/** One change of a snapshot that tells only what its migration did (version 9). */
interface Delta {
  readonly op: 'create' | 'drop' | 'alter' | 'rename';
  readonly row?: Entity;
  /** `columns\u0000["public","guests","email"]`. */
  readonly key?: string;
  readonly set?: Readonly<Record<string, unknown>>;
}

/** A snapshot of drizzle-kit 1.0, whole (`ddl`) or the changes of one migration (`deltas`). */
export interface RawSnapshot {
  readonly id: string;
  readonly prevIds: readonly string[];
  readonly ddl?: readonly Entity[];
  readonly deltas?: readonly Delta[];
}

/**
 * All entities after one migration. A snapshot of changes builds on the one before it, and where branches were merged on
 * the changes of the others too, in the order of the folders (as drizzle-kit 1.0.0-rc.5 does).
 * @throws where a snapshot that others build on is missing.
 */
export function entitiesAt(snapshots: readonly RawSnapshot[], last: RawSnapshot): readonly Entity[] {
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  const chain: RawSnapshot[] = [];
  let at: RawSnapshot | undefined = last;
  while (at && at.ddl === undefined && chain.length <= snapshots.length) {
    chain.unshift(at);
    at = byId.get(at.prevIds[0] ?? '');
  }
  if (!at?.ddl) throw new Error('the snapshots before it do not reach one that is whole');
  let entities: readonly Entity[] = at.ddl;
  const done = historyOf(byId, [at.id]);
  for (const snapshot of chain) {
    const merged = historyOf(byId, snapshot.prevIds.slice(1));
    for (const other of snapshots) {
      if (!merged.has(other.id) || done.has(other.id) || chain.includes(other)) continue;
      done.add(other.id);
      entities = applyDeltas(entities, other.deltas ?? []);
    }
    done.add(snapshot.id);
    entities = applyDeltas(entities, snapshot.deltas ?? []);
  }
  return entities;
}

function historyOf(byId: ReadonlyMap<string, RawSnapshot>, ids: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.prevIds ?? []));
  }
  return found;
}

function applyDeltas(entities: readonly Entity[], deltas: readonly Delta[]): readonly Entity[] {
  return deltas.reduce((all, delta) => applyDelta(all, delta), entities);
}

function applyDelta(entities: readonly Entity[], { op, row, key, set }: Delta): readonly Entity[] {
  if (op === 'create') return row ? [...entities.filter((each) => keyOf(each) !== keyOf(row)), row] : entities;
  if (op === 'drop') return entities.filter((each) => keyOf(each) !== key);
  const before = entities.find((each) => keyOf(each) === key);
  if (!before) return entities;
  const after: Entity = { ...before, ...set };
  const all = entities.map((each) => (each === before ? after : each));
  return keyOf(before) === keyOf(after)
    ? all
    : all.map((each) => (each === after ? each : relocate(each, before, after)));
}

/** Indexes stand in their schema; everything else that has a table stands in it. */
export function keyOf(entity: Entity): string {
  const { entityType, schema, name } = entity;
  const table = entityType === 'indexes' ? undefined : entity.table;
  return `${entityType}\u0000${JSON.stringify([schema, table, name].filter((part) => typeof part === 'string'))}`;
}

/** What points to an entity that has another name now points to the new one. */
function relocate(entity: Entity, before: Entity, after: Entity): Entity {
  const is = (fields: Readonly<Record<string, unknown>>) =>
    Object.entries(fields).every(([field, value]) => entity[field] === value);
  const listed = (field: string) => {
    const list = entity[field];
    if (!Array.isArray(list)) return {};
    const rename = (each: unknown) => {
      if (each === before.name) return after.name;
      const key = each as { readonly value?: unknown; readonly isExpression?: unknown } | null;
      return key?.value === before.name && key?.isExpression === false ? { ...key, value: after.name } : each;
    };
    return { [field]: list.map(rename) };
  };
  switch (before.entityType) {
    case 'schemas': {
      const fields = ['schema', 'typeSchema', 'schemaTo'].filter((field) => entity[field] === before.name);
      return { ...entity, ...Object.fromEntries(fields.map((field) => [field, after.name])) };
    }
    case 'tables':
      return {
        ...entity,
        ...(is({ schema: before.schema, table: before.name }) ? { schema: after.schema, table: after.name } : {}),
        ...(is({ schemaTo: before.schema, tableTo: before.name })
          ? { schemaTo: after.schema, tableTo: after.name }
          : {}),
      };
    case 'columns':
      return {
        ...entity,
        ...(is({ schema: before.schema, table: before.table }) ? listed('columns') : {}),
        ...(is({ schemaTo: before.schema, tableTo: before.table }) ? listed('columnsTo') : {}),
      };
    case 'enums':
      return is({ typeSchema: before.schema, type: before.name })
        ? { ...entity, typeSchema: after.schema, type: after.name }
        : entity;
    case 'roles':
      return { ...entity, ...listed('roles') };
    default:
      return entity;
  }
}
