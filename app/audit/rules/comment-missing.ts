import { lookupOf, type ObjectId } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf } from '../facts/columns.ts';
import { fact, plural, sayList, sayTable } from '../facts/say.ts';
import { type CatalogEdit, remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Off unless the project asks for it. What the code says in JSDoc becomes the comment. */
export const commentMissing: Rule = {
  id: 'comment-missing',
  title: 'A table that nothing in the database explains',
  severity: 'low',
  dimension: 'convention',
  needs: [['catalog', 'live']],
  fix: ['sql'],
  isOptIn: true,
  evaluate(context) {
    if (context.source !== 'live') return { notEvaluated: 'Only the live database tells.' };
    const docs = new Map((context.sources.code?.code?.docs ?? []).map(({ object, text }) => [object, text.trim()]));
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      if (table.comment !== null) return [];
      const columns = columnsOf(context, table).map(({ column }) => column);
      const bare = columns.filter(({ comment }) => comment === null);
      const documented = [table.id, ...bare.map(({ id }) => id)].filter((id) => docs.get(id));
      return [
        {
          object: table.id,
          message: `${sayTable(table)} has no comment, nor have ${bare.length} of its ${plural(columns.length, 'column')}.`,
          evidence: [
            fact('pg_description has nothing about it.', table.id),
            ...(documented.length === 0
              ? []
              : [fact(`The code explains ${plural(documented.length, 'of them', 'of them')}.`)]),
          ],
          remedy: remedy({
            title: docs.get(table.id)
              ? 'Comment on it as the code does'
              : `Say in a comment what a row of ${sayTable(table)} is`,
            edits: docs.get(table.id) ? documented.flatMap((id) => commentEdit(context, id, docs.get(id) ?? '')) : [],
            advice:
              documented.length === 0
                ? `Begin with ${sayList([sayTable(table)])}: what one row of it stands for, and who writes it.`
                : null,
          }),
        },
      ];
    });
  },
};

function commentEdit({ catalog }: AuditContext, id: ObjectId, comment: string): readonly CatalogEdit[] {
  const object = lookupOf(catalog).find(id);
  return object ? [set(object, { comment })] : [];
}
