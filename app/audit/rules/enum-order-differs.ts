import { lookupOf } from '#app/catalog';
import { fact } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Restates drift of class `order` between code and live. */
export const enumOrderDiffers: Rule = {
  id: 'enum-order-differs',
  title: 'Enum labels stand in another order in code and database',
  severity: 'medium',
  dimension: 'integrity',
  needs: [['code', 'live']],
  fix: [],
  evaluate(context) {
    const { code, live } = context.sources;
    const differences = context.between('code', 'live');
    if (!differences || !code || !live) return { notEvaluated: 'Code and the live database were not compared.' };
    return differences.flatMap(({ object, kind, class: ofClass, summary }): readonly FindingDraft[] => {
      if (kind !== 'enum' || ofClass !== 'order') return [];
      const [own, other] = [code, live].map(({ catalog }) => lookupOf(catalog).find(object));
      if (own?.kind !== 'enum' || other?.kind !== 'enum') return [];
      return [
        {
          object,
          message: `The labels of ${own.name} stand in another order in code and live: ORDER BY and < go by the database's.`,
          evidence: [
            fact(summary, object),
            fact(`Code: ${own.labels.join(', ')}.`),
            fact(`Live: ${other.labels.join(', ')}.`),
          ],
          remedy: remedy({
            title: 'Bring the code into the order of the database',
            advice:
              'PostgreSQL cannot move a label: to have the order of the code, the type is made anew and every column of it rewritten.',
          }),
        },
      ];
    });
  },
};
