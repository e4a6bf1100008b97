import { type ForeignKey, lookupOf, type Table } from '#app/catalog';
import { namesIn, tokenize } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { keysTo, tableOf } from '../facts/foreign-keys.ts';
import { fact, plural, sayList, sayTable, tableId } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** ON DELETE speaks of rows that go: marking one as deleted leaves its children as they are. */
export const fkSoftDeleteGap: Rule = {
  id: 'fk-soft-delete-gap',
  title: 'Rows are marked as deleted while others keep pointing at them',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const mark = context.patterns.softDelete(table);
  if (!mark) return [];
  const children = keysTo(context, table).filter(
    (key) => tableId(key) !== table.id && !isCarriedOver(context, table, key),
  );
  if (children.length === 0) return [];
  const marked = children.filter((key) => {
    const child = tableOf(context, tableId(key));
    return child !== null && context.patterns.softDelete(child) !== null;
  });
  const names = [...new Set(children.map(({ schema, table: name }) => sayTable({ schema, name })))];
  return [
    {
      object: table.id,
      message: `Rows of ${sayTable(table)} are marked as deleted by ${mark.column.name}, and ${plural(names.length, 'table')} ${names.length === 1 ? 'keeps' : 'keep'} pointing at them: ${sayList(names)}.`,
      evidence: [
        fact(`${mark.column.name} marks a row as deleted; no ON DELETE acts on that.`, mark.column.id),
        ...children.map((key) =>
          fact(
            `${key.table} (${key.columns.join(', ')}) references it, ON DELETE ${key.onDelete.toUpperCase()}.`,
            key.id,
          ),
        ),
        ...(marked.length === 0
          ? []
          : [
              fact(
                `${sayList([...new Set(marked.map((key) => key.table))])} can be marked too, but nothing does it with the parent.`,
              ),
            ]),
      ],
      remedy: remedy({
        title: 'Decide what becomes of the children',
        advice:
          'Mark children together with their parent (a trigger, or one place in the application that does it), or read them through views that leave out what belongs to deleted parents.',
      }),
    },
  ];
}

/** A trigger of the parent whose function writes the child. */
function isCarriedOver({ catalog }: AuditContext, parent: Table, key: ForeignKey): boolean {
  const { trigger } = lookupOf(catalog).childrenOf(parent.schema, parent.name);
  return trigger.some((one) => {
    const routine = catalog.objects.function.find(
      ({ schema, name }) => schema === one.function.schema && name === one.function.name,
    );
    return routine !== undefined && namesIn(tokenize(routine.body)).has(key.table);
  });
}
