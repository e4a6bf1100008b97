import { lookupOf, type ObjectId, type Origin } from '#app/catalog';
import { isStatement, type Usage } from '#app/usages';
import { USAGES } from '../facts/clients.ts';
import { plural, sayList, sayTable } from '../facts/say.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** What a policy asks is SQL: Drizzle has no other words for it. */
const OF_A_POLICY = /^\s*(using|withCheck)\s*:/;

/** Statements in strings and templates of code. Pieces of SQL inside of Drizzle's queries, files of SQL and tests are none. */
export const rawSqlQuery: Rule = {
  id: 'raw-sql-query',
  title: 'A query in raw SQL on a table that the schema knows',
  severity: 'low',
  dimension: 'integration',
  needs: USAGES,
  fix: [],
  evaluate(context) {
    const { find } = lookupOf((context.sources.code ?? context.reading).catalog);
    const byTable = new Map<ObjectId, Usage[]>();
    for (const usage of context.allUsages ?? []) {
      if (usage.via !== 'sql' || usage.test || !isStatement(usage.kind) || usage.file.endsWith('.sql')) continue;
      if (OF_A_POLICY.test(usage.text)) continue;
      const known = byTable.get(usage.object);
      if (known) known.push(usage);
      else byTable.set(usage.object, [usage]);
    }
    return [...byTable].flatMap(([object, uses]): readonly FindingDraft[] => {
      const table = find(object);
      if (table?.kind !== 'table') return [];
      const places = uses.map(({ file, line, column, text, kind }): { text: string; origin: Origin } => ({
        text: `${file}:${line} ${kind}: ${text}`,
        origin: { source: 'code', file, line, column },
      }));
      const files = [...new Set(uses.map(({ file, line }) => `${file}:${line}`))];
      return [
        {
          object,
          message: `${sayTable(table)} is queried in raw SQL at ${plural(files.length, 'place')} (${sayList(files, 3)}): renamed columns are not found there, and results have no types.`,
          evidence: places,
          origins: places.map(({ origin }) => origin),
        },
      ];
    });
  },
};
