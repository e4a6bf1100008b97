import { deprecatedTables, placesOf } from '../facts/deprecated.ts';
import { plural, sayList, sayTable } from '../facts/say.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Keys and relations of the schema itself, and barrels, keep a table defined: they are no use. */
export const deprecatedTableUsed: Rule = {
  id: 'deprecated-table-used',
  title: 'A deprecated table that code still uses',
  severity: 'high',
  dimension: 'integration',
  needs: [['code', 'usages']],
  fix: [],
  evaluate(context) {
    return deprecatedTables(context).flatMap(({ table, says, uses }): readonly FindingDraft[] => {
      if (uses.length === 0) return [];
      const places = placesOf(uses);
      const files = [...new Set(uses.map(({ file }) => file))];
      return [
        {
          object: table.id,
          message: `${sayTable(table)} is @deprecated${says === '' ? '' : ` (${says.split('\n')[0]})`} and still used at ${plural(places.length, 'place')} in ${plural(files.length, 'file')}: ${sayList(files, 4)}.`,
          evidence: places,
          origins: places.map(({ origin }) => origin),
        },
      ];
    });
  },
};
