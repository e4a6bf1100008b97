import type { Usage } from '#app/usages';
import { ownColumns } from '../facts/columns.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { placesOf, usesOf } from '../facts/queries.ts';
import { fact, plural, sayColumn } from '../facts/say.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A table known to be this small is read faster without an index. */
const SMALL = 1000;
/** Whether a value is there at all is no search within it. */
const ONLY_NULL = /\bis(Not)?Null\s*\(|\bis\s+(not\s+)?null\b/i;
const WITHIN = /->|#>|@>|@\?|@@|\?[|&]?\s|jsonb?_|arrayContains/;

export const jsonNotIndexed: Rule = {
  id: 'json-not-indexed',
  title: 'Code searches within jsonb that no GIN index covers',
  severity: 'low',
  dimension: 'scale',
  needs: [['catalog', 'usages']],
  fix: ['sql', 'code'],
  evaluate: (context) =>
    ownColumns(context).flatMap(({ column, table, family }): readonly FindingDraft[] => {
      if (family !== 'json') return [];
      const uses = usesOf(context, column.id, 'filtered').filter(isWithin);
      const rows = rowsOf(context, table.id);
      if (uses.length === 0 || (rows !== null && rows > 0 && rows < SMALL)) return [];
      const { index } = context.lookup.childrenOf(table.schema, table.name);
      const covers = index.some(
        ({ keys, valid }) =>
          valid &&
          keys.some(({ expression, isExpression }) =>
            isExpression ? expression.includes(column.name) : expression === column.name,
          ),
      );
      if (covers) return [];
      const isBinary = column.type === 'jsonb';
      const name = nameFor(context, 'index', table, { columns: [column.name] });
      return [
        {
          object: column.id,
          message: `The code searches within ${sayColumn(column)} in ${plural(uses.length, 'place')}, and no index covers it: every row is unpacked.`,
          evidence: [
            ...placesOf(uses),
            fact(`It is ${column.type} without an index.`, column.id),
            ...sizeFacts(context, table.id),
          ],
          remedy: isBinary
            ? remedy({
                title: `Add a GIN index on ${sayColumn(column)}`,
                edits: [put(makeIndex(table, name, [column.name], { method: 'gin' }))],
                advice:
                  'It serves @>, ? and jsonpath; what is read with ->> wants an index on that expression, or a column of its own.',
              })
            : remedy({
                title: `Make ${sayColumn(column)} jsonb, and index it`,
                advice: 'json is kept as text: no index covers it.',
              }),
        },
      ];
    }),
};

function isWithin({ text, via }: Usage): boolean {
  return WITHIN.test(text) || (via === 'drizzle' && !ONLY_NULL.test(text) && /sql/.test(text));
}
