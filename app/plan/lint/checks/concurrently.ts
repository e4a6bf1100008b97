import type { Check } from '../check.ts';
import { wordsAt } from '../lint-mark.ts';

/** PostgreSQL refuses it in a transaction, and Drizzle's migrators run every pending file in one. */
export const checkConcurrently: Check = ({ words: { sql, command, outsideTransaction }, group }) => {
  if (!outsideTransaction || group.isOutside) return [];
  const concurrently = /\bconcurrently\b\s*/i.exec(sql);
  const what = concurrently ? `${command} CONCURRENTLY` : command;
  return [
    {
      rule: 'migration-concurrently',
      severity: 'error',
      ...wordsAt(sql, concurrently ? /\bconcurrently\b/i : /\S+/),
      message: `PostgreSQL refuses ${what} inside a transaction, and Drizzle runs all pending migrations in one.`,
      table: null,
      fix: concurrently
        ? {
            title: 'Take CONCURRENTLY out',
            edits: [{ at: concurrently.index, length: concurrently[0].length, text: '' }],
          }
        : null,
    },
  ];
};
