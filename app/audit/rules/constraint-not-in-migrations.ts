import { lookupOf } from '#app/catalog';
import { sayObject } from '../facts/migrations.ts';
import { sayPlace, tableOfEnd } from '../facts/relations.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

const CONSTRAINTS = new Set(['check', 'unique', 'exclusion', 'foreign-key', 'primary-key', 'trigger']);

/** Where a migration makes no such table at all, that is not for this rule to say. */
export const constraintNotInMigrations: Rule = {
  id: 'constraint-not-in-migrations',
  title: 'A constraint that code declares and no migration creates',
  severity: 'high',
  dimension: 'operations',
  needs: [['code', 'migrations']],
  fix: ['sql'],
  evaluate(context) {
    const { code, migrations } = context.sources;
    const differences = context.between('code', 'migrations');
    if (differences === null || !code || !migrations) return { notEvaluated: 'Code and migrations were not compared.' };
    return differences.flatMap(({ object, kind, attribute, states, summary, counts }): readonly FindingDraft[] => {
      const [declared, made] = [states[code.source.label], states[migrations.source.label]];
      if (!CONSTRAINTS.has(kind) || attribute !== null || !counts || !declared?.present || made?.present) return [];
      const constraint = lookupOf(code.catalog).find(object);
      if (!constraint || !('table' in constraint) || lookupOf(migrations.catalog).find(object)) return [];
      const table = tableOfEnd({ schema: constraint.schema, table: constraint.table, columns: [] });
      if (lookupOf(migrations.catalog).find(table) === undefined) return [];
      const place = sayPlace(declared.origins[0]);
      return [
        {
          object,
          message: `The code declares ${sayObject(object)}${place === '' ? '' : ` at ${place}`}, and no migration creates it: databases that were migrated do not enforce it.`,
          evidence: [{ text: summary }],
          origins: declared.origins,
          remedy: remedy({ title: 'Create it in a migration', edits: [put(constraint)] }),
        },
      ];
    });
  },
};
