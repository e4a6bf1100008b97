import { objectId, parseObjectId, type Table } from '#app/catalog';
import type { Usage } from '#app/usages';
import type { AuditContext } from '../context.ts';
import { plural, sayTable } from '../facts/say.ts';
import { tellsPerson } from '../patterns/membership.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { isTenantName, scopedTables } from '../tenants.ts';

/** What reads or changes rows by a condition of its own; what is joined or read along is held by the rows it belongs to. */
const STATEMENTS = new Set(['select', 'query', 'count', 'update', 'delete']);
const READS = new Set(['select', 'query', 'count']);

export const queryNotScoped: Rule = {
  id: 'query-not-scoped',
  title: 'A query on a tenant’s table has no condition on the tenant',
  severity: 'high',
  dimension: 'tenancy',
  needs: [['catalog', 'usages']],
  fix: [],
  evaluate: (context) => {
    // What a view of the schema reads is the view's matter.
    const schemaFiles = new Set(context.sources.code?.code?.files ?? []);
    return scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      const byFile = new Map<string, Usage[]>();
      for (const usage of context.usages?.of(table.id) ?? []) {
        // Migrations fill and move rows of all tenants.
        if (!STATEMENTS.has(usage.kind) || usage.test || usage.file.endsWith('.sql') || schemaFiles.has(usage.file))
          continue;
        if (isScoped(context, usage) || findsPerson(context, table, usage)) continue;
        byFile.set(usage.file, [...(byFile.get(usage.file) ?? []), usage]);
      }
      return [...byFile].map(([file, usages]) => ({
        object: table.id,
        discriminator: file,
        message: `${file} has ${plural(usages.length, 'statement')} on ${sayTable(table)} without a condition on ${column.name}.`,
        evidence: usages.map((usage) => ({ text: usage.text, origin: originOf(usage) })),
        origins: usages.map(originOf),
        likelihood: 'possible' as const,
      }));
    });
  },
};

/** A condition that names the tenant column of any table, or a part of which is made elsewhere. */
function isScoped(context: AuditContext, { condition }: Usage): boolean {
  // What is read along with other rows is held by theirs.
  if (condition === undefined) return true;
  if (condition === null) return false;
  if (condition.opaque) return true;
  return condition.columns.some((id) => {
    const [schema = '', name = '', column = ''] = parseObjectId(id).parts;
    if (isTenantName(context, column)) return true;
    const { root } = context.tenancy;
    return root !== null && objectId('table', schema, name) === objectId('table', root.schema, root.name);
  });
}

/** Who it is that signs in, and where they belong, is asked before there is a tenant. */
function findsPerson(context: AuditContext, table: Table, { kind, condition }: Usage): boolean {
  if (!READS.has(kind) || !condition) return false;
  const { tenancy, patterns } = context;
  const people = [...patterns.users(tenancy), ...patterns.memberships(tenancy)];
  if (!people.some(({ id }) => id === table.id)) return false;
  return condition.columns.some((id) => {
    const [schema, name, column = ''] = parseObjectId(id).parts;
    return schema === table.schema && name === table.name && tellsPerson(column);
  });
}

function originOf({ file, line, column }: Usage) {
  return { source: 'code' as const, file, line, column };
}
