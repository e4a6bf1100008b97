import { columnsOfKey, isOptional, ownForeignKeys, usualOnDelete } from '../facts/foreign-keys.ts';
import { OF_CODE, unlessCode } from '../facts/of-code.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** NO ACTION is what PostgreSQL takes where nobody says anything; a server does not tell whether somebody did. */
export const fkNoOnDelete: Rule = {
  id: 'fk-no-on-delete',
  title: 'A foreign key does not say what becomes of children when their parent goes',
  severity: 'low',
  dimension: 'integrity',
  needs: OF_CODE,
  fix: ['code'],
  evaluate(context) {
    const other = unlessCode(context);
    if (other) return other;
    return ownForeignKeys(context).flatMap((key): readonly FindingDraft[] => {
      const [column] = columnsOfKey(context, key);
      if (!column || key.onDelete !== 'no action') return [];
      const action = usualOnDelete(context, key.references, isOptional(context, key));
      return [
        {
          object: key.id,
          message: `${sayColumn(column)} references ${sayTable(key.references)} without ON DELETE: deleting a parent that has children fails, intended or not.`,
          evidence: [fact('ON DELETE is left to the default, NO ACTION.', key.id)],
          remedy: remedy({
            title: `Say ON DELETE ${action.toUpperCase()}`,
            edits: [set(key, { onDelete: action })],
            advice:
              'Choose what the data mean: CASCADE for parts of the parent, SET NULL for mentions of it, RESTRICT for what has to outlive it.',
          }),
        },
      ];
    });
  },
};
