import {
  lookupOf,
  type MigrationStatement,
  type ObjectId,
  parseObjectId,
  type Reading,
  type Table,
} from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { sayTable } from '../facts/say.ts';
import { put, type Remedy, remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

/** A table that is protected in the end, by this block or another statement, was not skipped for good: it is not flagged. */
export const rlsMigrationSkipped: Rule = {
  id: 'rls-migration-skipped',
  title: 'A migration sets up row security behind a condition that was false',
  severity: 'high',
  dimension: 'tenancy',
  needs: [['migrations']],
  fix: ['sql'],
  evaluate(context) {
    const { migrations } = context.sources;
    if (!migrations?.migrations) return [];
    const found = new Map<ObjectId, FindingDraft>();
    for (const statement of migrations.migrations.statements)
      for (const table of skippedBy(statement, migrations))
        if (!found.has(table.id) && context.isOwn(table)) found.set(table.id, findingOf(context, table, statement));
    return [...found.values()];
  },
};

/** Tables that a block names, that it did nothing to, and that are without row security after all migrations. */
function skippedBy({ block, outcome, objects }: MigrationStatement, { catalog }: Reading): readonly Table[] {
  if (!block?.rowSecurity || block.conditions.length === 0 || outcome === 'failed' || outcome === 'not-run') return [];
  const touched = new Set(objects.map(({ object }) => nameOf(object)));
  return block.tables.flatMap((id): readonly Table[] => {
    const table = lookupOf(catalog).find(id);
    if (table?.kind !== 'table' || table.rowSecurity || touched.has(nameOf(id))) return [];
    return [table];
  });
}

/** The table that an object is or belongs to. */
function nameOf(id: ObjectId): string {
  return parseObjectId(id).parts.slice(0, 2).join('\u0000');
}

function findingOf(context: AuditContext, table: Table, { block, origin }: MigrationStatement): FindingDraft {
  const [first] = block?.conditions ?? [];
  return {
    object: table.id,
    message: `${origin.file ?? 'A migration'} means to protect ${sayTable(table)} and passes it by: its condition was false, without a word.`,
    evidence: (block?.conditions ?? []).map(({ text, line }) => ({ text, origin: { ...origin, line } })),
    origins: [first ? { ...origin, line: first.line } : origin],
    ...remedyFor(context, table),
  };
}

function remedyFor(context: AuditContext, { id, schema, name }: Table): { readonly remedy?: Remedy } {
  const table = context.lookup.find(id);
  const column = tenantColumnIn(context, { schema, name });
  if (table?.kind !== 'table' || table.rowSecurity || !column) return {};
  const { policy } = context.lookup.childrenOf(schema, name);
  return {
    remedy: remedy({
      title: `Enable and force row security on ${sayTable(table)}`,
      edits: [
        set(table, { rowSecurity: true, forceRowSecurity: true }),
        ...(policy.length > 0 ? [] : [put(tenantPolicy(context, table, column))]),
      ],
    }),
  };
}
