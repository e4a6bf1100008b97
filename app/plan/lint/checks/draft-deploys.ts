import { quoteIdent } from '#app/catalog';
import type { Check } from '../check.ts';
import { type LintMark, rangeOf, wordFrom } from '../lint-mark.ts';
import { sayTable } from '../names.ts';

/** New names for what running code knows under the old ones: until it is deployed too, it fails. */
export const checkRenames: Check = ({ words, then }) =>
  words.actions.flatMap((action): readonly LintMark[] => {
    if (action.does !== 'rename' || (action.what !== 'table' && action.what !== 'column')) return [];
    const table = then.table(action.of);
    if (!table || table.isNew) return [];
    const what = action.what === 'table' ? sayTable(then, action.of) : `${sayTable(then, action.of)}.${action.from}`;
    return [
      {
        rule: 'lint-rename',
        severity: 'warning',
        ...rangeOf(words.sql, action.at, action.from),
        message: `Code that is running knows ${what} by its old name, and fails from here until the new code is deployed.`,
        table: [table.schema, table.name],
        fix: null,
      },
    ];
  });

/** BEGIN and COMMIT inside of the transaction in which Drizzle runs all pending migrations. */
export const checkTransactions: Check = ({ words }) =>
  words.actions.flatMap((action): readonly LintMark[] => {
    if (action.does !== 'transaction') return [];
    const ends = /^(COMMIT|ROLLBACK)/.test(action.verb);
    return [
      {
        rule: 'lint-transaction-control',
        severity: ends ? 'error' : 'info',
        ...wordFrom(words.sql, 0),
        message: ends
          ? `${action.verb} ends the transaction in which Drizzle runs all pending migrations: what follows is no longer undone when something fails.`
          : `Drizzle runs all pending migrations in one transaction: ${action.verb} does nothing in it.`,
        table: null,
        fix: { title: 'Remove it', edits: [{ at: 0, length: words.sql.length, text: '' }] },
      },
    ];
  });

/** A label of an enum cannot be used in the transaction that added it, where the enum is older than that. */
export const checkNewLabels: Check = ({ words, group }) => {
  if (group.isOutside || words.actions.some(({ does }) => does === 'add-label')) return [];
  return [...group.labels].flatMap(([label, type]): readonly LintMark[] => {
    const literal = `'${label.replaceAll("'", "''")}'`;
    const at = words.sql.indexOf(literal);
    if (at < 0) return [];
    return [
      {
        rule: 'lint-label-used-too-early',
        severity: 'error',
        at,
        length: literal.length,
        message: `${literal} was added to ${quoteIdent(type)} in this migration: PostgreSQL lets it be used only after that transaction has ended.`,
        table: null,
        fix: null,
      },
    ];
  });
};
