import {
  type Catalog,
  lookupOf,
  type MigrationStatement,
  type ObjectId,
  type Origin,
  objectId,
  type StatementBlock,
  type StatementDrop,
} from '#app/catalog';
import type { LintMark, Name, SqlAction, StatementWords } from '#app/plan';
import { placeAt } from '#main/sources/sql-file/note-statements.ts';
import type { ReplayStatement } from './statements-of.ts';

/** Adds to what became of each statement what the lint says of it, what it would drop and what its block asks. */
export async function withMarks(
  statements: readonly ReplayStatement[],
  facts: readonly MigrationStatement[],
  catalog: Catalog,
): Promise<readonly MigrationStatement[]> {
  // Only readers of migrations need the planner.
  const { lintMigrations } = await import('#app/plan');
  const linted = statements.map(({ words, group, sql }, index) => ({
    words: words ?? unread(sql),
    group,
    withoutEffect: facts[index]?.outcome !== 'ran',
  }));
  const marks = lintMigrations(linted);
  return facts.map((fact, index) => {
    const words = linted[index]?.words;
    const own = marks[index] ?? [];
    if (!words) return fact;
    const drops = words.actions.flatMap((action) => dropOf(action, words.sql, fact.origin));
    return {
      ...fact,
      ...(own.length > 0 ? { marks: own.map((mark) => placed(mark, words.sql, fact.origin)) } : {}),
      ...(drops.length > 0 ? { drops } : {}),
      ...(words.block ? { block: blockOf(words, fact.origin, catalog) } : {}),
    };
  });
}

function unread(sql: string): StatementWords {
  return { sql, command: 'unknown', outsideTransaction: false, actions: [], columns: [], block: null, error: null };
}

function placed({ rule, at, message, table }: LintMark, sql: string, origin: Origin) {
  const { line = 1, column = 1 } = placeAt(origin, sql.slice(0, at));
  return { rule, line, column, message, table: table && objectId('table', table[0] || 'public', table[1]) };
}

function dropOf(action: SqlAction, sql: string, origin: Origin): readonly StatementDrop[] {
  const line = placeAt(origin, sql.slice(0, action.at)).line ?? 1;
  const inTable = (what: string, [schema, table]: Name, name: string): readonly StatementDrop[] => [
    { what, schema: schema || 'public', table, name, cascade: false, line },
  ];
  switch (action.does) {
    case 'drop-column':
      return inTable('column', action.table, action.column);
    case 'drop-constraint':
      return inTable('constraint', action.table, action.name);
    case 'drop': {
      const { what, name, on, cascade } = action;
      if (on) return inTable(what, on, name[1]);
      return [{ what, schema: name[0] || 'public', name: name[1], table: null, cascade, line }];
    }
    default:
      return [];
  }
}

function blockOf({ sql, block, actions }: StatementWords, origin: Origin, catalog: Catalog): StatementBlock {
  const { find } = lookupOf(catalog);
  const named = [
    ...(block?.literals ?? []).map(nameOf),
    ...actions.flatMap((action) =>
      'table' in action ? [action.table] : 'on' in action && action.on ? [action.on] : [],
    ),
  ];
  const ids = named.map(([schema, name]): ObjectId => objectId('table', schema || 'public', name));
  return {
    conditions: (block?.conditions ?? []).map(({ text, at }) => ({
      text,
      line: placeAt(origin, sql.slice(0, at)).line ?? 1,
    })),
    tables: [...new Set(ids)].filter((id) => find(id) !== undefined),
    rowSecurity: block?.rowSecurity === true,
  };
}

/** A plain string as a table's name: `guests`, `public.guests`. */
function nameOf(literal: string): Name {
  const [schema = '', name] = literal.split('.');
  return name === undefined ? ['', schema] : [schema, name];
}
