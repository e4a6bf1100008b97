import { quoteIdent, quoteQualified, type View } from '#app/catalog';
import { renderCreateView } from '#app/sql';
import { isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderInnerComments } from './inner-comments.ts';
import { renderOptionChanges } from './options.ts';

export const viewSteps: KindSteps<'view'> = {
  drop: ({ schema, name }) => `DROP VIEW ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    const alter = `ALTER VIEW ${quoteQualified(to.schema, to.name)}`;
    if (from.definition !== to.definition && !goesOn(from, to)) return REPLACE;
    return statements(
      from.definition === to.definition
        ? renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`)
        : renderCreateView(to).replace(/^CREATE VIEW/, 'CREATE OR REPLACE VIEW'),
      to.columns.flatMap((column) => {
        const before = from.columns.find(({ name }) => name === column.name)?.default ?? null;
        if (before === column.default) return [];
        const change = column.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${column.default}`;
        return [`${alter} ALTER COLUMN ${quoteIdent(column.name)} ${change}`];
      }),
      renderInnerComments(to, from.columns, to.columns),
    );
  },
};

/** CREATE OR REPLACE may only add columns at the end. */
function goesOn(from: View, to: View): boolean {
  return from.columns.every(({ name, type }, at) => {
    const other = to.columns[at];
    return other !== undefined && isSame([name, type], [other.name, other.type]);
  });
}
