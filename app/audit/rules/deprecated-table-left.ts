import { lookupOf } from '#app/catalog';
import { deprecatedTables } from '../facts/deprecated.ts';
import { fact, sayTable } from '../facts/say.ts';
import { drop, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** As long as code uses it, `deprecated-table-used` says so, and dropping it is out of the question. */
export const deprecatedTableLeft: Rule = {
  id: 'deprecated-table-left',
  title: 'A deprecated table that nothing uses and that is still there',
  severity: 'medium',
  dimension: 'integration',
  needs: [['code', 'usages']],
  fix: ['sql', 'code'],
  evaluate(context) {
    return deprecatedTables(context).flatMap(({ table, says, uses }): readonly FindingDraft[] => {
      if (uses.length > 0) return [];
      const keys = lookupOf(context.catalog).find(table.id) ? context.catalog.objects['foreign-key'] : [];
      const pointing = keys.filter(
        ({ references, schema, table: from }) =>
          references.schema === table.schema &&
          references.name === table.name &&
          `${schema}.${from}` !== `${table.schema}.${table.name}`,
      );
      return [
        {
          object: table.id,
          message: `${sayTable(table)} is @deprecated${says === '' ? '' : ` (${says.split('\n')[0]})`}, no code uses it, and it is still defined.`,
          evidence: [
            fact('No statement, name or type outside of the schema files refers to it.', table.id),
            ...pointing.map((key) =>
              fact(`${sayTable({ schema: key.schema, name: key.table })} still references it by ${key.name}.`, key.id),
            ),
          ],
          remedy: remedy({
            title: `Drop ${sayTable(table)}`,
            edits: [...pointing.map(({ id }) => drop(id)), drop(table.id)],
            advice: 'Its rows go with it: keep a copy of what may still be asked for.',
          }),
        },
      ];
    });
  },
};
