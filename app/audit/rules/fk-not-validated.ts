import { ownForeignKeys } from '../facts/foreign-keys.ts';
import { fact, sayTable, tableId } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

export const fkNotValidated: Rule = {
  id: 'fk-not-validated',
  title: 'A foreign key was left NOT VALID',
  severity: 'medium',
  dimension: 'integrity',
  needs: [['catalog', 'live']],
  fix: ['sql'],
  evaluate(context) {
    if (context.source !== 'live') return { notEvaluated: 'Only the live database tells.' };
    return ownForeignKeys(context).flatMap((key): readonly FindingDraft[] => {
      if (key.validated || !key.enforced) return [];
      const table = sayTable({ schema: key.schema, name: key.table });
      return [
        {
          object: key.id,
          message: `${key.name} on ${table} (${key.columns.join(', ')}) is NOT VALID: rows from before it was added were never checked against ${sayTable(key.references)}.`,
          evidence: [
            fact('It was added with NOT VALID and never validated.', key.id),
            ...sizeFacts(context, tableId(key)),
          ],
          remedy: remedy({
            title: `Validate ${key.name}`,
            edits: [set(key, { validated: true })],
            advice: 'Rows that point at nothing stop the validation; it lets others read and write meanwhile.',
          }),
        },
      ];
    });
  },
};
