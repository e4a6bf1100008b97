import { fact, sayTable, tableId } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

export const indexInvalid: Rule = {
  id: 'index-invalid',
  title: 'An index left invalid by a build that failed',
  severity: 'high',
  dimension: 'scale',
  needs: [['catalog', 'live']],
  fix: ['sql'],
  evaluate(context) {
    if (context.source !== 'live') return { notEvaluated: 'Only the live database tells.' };
    const partitioned = new Set(
      context.catalog.objects.table.filter(({ partitionKey }) => partitionKey !== null).map(({ id }) => id),
    );
    return context.catalog.objects.index.flatMap((index): readonly FindingDraft[] => {
      if (index.valid || !context.isOwn(index)) return [];
      const isPartitioned = partitioned.has(tableId(index));
      const table = sayTable({ schema: index.schema, name: index.table });
      return [
        {
          object: index.id,
          table: tableId(index),
          message: isPartitioned
            ? `${index.name} on ${table} is invalid: some partition has no index attached to it.`
            : `${index.name} on ${table} is invalid: every write feeds it, and no query reads it${index.unique ? ', nor does it keep anything unique' : ''}.`,
          evidence: [
            fact('pg_index.indisvalid is false, as CREATE INDEX CONCURRENTLY leaves it when it fails.', index.id),
            ...sizeFacts(context, tableId(index)),
          ],
          remedy: remedy({
            title: `Build ${index.name} again`,
            edits: [set(index, { valid: true })],
            advice: index.unique
              ? 'Rows that are alike made the build fail: put them right first.'
              : 'REINDEX INDEX CONCURRENTLY does it while others work.',
          }),
        },
      ];
    });
  },
};
