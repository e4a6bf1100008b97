import { Cursor, splitTopLevel } from './cursor.ts';

export type Name = readonly [schema: string, name: string];

/** A statement as far as its hazards depend on it. Names are as PostgreSQL stores them. */
export type Shape =
  | { readonly what: 'alter-table'; readonly table: Name; readonly actions: readonly string[] }
  | {
      readonly what: 'create-table';
      readonly table: Name;
      readonly parts: readonly string[];
      readonly partitionOf: Name | null;
    }
  | {
      readonly what: 'create-index';
      readonly table: Name;
      readonly unique: boolean;
      readonly concurrently: boolean;
      readonly keys: readonly string[];
      readonly predicate: string | null;
      readonly nullsNotDistinct: boolean;
    }
  | {
      readonly what: 'drop';
      readonly kind: string;
      readonly names: readonly Name[];
      readonly table: Name | null;
      readonly concurrently: boolean;
      readonly cascade: boolean;
    }
  /** CREATE, ALTER or DROP of what stands on a table: trigger, policy, rule. */
  | {
      readonly what: 'on-table';
      readonly verb: 'create' | 'alter' | 'drop';
      readonly kind: string;
      readonly table: Name;
    }
  | { readonly what: 'alter-type'; readonly type: Name; readonly adds: string | null }
  | { readonly what: 'alter-domain'; readonly domain: Name; readonly validates: boolean }
  | { readonly what: 'alter-other'; readonly kind: string; readonly name: Name; readonly rest: string }
  | { readonly what: 'comment'; readonly table: Name | null }
  | {
      readonly what: 'write';
      readonly verb: 'insert' | 'update' | 'delete';
      readonly table: Name;
      readonly all: boolean;
    }
  | {
      readonly what: 'truncate' | 'lock' | 'cluster' | 'vacuum-full';
      readonly tables: readonly Name[];
      readonly mode?: string;
    }
  | { readonly what: 'refresh'; readonly view: Name; readonly concurrently: boolean }
  | { readonly what: 'reindex'; readonly index: Name }
  | { readonly what: 'other'; readonly outside: boolean };

const OTHER: Shape = { what: 'other', outside: false };

/** Tells what a statement is from its words alone; what is not known has no hazards of its own. */
export function shapeOf(sql: string): Shape {
  const cursor = new Cursor(sql);
  if (cursor.take('alter')) return alter(cursor);
  if (cursor.take('create')) return create(cursor);
  if (cursor.take('drop')) return drop(cursor);
  if (cursor.take('comment on')) return comment(cursor);
  if (cursor.take('refresh materialized view')) {
    const concurrently = cursor.take('concurrently');
    return named(cursor, (view) => ({ what: 'refresh', view, concurrently }));
  }
  if (cursor.take('insert into'))
    return named(cursor, (table) => ({ what: 'write', verb: 'insert', table, all: false }));
  if (cursor.take('update')) {
    cursor.take('only');
    return named(cursor, (table) => ({ what: 'write', verb: 'update', table, all: !cursor.seek('where') }));
  }
  if (cursor.take('delete from')) {
    cursor.take('only');
    return named(cursor, (table) => ({ what: 'write', verb: 'delete', table, all: !cursor.seek('where') }));
  }
  if (cursor.take('truncate')) {
    cursor.take('table');
    return { what: 'truncate', tables: names(cursor) };
  }
  if (cursor.take('lock')) {
    cursor.take('table');
    const tables = names(cursor);
    const mode = cursor.take('in')
      ? cursor
          .rest()
          .replace(/\s+mode\b.*$/is, '')
          .toUpperCase()
      : 'ACCESS EXCLUSIVE';
    return { what: 'lock', tables, mode };
  }
  if (cursor.take('cluster')) return named(cursor, (table) => ({ what: 'cluster', tables: [table] }));
  if (/^vacuum\b/i.test(sql)) return { what: 'other', outside: true };
  if (/^reindex\b.*\bconcurrently\b/is.test(sql)) return { what: 'other', outside: true };
  if (cursor.take('reindex index')) return named(cursor, (index) => ({ what: 'reindex', index }));
  return OTHER;
}

function named(cursor: Cursor, make: (name: Name) => Shape): Shape {
  const name = cursor.qualified();
  return name ? make(name) : OTHER;
}

function names(cursor: Cursor): readonly Name[] {
  const found: Name[] = [];
  do {
    cursor.take('only');
    const name = cursor.qualified();
    if (name) found.push(name);
    if (cursor.peek()?.text === '*') cursor.skip();
  } while (cursor.peek()?.text === ',' && cursor.skip());
  return found;
}

function alter(cursor: Cursor): Shape {
  if (cursor.take('table') || cursor.take('foreign table')) {
    cursor.take('if exists');
    cursor.take('only');
    return named(cursor, (table) => {
      if (cursor.peek()?.text === '*') cursor.skip();
      return { what: 'alter-table', table, actions: splitTopLevel(cursor.rest()) };
    });
  }
  for (const kind of ['policy', 'trigger', 'rule'] as const)
    if (cursor.take(kind)) return onTable(cursor, 'alter', kind);
  if (cursor.take('type'))
    return named(cursor, (type) => ({
      what: 'alter-type',
      type,
      adds: cursor.take('add value') ? cursor.rest() : null,
    }));
  if (cursor.take('domain'))
    return named(cursor, (domain) => {
      const adds = cursor.take('add') || cursor.take('validate') || cursor.take('set not null');
      return { what: 'alter-domain', domain, validates: adds && !/\bnot\s+valid\s*$/i.test(cursor.sql) };
    });
  for (const kind of ['index', 'sequence', 'view', 'materialized view', 'schema'])
    if (cursor.take(kind)) {
      cursor.take('if exists');
      return named(cursor, (name) => ({ what: 'alter-other', kind, name, rest: cursor.rest() }));
    }
  return OTHER;
}

function onTable(cursor: Cursor, verb: 'create' | 'alter' | 'drop', kind: string): Shape {
  if (!cursor.seek(kind === 'rule' && verb === 'create' ? 'to' : 'on')) return OTHER;
  cursor.skip();
  return named(cursor, (table) => ({ what: 'on-table', verb, kind, table }));
}

function create(cursor: Cursor): Shape {
  cursor.take('or replace');
  const isTemporary = cursor.take('temporary') || cursor.take('temp');
  cursor.take('unlogged');
  if (cursor.take('table')) {
    cursor.take('if not exists');
    if (isTemporary) return OTHER;
    return named(cursor, (table) => {
      const partitionOf = cursor.take('partition of') ? cursor.qualified() : null;
      const body = cursor.parenthesised();
      return { what: 'create-table', table, parts: body === null ? [] : splitTopLevel(body), partitionOf };
    });
  }
  const unique = cursor.take('unique');
  if (cursor.take('index')) return createIndex(cursor, unique);
  cursor.take('constraint');
  for (const kind of ['policy', 'trigger', 'rule'] as const)
    if (cursor.take(kind)) return onTable(cursor, 'create', kind);
  if (cursor.take('database') || cursor.take('tablespace')) return { what: 'other', outside: true };
  return OTHER;
}

function createIndex(cursor: Cursor, unique: boolean): Shape {
  const concurrently = cursor.take('concurrently');
  if (!cursor.seek('on')) return OTHER;
  cursor.skip();
  cursor.take('only');
  return named(cursor, (table) => {
    if (cursor.take('using')) cursor.name();
    const keys = splitTopLevel(cursor.parenthesised() ?? '');
    const nullsNotDistinct = /\bnulls\s+not\s+distinct\b/i.test(cursor.rest());
    const predicate = cursor.seek('where') && cursor.skip() ? cursor.rest() : null;
    return { what: 'create-index', table, unique, concurrently, keys, predicate, nullsNotDistinct };
  });
}

function drop(cursor: Cursor): Shape {
  for (const kind of ['policy', 'trigger', 'rule'] as const)
    if (cursor.take(kind)) return onTable(cursor, 'drop', kind);
  const kinds = [
    'materialized view',
    'foreign table',
    'table',
    'view',
    'index',
    'sequence',
    'schema',
    'type',
    'domain',
    'function',
    'extension',
    'role',
  ];
  for (const kind of kinds) {
    if (!cursor.take(kind)) continue;
    const concurrently = cursor.take('concurrently');
    cursor.take('if exists');
    const list = names(cursor);
    return { what: 'drop', kind, names: list, table: null, concurrently, cascade: /\bcascade\s*$/i.test(cursor.sql) };
  }
  return OTHER;
}

function comment(cursor: Cursor): Shape {
  if (cursor.take('table')) return { what: 'comment', table: cursor.qualified() };
  if (cursor.take('column')) {
    const first = cursor.qualified();
    // `schema.table.column` or `table.column`.
    if (cursor.peek()?.text === '.') return { what: 'comment', table: first };
    return { what: 'comment', table: first ? ['public', first[0]] : null };
  }
  if (cursor.take('constraint') || cursor.take('trigger') || cursor.take('policy') || cursor.take('rule')) {
    return cursor.seek('on') && cursor.skip() ? { what: 'comment', table: cursor.qualified() } : OTHER;
  }
  return OTHER;
}
