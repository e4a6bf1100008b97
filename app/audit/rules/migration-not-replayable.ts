import type { Problem } from '#app/catalog';
import { folderProblems, MIGRATIONS } from '../facts/migrations.ts';
import { fileObject } from '../finding.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** What stops a replay from an empty database, or would stop Drizzle's migrators there. */
const CODES: ReadonlySet<string> = new Set([
  'breakpoint-inside-statement',
  'migration-missing',
  'migration-unreadable',
  'not-in-one-transaction',
  'pulled-baseline',
  'statement-failed',
]);

/** Statements that PostgreSQL refuses in a transaction are `migration-concurrently`'s. */
export const migrationNotReplayable: Rule = {
  id: 'migration-not-replayable',
  title: 'Migrations that cannot be replayed from empty',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: [],
  evaluate(context) {
    return folderProblems(context, CODES).flatMap((problem): readonly FindingDraft[] => {
      const { code, message, remedy, origin, cause } = problem;
      if (!origin?.file || isOfTransaction(problem)) return [];
      const place = origin.statement ?? origin.line;
      return [
        {
          object: fileObject(origin.file),
          discriminator: place === undefined ? code : `${code}:${place}`,
          message,
          evidence: [cause, remedy].flatMap((text) => (text ? [{ text, origin }] : [])),
          origins: [origin],
        },
      ];
    });
  },
};

function isOfTransaction({ code, cause }: Problem): boolean {
  return code === 'not-in-one-transaction' && /transaction block/.test(cause ?? '');
}
