import type { Column, Table } from '#app/catalog';
import { leavesOf, namesIn, skeletonOfText } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { accessPaths, leadsToAll } from '../facts/indexes.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { policiesOf } from '../policies.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const rlsPredicateNotIndexed: Rule = {
  id: 'rls-predicate-not-indexed',
  title: 'No index leads with the column that a policy filters by',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  yieldsTo: 'tenant-index-missing',
  evaluate: (context) =>
    context.tables.flatMap((table) => {
      if (!table.rowSecurity) return [];
      return comparedColumns(context, table).flatMap(({ column, policy }): readonly FindingDraft[] => {
        if (accessPaths(context, table).some((path) => leadsToAll(path, column.name))) return [];
        return [
          {
            object: column.id,
            message: `Every query on ${table.name} is filtered by ${sayColumn(column)}, with which no index leads.`,
            evidence: [fact(`Policy ${policy} compares it with the session.`), ...sizeFacts(context, table.id)],
            remedy: remedy({
              title: `Add an index on ${sayColumn(column)}`,
              edits: [
                put(makeIndex(table, nameFor(context, 'index', table, { columns: [column.name] }), [column.name])),
              ],
            }),
          },
        ];
      });
    }),
};

interface Compared {
  readonly column: Column;
  readonly policy: string;
}

/** `column = …` or `column IN (…)` with something that the session says; a flag or a status is no way into a table. */
function comparedColumns(context: AuditContext, table: Table): readonly Compared[] {
  const own = context.lookup.childrenOf(table.schema, table.name).column;
  const found = new Map<string, Compared>();
  for (const policy of policiesOf(context, table)) {
    if (policy.using === null) continue;
    for (const leaf of leavesOf(skeletonOfText(policy.using))) {
      if (!context.session.reads(leaf)) continue;
      const names = namesIn(leaf);
      const [first] = leaf;
      const isSubquery = first?.type === 'name' && (first.text === 'exists' || first.text === 'not');
      const column = own.find(({ name, type }) => names.has(name) && type !== 'boolean');
      if (column && !isSubquery && !found.has(column.name)) found.set(column.name, { column, policy: policy.name });
    }
  }
  return [...found.values()];
}
