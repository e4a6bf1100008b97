import { fact, sayTable } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const unloggedTable: Rule = {
  id: 'unlogged-table',
  title: 'An unlogged table: a crash empties it',
  severity: 'low',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      if (table.persistence !== 'unlogged') return [];
      return [
        {
          object: table.id,
          message: `${sayTable(table)} is UNLOGGED: a crash empties it, and replicas never have its rows.`,
          evidence: [fact('It was made with CREATE UNLOGGED TABLE.', table.id), ...sizeFacts(context, table.id)],
          remedy: remedy({
            title: 'Waive it where its rows may be lost, or make it logged',
            advice:
              'ALTER TABLE … SET LOGGED writes the whole table to the log. Counters, caches and short-lived locks may stay as they are: say so in a waiver.',
          }),
        },
      ];
    }),
};
