import { entityName, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { enumOf } from '../facts/types.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const polymorphicReference: Rule = {
  id: 'polymorphic-reference',
  title: 'A pair of type and id that no foreign key can guard',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) =>
    context.tables.flatMap((table) =>
      context.patterns.polymorphic(table).flatMap(({ id, type }): readonly FindingDraft[] => {
        if (namesTable(context, id.name)) return [];
        const labels = enumOf(context.catalog, type.type)?.labels ?? [];
        return [
          {
            object: id.id,
            message: `${sayColumn(id)} points at rows of whatever table ${type.name} names: no foreign key of ${sayTable(table)} can guard it.`,
            evidence: [
              fact(`${sayColumn(type)} says of which kind it is.`, type.id),
              ...(labels.length === 0 ? [] : [fact(`It can be ${labels.join(', ')}.`)]),
            ],
            remedy: remedy({
              title: 'Give each kind a key of its own, or accept that rows may point at nothing',
              advice:
                'With few kinds: one nullable foreign key for each, and a CHECK that exactly one is set. A log of what happened may keep the pair, since it outlives what it tells of.',
            }),
          },
        ];
      }),
    ),
};

/** `customer_type` beside `customer_id`, with a table of customers: the kind of a customer, not the name of a table. */
function namesTable(context: AuditContext, column: string): boolean {
  const known = context.remember(
    'table entities',
    () => new Set(context.catalog.objects.table.map(({ name }) => entityName(name))),
  );
  return known.has(entityName(wordsOf(column).slice(0, -1).join('_')));
}
