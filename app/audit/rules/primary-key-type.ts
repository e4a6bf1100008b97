import { keysTo } from '../facts/foreign-keys.ts';
import { surrogateKeys, usualKeyType } from '../facts/primary-keys.ts';
import { fact, plural, sayColumn } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const primaryKeyType: Rule = {
  id: 'primary-key-type',
  title: 'A primary key of another type than the project’s',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate(context) {
    const usual = usualKeyType(context);
    if (!usual) return [];
    return surrogateKeys(context).flatMap(({ table, column, family }): readonly FindingDraft[] => {
      if (family === usual.family) return [];
      const referring = keysTo(context, table);
      return [
        {
          object: column.id,
          message: `${sayColumn(column)} is ${column.type}, where ${usual.following} of ${usual.keys} keys are ${usual.type}.`,
          evidence: [
            fact(`It is ${column.type}.`, column.id),
            ...(referring.length === 0
              ? []
              : [fact(`${plural(referring.length, 'foreign key')} would have to change with it.`)]),
          ],
          remedy: remedy({
            title: `Move to ${usual.type}, or waive it as a table of its own kind`,
            advice:
              'A new key column is added and filled, references are moved over to it, then the old one goes: a draft of several migrations. Tables that an authentication library keeps are its own.',
          }),
        },
      ];
    });
  },
};
