import { isExpiryName, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const expiryDefaultsToNow: Rule = {
  id: 'expiry-defaults-to-now',
  title: 'Something expires the moment it is made',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    ownColumns(context).flatMap(({ column, name, words }): readonly FindingDraft[] => {
      // `expired_at` says when it happened.
      const isExpiry =
        (isExpiryName(name) && !words.includes('expired')) || /(^|_)valid_(until|to|through)$/.test(name);
      if (!isExpiry || column.default === null || readDefault(column.default).is !== 'now') return [];
      return [
        {
          object: column.id,
          message: `${sayColumn(column)} defaults to ${column.default}: a row that does not say otherwise has expired when it is made.`,
          evidence: [fact(`Its default is ${column.default}, with nothing added to it.`, column.id)],
          remedy: remedy({
            title: `Take the default of ${sayColumn(column)} away`,
            edits: [set(column, { default: null })],
            advice: column.notNull
              ? "Whoever makes a row has to say then when it expires; or give it a default such as now() + interval '7 days'."
              : "Or give it a default such as now() + interval '7 days'.",
          }),
        },
      ];
    }),
};
