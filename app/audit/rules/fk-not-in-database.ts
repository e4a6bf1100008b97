import { lookupOf, objectId } from '#app/catalog';
import { fact, sayTable } from '../facts/say.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Restates drift between code and live. */
export const fkNotInDatabase: Rule = {
  id: 'fk-not-in-database',
  title: 'A foreign key of the Drizzle code is not in the database',
  severity: 'high',
  dimension: 'integrity',
  needs: [['code', 'live']],
  fix: ['sql'],
  evaluate(context) {
    const { code, live } = context.sources;
    const differences = context.between('code', 'live');
    if (!differences || !code || !live) return { notEvaluated: 'Code and the live database were not compared.' };
    return differences.flatMap(
      ({ object, kind, attribute, summary, class: ofClass, verdict }): readonly FindingDraft[] => {
        if (kind !== 'foreign-key' || attribute !== null || ofClass === 'cosmetic') return [];
        const key = lookupOf(code.catalog).find(object);
        if (key?.kind !== 'foreign-key' || lookupOf(live.catalog).find(object)) return [];
        // Of a table that is not there yet, the table is the difference.
        if (!lookupOf(live.catalog).find(objectId('table', key.schema, key.table))) return [];
        return [
          {
            object,
            message: `The code says that ${sayTable({ schema: key.schema, name: key.table })} (${key.columns.join(', ')}) references ${sayTable(key.references)}, and the database does not hold it to that.`,
            evidence: [fact(summary, object), fact(`Who is wrong: ${verdict}.`)],
            remedy: remedy({
              title: `Add the foreign key ${key.name} to the database`,
              edits: [put(key)],
              advice: 'Rows that point at nothing, and columns of another type, have to be put right before.',
            }),
          },
        ];
      },
    );
  },
};
