import { type Column, lookupOf, objectId, type Table } from '#app/catalog';
import { canonicalName, singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { columnsOf } from '../facts/columns.ts';
import { keysTo } from '../facts/foreign-keys.ts';
import { fact, sayBytes, sayCount, sayTable } from '../facts/say.ts';
import { rowsOf, tableStatistics } from '../facts/statistics.ts';
import { type CatalogEdit, put, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** What gathers without end though its name is not that of a log. */
const GATHERS = new Set(
  'movement activity notification message email sms delivery impression click visit pageview hit heartbeat ping transaction ledger_entry'.split(
    ' ',
  ),
);
const MADE =
  /^(created|occurred|logged|recorded|happened|inserted|received|sent|emitted|moved|performed)_(at|on)$|^(timestamp|ts|at)$/;
const CHANGED = /^(updated|modified|changed|last_modified)(_(at|on))?$/;

const UPDATE = /\bupdate\s+(?:only\s+)?(?:[\w"]+\.)?"?(\w+)"?\s/gi;

const MANY_ROWS = 1_000_000;
const MANY_BYTES = 1024 ** 3;

export const appendOnlyUnpartitioned: Rule = {
  id: 'append-only-unpartitioned',
  title: 'A table that only ever grows, without partitions',
  severity: 'high',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: ['sql'],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  if (table.partitionKey !== null || table.inherits.length > 0 || table.persistence === 'unlogged') return [];
  if (isUpdated(context, table)) return [];
  const made = madeColumn(context, table);
  const reasons = made ? reasonsFor(context, table) : [];
  const rows = rowsOf(context, table.id);
  // Where it is known to be small after all this time, nothing has to be done.
  if (!made || reasons.length === 0 || isKnownSmall(context, table)) return [];
  const bytes = tableStatistics(context, table.id)?.bytes ?? 0;
  const isLarge = (rows ?? 0) >= MANY_ROWS || bytes >= MANY_BYTES;
  const edits = partition(context, table, made);
  return [
    {
      object: table.id,
      message: `${sayTable(table)} only ever grows${rows === null ? '' : ` (about ${sayCount(rows)} rows, ${sayBytes(bytes)})`} and is not partitioned: old rows can only be deleted one by one.`,
      evidence: [...reasons.map((text) => fact(text)), fact('The table has no partitions.', made.id)],
      ...(rows === null ? {} : { likelihood: isLarge ? ('likely' as const) : ('possible' as const) }),
      remedy: remedy({
        title: `Partition ${sayTable(table)} by range of ${made.name}`,
        edits,
        advice:
          edits.length > 0
            ? `The table is made anew with its rows, all of them in the default partition: add a partition for each month and move them over, then drop what is older than you have to keep.`
            : `Keys that do not contain ${made.name}, or references to its rows, have to go or take it in before: PostgreSQL wants it in every unique key. Otherwise delete old rows in a job.`,
      }),
    },
  ];
}

function madeColumn(context: AuditContext, table: Table): Column | null {
  const times = columnsOf(context, table).filter(({ family }) => family === 'timestamp');
  return times.find(({ name }) => MADE.test(name))?.column ?? null;
}

function reasonsFor(context: AuditContext, table: Table): readonly string[] {
  const { isAppendOnly, reasons } = context.patterns.appendOnly(table);
  if (isAppendOnly) return reasons;
  if (
    context.options.patterns?.notAppendOnlyTables?.some(
      (name) => name === table.name || name === `${table.schema}.${table.name}`,
    )
  )
    return [];
  const isChanged =
    columnsOf(context, table).some(({ name }) => CHANGED.test(name)) || context.patterns.softDelete(table) !== null;
  if (isChanged) return [];
  const word = singular(wordsOf(table.name).at(-1) ?? '');
  const named = GATHERS.has(word)
    ? [
        `It is named after what gathers without end (${canonicalName(word)}), and no column says when a row was changed.`,
      ]
    : [];
  return [...named, ...onlyInserted(context, table)];
}

/** Whatever it is called: the code changes its rows. A mark such as `read_at` that is set once is no change of what is kept. */
function isUpdated(context: AuditContext, table: Table): boolean {
  const marks = columnsOf(context, table).some(({ name }) =>
    /(^|_)(read|seen|opened|clicked|processed|published)(_at)?$/.test(name),
  );
  const isByCode = (context.usages?.of(table.id) ?? []).some(({ kind, test }) => kind === 'update' && !test);
  return !marks && (isByCode || isUpdatedByFunction(context, table));
}

/** A function of the database's own: `UPDATE emails SET …`. */
function isUpdatedByFunction(context: AuditContext, { name }: Table): boolean {
  const updated = context.remember('tables that functions update', () => {
    const bodies = context.catalog.objects.function.map(({ body }) => body);
    return new Set(bodies.flatMap((body) => [...body.matchAll(UPDATE)].map(([, bare = '']) => bare.toLowerCase())));
  });
  return updated.has(name.toLowerCase());
}

/** The code makes rows and changes none. */
function onlyInserted(context: AuditContext, table: Table): readonly string[] {
  const kinds = new Set((context.usages?.of(table.id) ?? []).filter(({ test }) => !test).map(({ kind }) => kind));
  const rows = rowsOf(context, table.id) ?? 0;
  if (!kinds.has('insert') || kinds.has('update') || kinds.has('delete') || rows < MANY_ROWS) return [];
  return ['The code inserts rows, and neither updates nor deletes any.'];
}

function isKnownSmall(context: AuditContext, table: Table): boolean {
  const rows = rowsOf(context, table.id);
  const isLog = context.patterns.appendOnly(table).isAppendOnly;
  return rows !== null && rows > 0 && rows < MANY_ROWS / 10 && !isLog;
}

/** The edits, where PostgreSQL takes a partitioned table in its place: every key contains the time, and nothing references it. */
function partition(context: AuditContext, table: Table, made: Column): readonly CatalogEdit[] {
  const children = lookupOf(context.catalog).childrenOf(table.schema, table.name);
  const [key] = children['primary-key'];
  const others = [...children.unique, ...children.index.filter(({ unique }) => unique)];
  if (others.length > 0 || children.exclusion.length > 0 || keysTo(context, table).length > 0 || !made.notNull)
    return [];
  const name = `${table.name}_default`;
  if (lookupOf(context.catalog).find(objectId('table', table.schema, name))) return [];
  const part: Table = {
    ...table,
    id: objectId('table', table.schema, name),
    name,
    comment: null,
    origins: [],
    partitionOf: { parent: { schema: table.schema, name: table.name }, bound: 'DEFAULT' },
  };
  const columns = children.column.map(
    (column): CatalogEdit =>
      put({
        ...column,
        id: objectId('column', table.schema, name, column.name),
        table: name,
        comment: null,
        origins: [],
        inherited: true,
        identity: null,
      }),
  );
  return [
    set(table, { partitionKey: `RANGE (${made.name})` }),
    ...(key && !key.columns.includes(made.name) ? [set(key, { columns: [...key.columns, made.name] })] : []),
    put(part),
    ...columns,
  ];
}
