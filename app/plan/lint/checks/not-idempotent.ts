import { quoteIdent } from '#app/catalog';
import type { Check } from '../check.ts';
import { type LintMark, type QuickFix, wordFrom } from '../lint-mark.ts';
import { sayTable } from '../names.ts';
import type { SchemaThen } from '../schema-then.ts';
import type { SqlAction } from '../sql-action.ts';

/** Statements that fail when they are run a second time. */
export const checkIdempotent: Check = ({ words, group, then }) =>
  words.actions.flatMap((action): readonly LintMark[] => {
    // A block that asks first or catches errors is what people guard statements with.
    if (action.within === 'condition' || action.within === 'handler') return [];
    const once = onceOnly(action, then, group.dropped);
    if (once === null) return [];
    return [
      {
        rule: 'migration-not-idempotent',
        severity: 'info',
        ...wordFrom(words.sql, action.at),
        message: `${once} fails when it is run again.`,
        table: 'table' in action ? action.table : null,
        fix: guardFor(action, words.sql, words.actions.length),
      },
    ];
  });

/** What happens once only, in SQL's words; `null` for what can be run again. */
function onceOnly(action: SqlAction, then: SchemaThen, dropped: ReadonlySet<string>): string | null {
  switch (action.does) {
    case 'create-table':
      return action.guarded || action.temporary || dropped.has(droppedKey('table', action.table[1]))
        ? null
        : `CREATE TABLE ${sayTable(then, action.table)}`;
    case 'add-column':
      return action.guarded || dropped.has(droppedKey('column', action.column.name))
        ? null
        : `ADD COLUMN ${quoteIdent(action.column.name)}`;
    case 'drop-column':
      return action.guarded ? null : `DROP COLUMN ${quoteIdent(action.column)}`;
    case 'add-constraint':
      // One without a name is added a second time, but for a primary key.
      if (action.name === null && action.kind !== 'primary-key') return null;
      return dropped.has(droppedKey('constraint', action.name ?? ''))
        ? null
        : `ADD CONSTRAINT ${quoteIdent(action.name ?? '')}`.replace(/ ""$/, ' … PRIMARY KEY');
    case 'drop-constraint':
      return action.guarded ? null : `DROP CONSTRAINT ${quoteIdent(action.name)}`;
    case 'rename':
      return `The rename of ${quoteIdent(action.from)}`;
    case 'move':
      return `SET SCHEMA of ${quoteIdent(action.from[1])}`;
    case 'create-index':
      return action.guarded || action.name === null || dropped.has(droppedKey('index', action.name))
        ? null
        : `CREATE INDEX ${quoteIdent(action.name)}`;
    case 'create-type':
      return dropped.has(droppedKey('type', action.type[1])) ? null : `CREATE TYPE ${quoteIdent(action.type[1])}`;
    case 'add-label':
      return action.guarded ? null : `ADD VALUE '${action.label}'`;
    case 'create':
      return action.guarded || dropped.has(droppedKey(action.what, action.name[1]))
        ? null
        : `CREATE ${action.what.toUpperCase()} ${quoteIdent(action.name[1])}`;
    case 'drop':
      return action.guarded ? null : `DROP ${action.what.toUpperCase()} ${quoteIdent(action.name[1])}`;
    default:
      return null;
  }
}

/** What a guarded drop makes room for: noted for the statements that follow it. */
export function droppedBy(action: SqlAction): string | null {
  if (action.does === 'drop' && action.guarded) return droppedKey(action.what, action.name[1]);
  if (action.does === 'drop-constraint' && action.guarded) return droppedKey('constraint', action.name);
  return action.does === 'drop-column' && action.guarded ? droppedKey('column', action.column) : null;
}

function droppedKey(what: string, name: string): string {
  return `${what} ${name}`;
}

/** Words behind which a guard stands, by what is done. */
const GUARDS: Readonly<Partial<Record<SqlAction['does'], readonly [behind: RegExp, guard: string]>>> = {
  'create-table': [/\bcreate\s+(?:unlogged\s+)?table\b/i, ' IF NOT EXISTS'],
  'add-column': [/\badd\s+column\b/i, ' IF NOT EXISTS'],
  'drop-column': [/\bdrop\s+column\b/i, ' IF EXISTS'],
  'drop-constraint': [/\bdrop\s+constraint\b/i, ' IF EXISTS'],
  'create-index': [/\bcreate\s+(?:unique\s+)?index(?:\s+concurrently)?\b/i, ' IF NOT EXISTS'],
  'add-label': [/\badd\s+value\b/i, ' IF NOT EXISTS'],
  drop: [
    /\bdrop\s+(?:table|(?:materialized\s+)?view|index(?:\s+concurrently)?|type|function|policy|trigger|schema|sequence|domain|extension)\b/i,
    ' IF EXISTS',
  ],
};

function guardFor(action: SqlAction, sql: string, actions: number): QuickFix | null {
  if (action.within !== undefined || actions > 1) return null;
  if (action.does === 'create') return createGuard(action.what, sql);
  const [behind, guard] = GUARDS[action.does] ?? [];
  const match = behind?.exec(sql);
  return match && guard
    ? { title: `Add${guard}`, edits: [{ at: match.index + match[0].length, length: 0, text: guard }] }
    : null;
}

function createGuard(what: string, sql: string): QuickFix | null {
  const replaces = /^(function|procedure|view|trigger)$/.test(what);
  if (!replaces && !/^(schema|sequence|extension|materialized view)$/.test(what)) return null;
  const guard = replaces ? ' OR REPLACE' : ' IF NOT EXISTS';
  const behind = replaces ? /\bcreate\b/i : new RegExp(`\\bcreate\\s+${what.replace(' ', '\\s+')}\\b`, 'i');
  const match = behind.exec(sql);
  return match
    ? { title: `Add${guard}`, edits: [{ at: match.index + match[0].length, length: 0, text: guard }] }
    : null;
}
