import { type Catalog, type Column, lookupOf } from '#app/catalog';
import { isTenantColumn, type Tenancy } from '#app/coverage';
import { canonicalType } from '#app/sql';
import type { SessionFacts } from './facts/session-facts.ts';
import { type ColumnPlace, placeKey } from './facts/session-term.ts';

/** The worlds that rows belong to: two tenants. */
export const TENANTS = ['a', 'b'] as const;
export type TenantName = (typeof TENANTS)[number];

/** Columns that hold one and the same value in all rows of a tenant: the tenant's key, the person's. */
export interface PinnedClass {
  readonly columns: readonly ColumnPlace[];
  /** Whether it is the tenant that they name, and not somebody of it. */
  readonly isTenant: boolean;
  /** As text; the columns' types take it. */
  readonly values: Readonly<Record<TenantName, string>>;
}

export interface Pins {
  readonly classes: readonly PinnedClass[];
  classOf(column: ColumnPlace): PinnedClass | undefined;
}

/**
 * Which columns say whose a row is: the tenant's, those that policies compare with the session, and whatever foreign keys and
 * conditions hold equal to them. `roles` are the names that rows are compared with where policies ask for `current_user`.
 */
export function pinnedColumns(
  catalog: Catalog,
  tenancy: Tenancy,
  facts: SessionFacts,
  roles: Readonly<Record<TenantName, string>>,
): Pins {
  const groups = new Groups();
  joinByKeys(catalog, groups);
  for (const [a, b] of facts.equal) if (isAlike(catalog, a, b)) groups.join(a, b);
  const tenant = tenantColumns(catalog, tenancy);
  for (const column of tenant) if (tenant[0] && isAlike(catalog, tenant[0], column)) groups.join(tenant[0], column);
  const compared = [...facts.terms.values()].filter(({ columns }) => columns.length > 0);
  for (const { columns } of compared)
    for (const column of columns)
      if (columns[0] && isAlike(catalog, columns[0], column)) groups.join(columns[0], column);
  const isRole = new Set(
    compared
      .filter(({ term }) => term.kind === 'role')
      .flatMap(({ columns }) => columns.map((column) => groups.find(column))),
  );
  const isMail = new Set(
    compared
      .filter(({ term }) => term.kind === 'setting' && /e?mail$/i.test([term.name, ...term.path].at(-1) ?? ''))
      .flatMap(({ columns }) => columns.map((column) => groups.find(column))),
  );
  const tenantKeys = new Set(tenant.map((column) => groups.find(column)));
  const wanted = new Set([
    ...tenantKeys,
    ...compared.flatMap(({ columns }) => columns.map((column) => groups.find(column))),
  ]);
  const classes = [...wanted].sort().flatMap((key, at): readonly PinnedClass[] => {
    const columns = groups.members(key);
    const values = isRole.has(key) ? roles : valuesFor(catalog, columns, at, isMail.has(key));
    return values ? [{ columns, isTenant: tenantKeys.has(key), values }] : [];
  });
  const byColumn = new Map(classes.flatMap((each) => each.columns.map((column) => [placeKey(column), each] as const)));
  return { classes, classOf: (column) => byColumn.get(placeKey(column)) };
}

function tenantColumns(catalog: Catalog, tenancy: Tenancy): readonly ColumnPlace[] {
  const { root } = tenancy;
  const own = catalog.objects.column
    .filter(
      ({ schema, table, name }) => isTenantColumn(tenancy, name) && !(root?.schema === schema && root.name === table),
    )
    .map(placeOf);
  const key = root ? lookupOf(catalog).childrenOf(root.schema, root.name)['primary-key'][0] : undefined;
  const [rootKey] = key?.columns.length === 1 ? key.columns : [];
  const isReferenced = root && rootKey !== undefined;
  return isReferenced ? [{ schema: root.schema, table: root.name, column: rootKey }, ...own] : own;
}

export function placeOf({ schema, table, name }: Column): ColumnPlace {
  return { schema, table, column: name };
}

function joinByKeys(catalog: Catalog, groups: Groups): void {
  for (const { schema, table, columns, references, referencedColumns } of catalog.objects['foreign-key']) {
    columns.forEach((column, at) => {
      const other = referencedColumns[at];
      if (other === undefined) return;
      groups.join({ schema, table, column }, { schema: references.schema, table: references.name, column: other });
    });
  }
}

/** Whether one text can stand in both. */
function isAlike(catalog: Catalog, a: ColumnPlace, b: ColumnPlace): boolean {
  const [one, other] = [a, b].map(({ schema, table, column }) => {
    const found = lookupOf(catalog).columnOf(schema, table, column);
    return found ? family(found.type, catalog) : null;
  });
  return one === other || one === 'text' || other === 'text';
}

type Family = 'uuid' | 'number' | 'text' | 'enum' | 'other';

function family(type: string, catalog: Catalog): Family {
  const base = baseOf(type, catalog);
  if (/^uuid\b/.test(base)) return 'uuid';
  if (/^(smallint|integer|bigint|numeric|oid)\b/.test(base)) return 'number';
  if (/^(text|character varying|character|bpchar|citext|name|public\.citext)\b/.test(base)) return 'text';
  return labelsOf(base, catalog) ? 'enum' : 'other';
}

function baseOf(type: string, catalog: Catalog): string {
  const bare = type.replaceAll('"', '');
  const domain = catalog.objects.domain.find(({ schema, name }) => bare === `${schema}.${name}` || bare === name);
  return domain ? baseOf(domain.type, catalog) : canonicalType(type);
}

function labelsOf(type: string, catalog: Catalog): readonly string[] | null {
  const bare = type.replaceAll('"', '');
  return catalog.objects.enum.find(({ schema, name }) => bare === `${schema}.${name}` || bare === name)?.labels ?? null;
}

/**
 * Two values that careless comparisons take for one: a long common beginning, one that the other one's digits begin with, a
 * text that is a LIKE pattern for the other. `null` where the type has none.
 */
function valuesFor(
  catalog: Catalog,
  columns: readonly ColumnPlace[],
  number: number,
  isMail: boolean,
): PinnedClass['values'] | null {
  const types = columns.flatMap(
    ({ schema, table, column }) => lookupOf(catalog).columnOf(schema, table, column)?.type ?? [],
  );
  const families = new Map(types.map((type) => [family(type, catalog), type]));
  const hex = (number + 1).toString(16).padStart(4, '0');
  if (families.has('uuid'))
    return { a: `0000${hex}-aaaa-4000-8000-00000000000a`, b: `0000${hex}-aaaa-4000-8000-00000000000b` };
  if (families.has('number')) return { a: `${1000 + number}`, b: `${1000 + number}0` };
  const labels = labelsOf(baseOf(families.get('enum') ?? '', catalog), catalog);
  if (labels?.[0] !== undefined && labels[1] !== undefined) return { a: labels[0], b: labels[1] };
  if (!families.has('text')) return null;
  if (isMail) return { a: `one_${number}@tenant.test`, b: `one-${number}@tenant.test` };
  const lengths = types.flatMap((type) => Number(/\((\d+)\)/.exec(type)?.[1] ?? 63));
  const width = Math.max(1, Math.min(...lengths));
  return width < 10
    ? { a: `${number}_`.slice(-width), b: `${number}x`.slice(-width) }
    : { a: `tenant_${number}`, b: `tenant-${number}` };
}

/** Columns that are held to be equal. */
class Groups {
  readonly #parents = new Map<string, string>();
  readonly #places = new Map<string, ColumnPlace>();

  find(place: ColumnPlace): string {
    const key = placeKey(place);
    this.#places.set(key, place);
    let root = key;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    return root;
  }

  join(a: ColumnPlace, b: ColumnPlace): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one !== other) this.#parents.set(one, other);
  }

  members(root: string): readonly ColumnPlace[] {
    return [...this.#places.values()].filter((place) => this.find(place) === root);
  }
}
