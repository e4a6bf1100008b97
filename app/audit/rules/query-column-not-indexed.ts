import type { ObjectId, Table } from '#app/catalog';
import { isTenantColumn } from '#app/coverage';
import { isStatement, type Usage } from '#app/usages';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { type AccessPath, accessPaths } from '../facts/indexes.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { placesOf, queriesOf, usesOf } from '../facts/queries.ts';
import { fact, plural, sayColumn } from '../facts/say.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { enumOf } from '../facts/types.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A table known to be this small is read faster without an index. */
const SMALL = 1000;

/** The columns of foreign keys are `fk-no-index`'s, the tenant column `tenant-index-missing`'s, json `json-not-indexed`'s. */
export const queryColumnNotIndexed: Rule = {
  id: 'query-column-not-indexed',
  title: 'A column that code filters or orders by, and no index helps',
  severity: 'medium',
  dimension: 'scale',
  needs: [['catalog', 'usages']],
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const rows = rowsOf(context, table.id);
  if (rows !== null && rows > 0 && rows < SMALL) return [];
  const paths = accessPaths(context, table).filter(
    ({ valid, method }) => valid && /^(btree|hash|brin|gist|gin|spgist)$/.test(method),
  );
  const columns = columnsOf(context, table).filter((own) => isSelective(context, own));
  const unserved = new Map<ObjectId, Usage[]>();
  for (const { usage, columns: filtered } of queriesOf(context).get(table.id) ?? []) {
    const tenant = filtered.filter((name) => isTenantColumn(context.tenancy, name));
    const narrowed = filtered.some((name) => !tenant.includes(name) && isServed(name, filtered, paths));
    if (narrowed) continue;
    for (const { column } of columns)
      if (filtered.includes(column.name)) unserved.set(column.id, [...(unserved.get(column.id) ?? []), usage]);
  }
  return columns.flatMap((own): readonly FindingDraft[] => {
    const filtering = unserved.get(own.column.id) ?? [];
    const ordering = isAnywhere(own.column.name, paths)
      ? []
      : unnarrowed(context, table, usesOf(context, own.column.id, 'ordered'));
    return filtering.length + ordering.length === 0 ? [] : [draftFor(context, own, filtering, ordering)];
  });
}

/** Orders of whole tables: what a condition leaves is sorted fast, or is `composite-index-missing`'s. */
function unnarrowed(context: AuditContext, table: Table, ordering: readonly Usage[]): readonly Usage[] {
  const statements = (context.usages?.of(table.id) ?? []).filter(({ kind }) => isStatement(kind));
  return ordering.filter(({ file, line }) => {
    const before = statements.filter((statement) => statement.file === file && statement.line <= line);
    const nearest = before.reduce<Usage | null>((found, one) => (found && found.line >= one.line ? found : one), null);
    return !nearest?.condition;
  });
}

function draftFor(
  context: AuditContext,
  { column, table }: OwnColumn,
  filtering: readonly Usage[],
  ordering: readonly Usage[],
): FindingDraft {
  const tenant = columnsOf(context, table).find((own) => isTenantColumn(context.tenancy, own.column.name))?.column.name;
  const isScoped =
    tenant !== undefined &&
    filtering.every(({ condition }) => condition?.columns.some((id) => id.endsWith(`.${tenant}`)));
  const keys = isScoped && tenant !== undefined ? [tenant, column.name] : [column.name];
  const how = [
    ...(filtering.length > 0 ? [`filters by it in ${plural(filtering.length, 'place')}`] : []),
    ...(ordering.length > 0 ? [`orders by it in ${plural(ordering.length, 'place')}`] : []),
  ].join(' and ');
  return {
    object: column.id,
    message: `No index helps to find rows by ${sayColumn(column)}, and the code ${how}.`,
    evidence: [
      ...placesOf([...filtering, ...ordering]),
      fact('No index leads with it, alone or behind what else is filtered by.', column.id),
      ...sizeFacts(context, table.id),
    ],
    remedy: remedy({
      title: `Add an index on ${keys.join(', ')}`,
      edits: [put(makeIndex(table, nameFor(context, 'index', table, { columns: keys }), keys))],
    }),
  };
}

/** Whether an index finds the column's value, given all that is filtered by. */
function isServed(name: string, filtered: readonly string[], paths: readonly AccessPath[]): boolean {
  return paths.some(({ columns }) => {
    const at = columns.indexOf(name);
    return at >= 0 && columns.slice(0, at).every((before) => before !== null && filtered.includes(before));
  });
}

function isAnywhere(name: string, paths: readonly AccessPath[]): boolean {
  return paths.some(({ columns, object }) => columns.includes(name) || namesInExpressions(object).includes(name));
}

function namesInExpressions(object: AccessPath['object']): readonly string[] {
  return object.kind === 'index'
    ? object.keys.flatMap(({ expression, isExpression }) => (isExpression ? (expression.match(/\w+/g) ?? []) : []))
    : [];
}

/** A flag or one of few words leaves too many rows for an index of its own; others answer for keys, tenants and json. */
function isSelective(context: AuditContext, { column, family, name, table }: OwnColumn): boolean {
  if (family === 'boolean' || family === 'json' || column.type.endsWith('[]') || enumOf(context.catalog, column.type))
    return false;
  if (
    isTenantColumn(context.tenancy, column.name) ||
    /(^|_)(status|state|type|kind|role|deleted_at|archived_at)$/.test(name)
  )
    return false;
  const { 'foreign-key': keys } = context.lookup.childrenOf(table.schema, table.name);
  return !keys.some(({ columns }) => columns[0] === column.name);
}
