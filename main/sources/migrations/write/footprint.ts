import { type Entity, keyOf } from '../snapshot/entities.ts';
import type { Delta } from './snapshot-one.ts';

/**
 * What drizzle-kit 1.0 holds two branches of migrations against: which names and definitions a change touches. Two that
 * touch the same are in conflict. Source: drizzle-kit 1.0 rc `nodesOf` in `dialects/postgres/commutativity`.
 */
export interface Footprint {
  readonly statementType: string;
  readonly statementTarget: readonly string[];
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

interface Shape {
  readonly node: string;
  readonly target: string;
  /** What a statement about one is called by drizzle-kit. */
  readonly verbs: Readonly<Record<Delta['op'], string>>;
  /** Other names that it takes in its schema. */
  readonly shares: readonly ('rel' | 'type' | 'con')[];
}

const verbs = (what: string, create = 'create', drop = 'drop', alter = 'alter') => ({
  create: `${create}_${what}`,
  drop: `${drop}_${what}`,
  alter: `${alter}_${what}`,
});

const SHAPES: Readonly<Record<string, Shape>> = {
  schemas: { node: 'sch', target: 'schema', verbs: verbs('schema'), shares: [] },
  roles: { node: 'role', target: 'role', verbs: verbs('role'), shares: [] },
  enums: { node: 'enum', target: 'enum', verbs: verbs('enum'), shares: ['type'] },
  sequences: { node: 'seq', target: 'sequence', verbs: verbs('sequence'), shares: ['rel'] },
  tables: { node: 'tbl', target: 'table', verbs: { ...verbs('table'), alter: 'alter_rls' }, shares: ['rel', 'type'] },
  columns: { node: 'col', target: 'column', verbs: verbs('column', 'add'), shares: [] },
  pks: { node: 'pk', target: 'table', verbs: verbs('pk', 'add'), shares: ['con', 'rel'] },
  uniques: { node: 'uq', target: 'unique', verbs: verbs('unique', 'add'), shares: ['con', 'rel'] },
  fks: { node: 'fk', target: 'fk', verbs: { ...verbs('fk'), alter: 'recreate_fk' }, shares: ['con'] },
  checks: { node: 'ck', target: 'check', verbs: verbs('check', 'add'), shares: ['con'] },
  indexes: { node: 'idx', target: 'index', verbs: { ...verbs('index'), alter: 'recreate_index' }, shares: ['rel'] },
  policies: { node: 'pol', target: 'policy', verbs: verbs('policy'), shares: [] },
  views: { node: 'view', target: 'view', verbs: verbs('view'), shares: ['rel', 'type'] },
};

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  notNull: ['notNull'],
  default: ['default'],
  type: ['type', 'default'],
  typeSchema: ['type', 'default'],
  dimensions: ['type', 'default'],
  generated: ['generated', 'default'],
  identity: ['identity', 'default', 'notNull'],
};

export function footprintOf(delta: Delta, before: readonly Entity[]): Footprint {
  const entity = delta.op === 'create' ? delta.row : before.find((each) => keyOf(each) === delta.key);
  if (!entity) throw new Error('A change of a snapshot is of something that is not there');
  const shape = SHAPES[entity.entityType] ?? shapeOfOther(entity.entityType);
  const parts = partsOf(entity);
  return {
    statementType: shape.verbs[delta.op],
    statementTarget: [shape.target, ...parts],
    writes: delta.op === 'alter' ? altered(delta, shape, parts) : taken(entity, shape, parts),
    reads: readsOf(entity),
  };
}

function shapeOfOther(entityType: string): Shape {
  return { node: entityType, target: entityType, verbs: verbs(entityType), shares: [] };
}

/** Indexes stand in their schema; a primary key is the table's only one. */
function partsOf({ entityType, schema, table, name }: Entity): readonly string[] {
  if (entityType === 'indexes') return [String(schema), String(name)];
  if (entityType === 'pks') return [String(schema), String(table)];
  return [schema, table, name].filter((part): part is string => typeof part === 'string');
}

function taken(entity: Entity, { node, shares }: Shape, parts: readonly string[]): readonly string[] {
  const path = parts.join('.');
  const schema = String(entity.schema);
  const full = [schema, entity.table, entity.name].filter((part) => typeof part === 'string').join('.');
  const shared = shares.map((kind) => `n|${kind}|${kind === 'con' ? full : `${schema}.${String(entity.name)}`}`);
  return [`s|${node}|${path}`, `n|${node}|${path}`, `e|${node}|${path}`, ...shared];
}

function altered(
  { set }: Delta & { readonly op: 'alter' },
  { node }: Shape,
  parts: readonly string[],
): readonly string[] {
  const path = parts.join('.');
  if (node === 'tbl') return [`s|rls|${path}`];
  if (node !== 'col') return [`s|${node}|${path}`];
  const properties = new Set(Object.keys(set).flatMap((field) => PROPERTIES[field] ?? [field]));
  return [...properties].map((property) => `s|colprop|${path}.${property}`);
}

function readsOf(entity: Entity): readonly string[] {
  const { entityType, schema, table, columns, schemaTo, tableTo, columnsTo } = entity;
  if (typeof schema !== 'string') return [];
  const home = typeof table === 'string' ? [`n|tbl|${schema}.${table}`, `n|sch|${schema}`] : [`n|sch|${schema}`];
  const named = (list: unknown) =>
    (Array.isArray(list) ? list : []).flatMap((each: unknown) => {
      if (typeof each === 'string') return [each];
      const { value, isExpression } = (each ?? {}) as { readonly value?: unknown; readonly isExpression?: unknown };
      return isExpression === false && typeof value === 'string' ? [value] : [];
    });
  const own = typeof table === 'string' ? named(columns).map((name) => `n|col|${schema}.${table}.${name}`) : [];
  const far =
    entityType === 'fks'
      ? [
          `n|tbl|${schemaTo}.${tableTo}`,
          `n|sch|${schemaTo}`,
          ...named(columnsTo).map((name) => `n|col|${schemaTo}.${tableTo}.${name}`),
        ]
      : [];
  return [...home, ...own, ...far];
}
