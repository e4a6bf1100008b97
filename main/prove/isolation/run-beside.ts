import { type Catalog, type MaterializedView, quoteQualified, type Routine, type View } from '#app/catalog';
import { canonicalName, entityName, isTenantColumn, referredEntity, type Tenancy } from '#app/coverage';
import { quoteLiteral } from '#app/sql';
import { createValueMaker } from '../rows/values.ts';
import { argumentNames } from './facts/value-reader.ts';
import type { Pins, TenantName } from './pinned.ts';
import { TENANTS } from './pinned.ts';
import { isPermissionDenied, type Prober } from './prober.ts';
import type { TableRows } from './worlds.ts';

/** What was read: sorted texts of rows, or why not. */
export interface Reading {
  readonly sql: string;
  readonly rows: readonly string[] | null;
  readonly denied: boolean;
  readonly error: string | null;
}

/** The statement that reads a view whole, each row as one text. */
export function readView({ schema, name }: View | MaterializedView): string {
  return `SELECT v::text AS r FROM ${quoteQualified(schema, name)} AS v`;
}

export async function readAll(prober: Prober, sql: string): Promise<Reading> {
  const { error, rows } = await prober.attempt(sql);
  if (error) return { sql, rows: null, denied: isPermissionDenied(error), error: error.message };
  return { sql, rows: rows.map(({ r }) => String(r)).sort(), denied: false, error: null };
}

/** Rows that are there in the first list more often than in the second. */
export function added(withOther: readonly string[], without: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of without) left.set(row, (left.get(row) ?? 0) + 1);
  return withOther.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/** Functions that run with their owner's rights, and that somebody may call. */
export function callable(catalog: Catalog, isOwn: (routine: Routine) => boolean): readonly Routine[] {
  return catalog.objects.function.filter(
    (routine) =>
      routine.securityDefiner &&
      (routine.routine === 'function' || routine.routine === 'procedure') &&
      !/^(event_)?trigger$/.test(routine.returns ?? '') &&
      !/^(c|internal)$/.test(routine.language) &&
      isOwn(routine),
  );
}

export interface CallsOptions {
  readonly catalog: Catalog;
  readonly tenancy: Tenancy;
  readonly pins: Pins;
  readonly rows: readonly TableRows[];
}

const MOST_CALLS = 6;

/** Calls with what arguments of their names and types could be: of the other tenant, and of the own one. */
export function callsOf(routine: Routine, options: CallsOptions): readonly string[] {
  const names = argumentNames(routine);
  const types =
    routine.identityArguments.trim() === ''
      ? []
      : routine.identityArguments.split(/,(?![^(]*\))/).map((type) => type.trim());
  const lists = [...TENANTS].reverse().flatMap((tenant) => {
    const choices = types.map((type, at) => argumentValues(names[at] ?? '', type, tenant, options));
    const most = Math.max(1, ...choices.map(({ length }) => length));
    return Array.from({ length: most }, (_, at) => choices.map((each) => each[at % each.length] ?? 'NULL'));
  });
  const target = quoteQualified(routine.schema, routine.name);
  const calls = lists.map((args) =>
    routine.routine === 'procedure'
      ? `CALL ${target}(${args.join(', ')})`
      : `SELECT f::text AS r FROM ${target}(${args.join(', ')}) AS f`,
  );
  return [...new Set(calls)].slice(0, MOST_CALLS);
}

function argumentValues(
  name: string,
  type: string,
  tenant: TenantName,
  { catalog, tenancy, pins, rows }: CallsOptions,
): readonly string[] {
  const bare = canonicalName(name.replace(/^(p|in|arg|_|v)_+/i, '').replace(/^_+/, ''));
  const typed = (value: string) => `${quoteLiteral(value)}::${type}`;
  const isTenant = isTenantColumn(tenancy, bare);
  const named = pins.classes.filter(({ columns, isTenant: ofTenant }) =>
    isTenant ? ofTenant : columns.some(({ column }) => canonicalName(column) === bare),
  );
  if (named.length > 0) return named.map(({ values }) => typed(values[tenant]));
  const entity = referredEntity(bare);
  const keys = rows.flatMap(({ table, referred }) => {
    const isNamed = entity !== null && entityName(table.name) === entity;
    const key =
      [...(referred.get(tenant) ?? [])].find(([column]) => column === 'id') ?? [...(referred.get(tenant) ?? [])][0];
    return key && isNamed ? [typed(key[1])] : [];
  });
  if (keys.length > 0) return keys;
  if (!/^(uuid|text|integer|bigint|character varying)\b/.test(type))
    return [createValueMaker(catalog).valueOf(type, 1) ?? 'NULL'];
  const families = pins.classes.map(({ values }) => values[tenant]).filter((value) => fits(value, type));
  const made = createValueMaker(catalog).valueOf(type, 1) ?? 'NULL';
  return families.length > 0 ? families.slice(0, 3).map(typed) : [made];
}

function fits(value: string, type: string): boolean {
  if (type === 'uuid') return /^[0-9a-f]{8}-/.test(value);
  return /^(integer|bigint)/.test(type) ? /^\d+$/.test(value) : true;
}
