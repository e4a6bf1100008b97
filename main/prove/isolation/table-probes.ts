import {
  type Catalog,
  type Column,
  type ForeignKey,
  lookupOf,
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import type { Reach } from '#app/coverage';
import { quoteLiteral } from '#app/sql';
import { type Pins, placeOf } from './pinned.ts';
import { insertOf, ROW_KEY, type RowValues, type TableRows } from './worlds.ts';

/** What columns are set to, as SQL. */
export type Settings = readonly (readonly [column: string, value: string])[];

/** The statements that one table is probed with, made once; who runs them decides what they show. */
export interface TableProbes {
  readonly rows: TableRows;
  readonly relation: string;
  /** The tenants themselves, open to be read by all on purpose: nobody switched row security on. Writing is another matter. */
  readonly isDirectory: boolean;
  /** Keys of the rows that are seen. */
  readonly read: string;
  /** For a role that may not read every column. */
  readonly count: string;
  /** The last one lists every row, `k`, and whether it is the other tenant's, `other`: for the observer. */
  readonly observe: readonly string[];
  /** Adds a row of the tenant's own. `null` where that makes no sense: a tenant does not add itself. */
  readonly addOwn: string | null;
  /** Adds rows for the other tenant. */
  readonly addOther: readonly string[];
  /** Changes every row it may, by column: one that says nothing of whose the row is. Reads nothing. */
  readonly change: readonly { readonly column: string; readonly value: string; readonly sql: string }[];
  /** Gives own rows to the other tenant. */
  readonly move: readonly { readonly settings: Settings; readonly sql: string }[];
  /** Deletes every row it may. Reads nothing. */
  readonly remove: string;
  /** Adds an own row that refers to a row of the other tenant whose key can be guessed. */
  readonly refer: readonly { readonly to: string; readonly key: string; readonly sql: string }[];
}

export interface ProbesOptions {
  readonly catalog: Catalog;
  readonly pins: Pins;
  readonly reach: Reach | null;
  /** The key that leads to a table that holds tenants' rows, where nothing else says whose a row is. */
  readonly parentKey: ForeignKey | null;
  readonly holdsTenants: (table: Table) => boolean;
  /** The observer is no superuser: forced row security holds for it too. */
  readonly observerIsHeld: boolean;
  readonly rowsOf: (table: { readonly schema: string; readonly name: string }) => TableRows | undefined;
}

const MOST_CHANGES = 3;

export function tableProbes(rows: TableRows, options: ProbesOptions): TableProbes {
  const { table } = rows;
  const { catalog } = options;
  const relation = quoteQualified(table.schema, table.name);
  const columns = lookupOf(catalog).childrenOf(table.schema, table.name).column;
  const binding = bindingColumns(columns, options);
  const [own, other] = [rows.spare.get('a'), rows.spare.get('b')];
  const [first, theirs] = [rows.first.get('a'), rows.first.get('b')];
  const isRoot = options.reach?.kind === 'root';
  const others = theirs
    ? binding.flatMap((name) => (theirs.has(name) ? [[name, theirs.get(name) ?? ''] as const] : []))
    : [];
  const isSame = others.map(([name, value]) => `${quoteIdent(name)} = ${value}`).join(' OR ');
  const addMixed = own ? insertOf(table, new Map([...own, ...others])) : null;
  const addWhole = other ? insertOf(table, other) : null;
  return {
    rows,
    relation,
    isDirectory: isRoot && !table.rowSecurity,
    read: `SELECT ${ROW_KEY} AS k FROM ${relation}`,
    count: `SELECT count(*)::int AS n FROM ${relation}`,
    observe: [
      ...(options.observerIsHeld && table.forceRowSecurity
        ? [`ALTER TABLE ${relation} NO FORCE ROW LEVEL SECURITY`]
        : []),
      `SELECT ${ROW_KEY} AS k, ${isSame === '' ? 'false' : `(${isSame})`} AS other FROM ${relation}`,
    ],
    addOwn: isRoot || !own ? null : insertOf(table, own),
    addOther: isRoot ? [] : [...new Set([addMixed, addWhole].flatMap((sql) => sql ?? []))],
    change: changes(table, columns, { binding, own: first, unique: uniqueColumns(table, catalog) }),
    move:
      isRoot || !first || others.length === 0 ? [] : moves(relation, others, differing(first, theirs, options, table)),
    remove: `DELETE FROM ${relation}`,
    refer: own ? references(table, own, options, binding) : [],
  };
}

/** The columns that say whose a row is: the tenant's, or those of the key that leads there, or the person's. */
function bindingColumns(columns: readonly Column[], { reach, parentKey, pins }: ProbesOptions): readonly string[] {
  if (reach?.kind === 'column') return [reach.column];
  if (reach?.kind === 'parent') return reach.path[0]?.columns ?? [];
  const pinned = columns.flatMap((column) => {
    const found = pins.classOf(placeOf(column));
    return found ? [{ name: column.name, found }] : [];
  });
  if (pinned.length === 0) return parentKey?.columns ?? [];
  const tenants = pinned.filter(({ found }) => found.isTenant);
  return (tenants.length > 0 ? tenants : pinned).map(({ name }) => name);
}

/** What is set is what rows have anyway; a column that has to be unique is set to chance, and those that say whose a row is come last. */
function changes(
  table: Table,
  columns: readonly Column[],
  {
    binding,
    own,
    unique,
  }: { readonly binding: readonly string[]; readonly own: RowValues | undefined; readonly unique: ReadonlySet<string> },
): TableProbes['change'] {
  const relation = quoteQualified(table.schema, table.name);
  const settable = columns.filter(({ generated, identity }) => generated === null && identity?.generated !== 'always');
  const rank = ({ name, notNull }: Column) =>
    binding.includes(name) ? 3 : unique.has(name) ? 2 : notNull && !own?.has(name) ? 1 : 0;
  const ordered = [...settable].sort((a, b) => rank(a) - rank(b));
  return ordered.slice(0, MOST_CHANGES).map((column) => {
    const { name, notNull, default: text } = column;
    const plain = own?.get(name) ?? (text !== null || notNull ? 'DEFAULT' : 'NULL');
    const value = unique.has(name) && !binding.includes(name) ? (chance(column) ?? plain) : plain;
    return { column: name, value, sql: `UPDATE ${relation} SET ${quoteIdent(name)} = ${value}` };
  });
}

/** A value that no other row has. Read from no column: an UPDATE that reads asks the SELECT policies too. */
function chance({ type }: Column): string | null {
  if (type === 'uuid') return 'gen_random_uuid()';
  if (/^(smallint|integer|bigint|numeric)\b/.test(type)) return '(20000 + random() * 10000)::smallint';
  const width = /^character(?: varying)?\((\d+)\)/.exec(type)?.[1];
  if (width !== undefined) return `left(md5(random()::text), ${width})`;
  return /^(text|citext|character varying)\b/.test(type) ? `md5(random()::text) || '@raingauge.test'` : null;
}

function uniqueColumns({ schema, name }: Table, catalog: Catalog): ReadonlySet<string> {
  const children = lookupOf(catalog).childrenOf(schema, name);
  const keys = [...children['primary-key'], ...children.unique].flatMap(({ columns }) => columns);
  const indexed = children.index
    .filter(({ unique }) => unique)
    .flatMap(({ keys: own }) => own.map(({ expression }) => expression));
  return new Set([...keys, ...indexed]);
}

/** First only what says whose it is, then everything that tells the two tenants apart. */
function moves(relation: string, others: Settings, all: Settings): TableProbes['move'] {
  const update = (settings: Settings) => ({
    settings,
    sql: `UPDATE ${relation} SET ${settings.map(([name, value]) => `${quoteIdent(name)} = ${value}`).join(', ')}`,
  });
  const wider = all.filter(([name]) => !others.some(([own]) => own === name));
  return wider.length === 0 ? [update(others)] : [update(others), update([...others, ...wider])];
}

function differing(
  first: RowValues,
  theirs: RowValues | undefined,
  { catalog, pins, holdsTenants }: ProbesOptions,
  table: Table,
): Settings {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const keyed = new Set(
    children['foreign-key']
      .filter(({ references }) =>
        catalog.objects.table.some(
          (each) => each.schema === references.schema && each.name === references.name && holdsTenants(each),
        ),
      )
      .flatMap(({ columns }) => columns),
  );
  return children.column.flatMap((column): Settings => {
    const value = theirs?.get(column.name);
    const tells = keyed.has(column.name) || pins.classOf(placeOf(column)) !== undefined;
    return value !== undefined && tells && value !== first.get(column.name) ? [[column.name, value]] : [];
  });
}

const GUESSABLE = /^(smallint|integer|bigint|numeric|text|character|citext|date|name)\b/;

/** Single-column keys to other tenants' rows, but for the one that says whose the row is. Keys that nobody guesses are left out. */
function references(
  table: Table,
  own: RowValues,
  { catalog, holdsTenants, rowsOf, pins }: ProbesOptions,
  binding: readonly string[],
): TableProbes['refer'] {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  return children['foreign-key'].flatMap((key): TableProbes['refer'] => {
    const [column = '', ...more] = key.columns;
    const [referenced = ''] = key.referencedColumns;
    const parent = catalog.objects.table.find(
      ({ schema, name }) => schema === key.references.schema && name === key.references.name,
    );
    const found = children.column.find(({ name }) => name === column);
    if (more.length > 0 || !parent || !found || !holdsTenants(parent) || !GUESSABLE.test(found.type)) return [];
    // A tenant or a person is no row that is guessed, and a key that leads to the tenant is probed as such.
    if (binding.includes(column) || pins.classOf(placeOf(found))) return [];
    const value = rowsOf(parent)?.referred.get('b')?.get(referenced);
    if (value === undefined) return [];
    const sql = insertOf(table, new Map([...own, [column, `${quoteLiteral(value)}::${found.type}`]]));
    return [{ to: quoteQualified(parent.schema, parent.name), key: `${referenced} = ${value}`, sql }];
  });
}
