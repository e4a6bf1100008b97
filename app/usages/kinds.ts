import { z } from 'zod';

/**
 * What code does with an object, in the order in which people want to read it: what changes rows, what reads them, what
 * only names them. A column's kind says where in a statement it stands.
 */
export const USAGE_KINDS = [
  // Statements, of tables and views.
  'insert',
  'update',
  'delete',
  'truncate',
  'select',
  'join',
  /** Drizzle's relational queries: `db.query.users.findMany`, and the tables of their `with`. */
  'query',
  'count',
  /** Of a materialized view. */
  'refresh',
  // Places in a statement, of columns.
  'inserted',
  /** Given a value by UPDATE, or by the update of an upsert. */
  'set',
  /** The target of ON CONFLICT. */
  'conflict',
  'filtered',
  'joined',
  'selected',
  'returned',
  'grouped',
  'ordered',
  // In a schema.
  /** The far end of a foreign key, or an enum as a column's type. */
  'reference',
  'relation',
  'indexed',
  /** In a check, a key, a policy or a generated column. */
  'constrained',
  /** Made or changed by a statement of a `.sql` file or a string. */
  'definition',
  // Names.
  'alias',
  /** Made into a validator: `createInsertSchema(users)`. */
  'validator',
  /** Handed to something that cannot be looked into. */
  'passed',
  /** Only its type: `typeof users.$inferSelect`, `import type`. */
  'type',
  'import',
  're-export',
] as const;

export const usageKindSchema = z.enum(USAGE_KINDS);
export type UsageKind = z.infer<typeof usageKindSchema>;

/** Kinds that stand for a statement that runs against the table. */
const STATEMENTS: ReadonlySet<UsageKind> = new Set([
  ...(['insert', 'update', 'delete', 'truncate', 'select', 'join', 'query', 'count', 'refresh'] as const),
]);

export function isStatement(kind: UsageKind): boolean {
  return STATEMENTS.has(kind);
}

/** Kinds that only carry a name about; an object that has no others is used by nothing. */
const NAMES: ReadonlySet<UsageKind> = new Set(['import', 're-export']);

export function isOnlyAName(kind: UsageKind): boolean {
  return NAMES.has(kind);
}

/** What a use is part of: a statement of the application, the schema itself, or nothing but a name that is passed about. */
export type UsagePart = 'statement' | 'schema' | 'name';

const PARTS: readonly (readonly [UsagePart, readonly UsageKind[]])[] = [
  ['schema', ['reference', 'relation', 'indexed', 'constrained', 'definition']],
  ['name', ['alias', 'validator', 'passed', 'type', 'import', 're-export']],
];

export function usagePart(kind: UsageKind): UsagePart {
  return PARTS.find(([, kinds]) => kinds.includes(kind))?.[0] ?? 'statement';
}
