import { standInKind } from '../inside/stand-in.ts';
import { standInsIn } from '../inside/stand-in-text.ts';
import type {
  CheckValues,
  ColumnValues,
  ExportName,
  ForeignKeyValues,
  IndexValues,
  KeyValues,
  PolicyValues,
  TableValues,
  UniqueValues,
} from '../inside/values.ts';
import { walkColumn } from './column.ts';
import { attempt, columnName, noteFailure, recase, type Walk } from './context.ts';
import { columnsOf, kindsOf, record, SYMBOLS, tableNameOf, text, type Value } from './drizzle.ts';
import { walkForeignKey } from './foreign-key.ts';
import { walkIndex } from './index-kind.ts';
import { walkPolicy } from './policy.ts';
import { sqlText } from './sql-text.ts';

interface Extras {
  readonly primaryKeys: KeyValues[];
  readonly uniques: UniqueValues[];
  readonly foreignKeys: ForeignKeyValues[];
  readonly checks: CheckValues[];
  readonly indexes: IndexValues[];
  readonly policies: PolicyValues[];
}

export function walkTable(walk: Walk, table: Value, exports: readonly ExportName[]): TableValues {
  const { schema, table: name } = tableNameOf(table);
  walk.place = { exports, schema, table: name };
  const columns: ColumnValues[] = [];
  for (const [key, column] of columnsOf(table)) {
    const from = standInKind(column)?.from ?? null;
    if (from !== null) {
      // What is spread into the columns has the module's name for a key.
      const what = standInsIn(key).length > 0 ? 'columns' : `the column ${key}`;
      const cause = `what makes them comes from ${from}, which was replaced by a stand-in`;
      walk.problems.push({ code: 'column-not-read', what, ...walk.place, cause, part: { key } });
      continue;
    }
    try {
      columns.push(walkColumn(walk, key, column, table));
    } catch (error) {
      noteFailure(walk, { code: 'column-not-read', what: `the column ${key}`, error, part: { key } });
    }
  }
  const extras: Extras = { primaryKeys: [], uniques: [], foreignKeys: [], checks: [], indexes: [], policies: [] };
  walkInlineForeignKeys(walk, table, extras);
  for (const builder of extraBuilders(walk, table)) walkExtra(walk, table, builder, extras);
  return { exports, schema, name, rowSecurity: table[SYMBOLS.enableRls] === true, columns, ...extras };
}

function walkInlineForeignKeys(walk: Walk, table: Value, extras: Extras): void {
  const declared = Object.values(record(table[SYMBOLS.inlineForeignKeys])) as Value[];
  declared.forEach((foreignKey, reference) => {
    // Which column it belongs to is only known from its callback; which one of them it is, from the order.
    try {
      extras.foreignKeys.push(walkForeignKey(walk, foreignKey));
    } catch (error) {
      const part = { reference, of: declared.length };
      const what = 'a foreign key declared with references()';
      noteFailure(walk, { code: 'foreign-key-not-read', what, error, part });
    }
  });
}

/** What the third argument of pgTable returns: an array (nested at will) or an object. */
function extraBuilders(walk: Walk, table: Value): readonly unknown[] {
  const build = table[SYMBOLS.extraConfigBuilder];
  if (typeof build !== 'function') return [];
  const given = table[SYMBOLS.extraConfigColumns] ?? table[SYMBOLS.columns];
  const config = attempt(walk, 'table-extras-throw', 'the indexes, constraints and policies', () =>
    (build as (columns: unknown) => unknown)(given),
  );
  return Array.isArray(config) ? config.flat(2) : Object.values(record(config));
}

/** How what stands beside the columns is read, by the kind of its builder. */
interface ExtraKind {
  readonly kind: string;
  readonly code: string;
  /** What it is called in a problem. */
  readonly word: string;
  readonly read: (walk: Walk, value: Value, table: Value, extras: Extras) => void;
}

const EXTRA_KINDS: readonly ExtraKind[] = [
  {
    kind: 'PgIndexBuilder',
    code: 'index-not-read',
    word: 'index',
    read: (walk, value, table, extras) => extras.indexes.push(walkIndex(walk, built(value, table), table)),
  },
  {
    kind: 'PgCheckBuilder',
    code: 'check-not-read',
    word: 'check',
    read: (walk, value, table, extras) => extras.checks.push(walkCheck(walk, built(value, table), table)),
  },
  {
    kind: 'PgUniqueConstraintBuilder',
    code: 'unique-not-read',
    word: 'unique constraint',
    read: (walk, value, table, extras) => extras.uniques.push(walkUnique(walk, built(value, table))),
  },
  {
    kind: 'PgPrimaryKeyBuilder',
    code: 'primary-key-not-read',
    word: 'primary key',
    read: (walk, value, table, extras) => extras.primaryKeys.push(walkPrimaryKey(walk, built(value, table))),
  },
  {
    kind: 'PgForeignKeyBuilder',
    code: 'foreign-key-not-read',
    word: 'foreign key',
    read: (walk, value, table, extras) => extras.foreignKeys.push(walkForeignKey(walk, built(value, table))),
  },
  {
    kind: 'PgPolicy',
    code: 'policy-not-read',
    word: 'policy',
    read: (walk, value, table, extras) => extras.policies.push(walkPolicy(walk, value, table)),
  },
];

const extraKinds = new Map<ReadonlySet<unknown>, ExtraKind | undefined>();

/** Looked up once for each class. */
function extraKindOf(kinds: ReadonlySet<unknown>): ExtraKind | undefined {
  if (!extraKinds.has(kinds))
    extraKinds.set(
      kinds,
      EXTRA_KINDS.find(({ kind }) => kinds.has(kind)),
    );
  return extraKinds.get(kinds);
}

function built(builder: Value, table: Value): Value {
  return record((builder.build as (table: Value) => unknown).call(builder, table));
}

function walkExtra(walk: Walk, table: Value, builder: unknown, extras: Extras): void {
  const value = record(builder);
  const kinds = kindsOf(builder);
  const extra = extraKindOf(kinds);
  if (extra) {
    try {
      extra.read(walk, value, table, extras);
    } catch (error) {
      const name = text(value.name) ?? text(record(value.config).name) ?? 'without a name';
      noteFailure(walk, { code: extra.code, what: `the ${extra.word} ${name}`, error });
    }
  } else if (kinds.has('SQL')) {
    const written = attempt(walk, 'table-extra-sql', 'raw SQL beside the columns', () => sqlText(walk, builder, table));
    if (written !== undefined) noteIgnored(walk, written);
  } else if (builder !== undefined && builder !== null && builder !== false) {
    walk.problems.push({
      code: 'table-extra-unknown',
      what: 'an entry beside the columns',
      ...walk.place,
      part: null,
      cause: 'it is no index, constraint or policy (an index needs .on(), a check its expression)',
    });
  }
}

/** Drizzle has no use for raw SQL there, and says nothing: people who write a constraint so believe they have one. */
function noteIgnored(walk: Walk, written: string): void {
  const what = `the raw SQL ${written.replace(/\s+/g, ' ').trim()} beside the columns`;
  walk.problems.push({ code: 'table-extra-sql', what, ...walk.place, cause: 'Drizzle ignores it', part: null });
}

function walkCheck(walk: Walk, check: Value, table: Value): CheckValues {
  return { name: String(check.name), expression: sqlText(walk, check.value, table) };
}

function walkPrimaryKey(walk: Walk, key: Value): KeyValues {
  const columns = key.columns as Value[];
  const name =
    walk.options.major >= 1 ? text(key.name) : recase(walk, String((key.getName as () => unknown).call(key)), columns);
  return { name, columns: columns.map((column) => columnName(walk, column)) };
}

function walkUnique(walk: Walk, unique: Value): UniqueValues {
  const columns = unique.columns as Value[];
  const given = walk.options.major >= 1 && unique.isNameExplicit !== true ? null : text(unique.name);
  return {
    name: given,
    columns: columns.map((column) => columnName(walk, column)),
    nullsNotDistinct: unique.nullsNotDistinct === true,
  };
}
