import { accessPaths, leadsToAll } from '../facts/indexes.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { scopedTables } from '../tenants.ts';

export const tenantIndexMissing: Rule = {
  id: 'tenant-index-missing',
  title: 'No index leads with the tenant column',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      const paths = accessPaths(context, table);
      if (paths.some((path) => leadsToAll(path, column.name))) return [];
      return [
        {
          object: column.id,
          message: `No index leads with ${sayColumn(column)}, by which nearly every query and policy filters.`,
          evidence: [
            fact(
              paths.length === 0
                ? 'The table has no index.'
                : `Its indexes: ${paths.map(({ object }) => object.name).join(', ')}.`,
            ),
            ...sizeFacts(context, table.id),
          ],
          remedy: remedy({
            title: `Add an index on ${sayColumn(column)}`,
            edits: [put(makeIndex(table, nameFor(context, 'index', table, { columns: [column.name] }), [column.name]))],
          }),
        },
      ];
    }),
};
