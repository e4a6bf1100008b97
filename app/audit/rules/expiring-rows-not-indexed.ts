import { entityName } from '#app/coverage';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { accessPaths } from '../facts/indexes.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const SMALL = 1000;

export const expiringRowsNotIndexed: Rule = {
  id: 'expiring-rows-not-indexed',
  title: 'Rows expire, and no index finds those that have',
  severity: 'low',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    ownColumns(context).flatMap((own): readonly FindingDraft[] => {
      const { column, table, family } = own;
      if (family !== 'timestamp' || !isExpiryOfRow(own)) return [];
      const rows = rowsOf(context, table.id);
      if (rows !== null && rows > 0 && rows < SMALL) return [];
      if (accessPaths(context, table).some(({ columns, valid }) => valid && columns[0] === column.name)) return [];
      return [
        {
          object: column.id,
          message: `Rows of ${sayTable(table)} expire by ${sayColumn(column)}, and no index leads with it: every clean-up reads the whole table.`,
          evidence: [fact('No index leads with it.', column.id), ...sizeFacts(context, table.id)],
          remedy: remedy({
            title: `Add an index on ${sayColumn(column)}`,
            edits: [put(makeIndex(table, nameFor(context, 'index', table, { columns: [column.name] }), [column.name]))],
            advice: 'And a job that deletes what has expired, a few thousand rows at a time.',
          }),
        },
      ];
    }),
};

/** `expires_at` of a session is the end of the row; `trial_expires_at` of a company is not. */
function isExpiryOfRow({ name, table }: OwnColumn): boolean {
  if (
    /^(expires|expiry|expiration|expired|expires_at|expires_on|expiry_at|expiration_time|expired_at|expire_at|ttl_at)$/.test(
      name,
    )
  )
    return true;
  const last = entityName(table.name).split('_').at(-1) ?? '';
  return last !== '' && new RegExp(`^${last}_(expires|expiry|expires_at|expires_on)$`).test(name);
}
