import type { Table } from '#app/catalog';
import { isTenantColumn } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { type AccessPath, accessPaths, pathName } from '../facts/indexes.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { placesOf, type Query, queriesOf } from '../facts/queries.ts';
import { fact, sayTable } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const STATUS = /(^|_)(status|state|stage)$/;
const TIME =
  /(^|_)(created|issued|ordered|placed|received|sent|started|occurred|due|scheduled|order|invoice|issue|due)_(at|on|date)$/;

/** A list of one tenant, narrowed by status or parent and sorted by time, wants one index: two of them cannot be used together in order. */
export const compositeIndexMissing: Rule = {
  id: 'composite-index-missing',
  title: 'Tenant, status and time are indexed apart, never together',
  severity: 'medium',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const columns = columnsOf(context, table);
  const tenant = columns.find(({ column }) => isTenantColumn(context.tenancy, column.name))?.column.name;
  if (tenant === undefined) return [];
  const hasQueries = queriesOf(context).has(table.id);
  const paths = accessPaths(context, table).filter(
    ({ valid, method, predicate }) => valid && method === 'btree' && predicate === null,
  );
  // Two indexes at least besides the primary key, or the code asks.
  if (paths.length < 3 && !hasQueries) return [];
  const times = columns.filter(({ name, family }) => (family === 'timestamp' || family === 'date') && TIME.test(name));
  if (times.length === 0) return [];
  for (const narrow of narrowing(context, table, columns, tenant)) {
    for (const time of times) {
      const draft = draftFor(context, {
        table,
        tenant,
        narrow: narrow.column.name,
        time: time.column.name,
        paths,
      });
      if (draft) return [draft];
    }
  }
  return [];
}

/** A status first, else references that have an index of their own. */
function narrowing(
  context: AuditContext,
  table: Table,
  columns: readonly OwnColumn[],
  tenant: string,
): readonly OwnColumn[] {
  const keyed = new Set(
    context.lookup
      .childrenOf(table.schema, table.name)
      ['foreign-key'].flatMap((key) => (key.columns.length === 1 ? key.columns : [])),
  );
  const statuses = columns.filter(({ name, family }) => STATUS.test(name) && family !== 'boolean');
  return [...statuses, ...columns.filter(({ column }) => keyed.has(column.name) && column.name !== tenant)];
}

interface Candidate {
  readonly table: Table;
  readonly tenant: string;
  readonly narrow: string;
  readonly time: string;
  readonly paths: readonly AccessPath[];
}

function draftFor(context: AuditContext, { table, tenant, narrow, time, paths }: Candidate): FindingDraft | null {
  const leads = (path: AccessPath, wanted: readonly string[]) =>
    wanted.every((name) => path.columns.slice(0, wanted.length).includes(name));
  const apart = (name: string) =>
    paths.find(({ columns }) => columns[0] === name || (columns[0] === tenant && columns[1] === name));
  const [byNarrow, byTime] = [apart(narrow), apart(time)];
  const queries = (queriesOf(context).get(table.id) ?? []).filter(
    ({ columns }) => columns.includes(narrow) && columns.includes(tenant),
  );
  const isAsked = queries.length > 0 && isOrdered(context, table, time);
  // Somebody found both worth an index, or the code asks for both.
  if (!(byNarrow && byTime) && !isAsked) return null;
  if (paths.some((path) => leads(path, [tenant, narrow, time]) || leads(path, [narrow, time]))) return null;
  const keys = [tenant, narrow, { column: time, descending: true }];
  const name = nameFor(context, 'index', table, { columns: [tenant, narrow, time] });
  return {
    object: table.id,
    message: `${sayTable(table)} has no index on ${tenant}, ${narrow} and ${time} together: a tenant's list by ${narrow}, newest first, sorts every time.`,
    evidence: [
      ...[byNarrow, byTime].flatMap((path) =>
        path
          ? [
              fact(
                `${pathName(path)} is on ${path.columns.map((column) => column ?? 'an expression').join(', ')}.`,
                path.object.id,
              ),
            ]
          : [],
      ),
      ...placesOf(
        queries.map(({ usage }: Query) => usage),
        3,
      ),
      ...sizeFacts(context, table.id),
    ],
    remedy: remedy({
      title: `Add an index on ${tenant}, ${narrow}, ${time} DESC`,
      edits: [put(makeIndex(table, name, keys))],
      advice: `Look at EXPLAIN of the lists that are really asked for; an index that the new one leads with may go.`,
    }),
  };
}

function isOrdered(context: AuditContext, table: Table, time: string): boolean {
  const column = context.lookup.columnOf(table.schema, table.name, time);
  return (
    column !== undefined && (context.usages?.of(column.id) ?? []).some(({ kind, test }) => kind === 'ordered' && !test)
  );
}
