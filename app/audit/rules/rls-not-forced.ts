import { fact, sayTable } from '../facts/say.ts';
import { isAskedByPlatform } from '../policies.ts';
import { protectedTables } from '../relation-reads.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Drizzle cannot write FORCE: code says nothing of it. */
export const rlsNotForced: Rule = {
  id: 'rls-not-forced',
  title: 'Row security does not hold for the table’s owner',
  severity: 'high',
  dimension: 'tenancy',
  needs: [['live'], ['migrations']],
  fix: ['sql'],
  evaluate(context) {
    const { applicationRole } = context.options;
    return protectedTables(context)
      .filter(({ forceRowSecurity }) => !forceRowSecurity)
      .map((table): FindingDraft => {
        const owner = table.owner === null ? [] : [fact(`Its owner is ${table.owner}.`)];
        const isApart = applicationRole && table.owner !== null && table.owner !== applicationRole;
        const asks = !applicationRole && isAskedByPlatform(context, table);
        return {
          object: table.id,
          message: `Row security of ${sayTable(table)} is not forced: whoever owns the table, or runs as its owner, sees every tenant’s rows.`,
          evidence: [
            ...owner,
            ...(asks
              ? [
                  fact(
                    'Its policies ask a hosting platform who is signed in: requests run as roles that own nothing there.',
                  ),
                ]
              : []),
            ...(isApart ? [fact(`The application connects as ${applicationRole}, which row security holds for.`)] : []),
          ],
          ...(isApart || asks ? { likelihood: 'unlikely' as const } : {}),
          ...(asks ? { severity: 'low' as const } : {}),
          remedy: remedy({
            title: `Force row security on ${sayTable(table)}`,
            edits: [set(table, { forceRowSecurity: true })],
          }),
        };
      });
  },
};
