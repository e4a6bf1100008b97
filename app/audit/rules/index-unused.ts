import { type Index, lookupOf } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { fact, sayBytes, sayCount, sayTable, tableId } from '../facts/say.ts';
import { indexStatistics, tableStatistics } from '../facts/statistics.ts';
import { drop, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A table that was read less often has not shown which of its indexes it needs. */
const ENOUGH_READS = 100;
/** Smaller ones cost nothing worth a migration. */
const WORTH_BYTES = 64 * 1024;

export const indexUnused: Rule = {
  id: 'index-unused',
  title: 'An index that was never read since the statistics began',
  severity: 'low',
  dimension: 'scale',
  needs: [['catalog', 'live', 'statistics']],
  fix: ['sql'],
  evaluate(context) {
    if (context.source !== 'live') return { notEvaluated: 'Only the live database tells.' };
    if (!context.statistics?.indexes)
      return { notEvaluated: 'The live database did not say how often its indexes are read.' };
    return context.tables.flatMap((table) =>
      lookupOf(context.catalog)
        .childrenOf(table.schema, table.name)
        .index.flatMap((index) => draftsOf(context, index)),
    );
  },
};

function draftsOf(context: AuditContext, index: Index): readonly FindingDraft[] {
  const use = indexStatistics(context, index.id);
  const table = tableStatistics(context, tableId(index));
  if (!use || !table || index.unique || index.inherited || !index.valid || index.clustered) return [];
  const reads = (table.sequentialScans ?? 0) + (table.indexScans ?? 0);
  if (use.scans > 0 || use.bytes < WORTH_BYTES || reads < ENOUGH_READS || servesKey(context, index)) return [];
  const since = context.statistics?.since;
  return [
    {
      object: index.id,
      table: tableId(index),
      message: `${index.name} on ${sayTable({ schema: index.schema, name: index.table })} takes ${sayBytes(use.bytes)} and was never read${since ? ` since ${since}` : ''}.`,
      evidence: [
        fact(`It was scanned 0 times; its table was read ${sayCount(reads)} times.`, index.id),
        fact(since ? `The counters began at ${since}.` : 'The counters were never reset.'),
      ],
      likelihood: 'possible',
      remedy: remedy({
        title: `Drop ${index.name}`,
        edits: [drop(index.id)],
        advice: 'Replicas count their own reads, and a report of once a year reads once a year: ask both before.',
      }),
    },
  ];
}

/** It is what spares deletes of parents a scan, and deletes may be rare. */
function servesKey({ lookup }: AuditContext, { schema, table, keys }: Index): boolean {
  return lookup
    .childrenOf(schema, table)
    ['foreign-key'].some(({ columns }) =>
      columns.every((name) => keys.slice(0, columns.length).some(({ expression }) => expression === name)),
    );
}
