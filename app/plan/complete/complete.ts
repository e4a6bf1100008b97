import { type Catalog, quoteIdent, quoteQualified } from '#app/catalog';
import { SchemaThen } from '../lint/schema-then.ts';
import type { Name, StatementWords } from '../lint/sql-action.ts';
import { type Caret, caretIn, type Wanted } from './caret.ts';
import { BEGINS, FUNCTIONS, NEXT, OF_EXPRESSIONS, OF_TABLES, TYPES } from './words.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'schema' | 'table' | 'view' | 'column' | 'type' | 'function' | 'label' | 'other' | 'keyword';
  /** What is written: quoted where it has to be, with its schema where the search path does not have it. */
  readonly text: string;
  /** A type, a table: what tells it from another of its name. */
  readonly detail: string | null;
}

/** What may be written at a place, the likeliest first, and the stretch that it takes the place of. */
export interface Completions {
  /** Characters from the start of the statement. */
  readonly at: number;
  readonly length: number;
  readonly items: readonly Completion[];
}

export interface AtCaret {
  readonly sql: string;
  readonly place: number;
  /** The statements before: their schema is the one that is offered. */
  readonly before: readonly StatementWords[];
  readonly catalog: Catalog;
}

/** More than anybody reads; letters narrow it down before it is cut. */
const MOST = 400;
const DEFAULT_SCHEMA = 'public';

/** What may be written at the caret, by the schema as the statements before have left it. `null` where that is a text. */
export function completeAt({ sql, place, before, catalog }: AtCaret): Completions | null {
  const caret = caretIn(sql, place);
  if (!caret) return null;
  const then = schemaAfter(before, catalog);
  const found = caret.qualifier.length > 0 ? behindDot(caret, then, catalog) : plain(caret, then, catalog);
  const prefix = caret.prefix.toLowerCase();
  const items = found.filter(({ label }) => fits(label.toLowerCase(), prefix));
  return { at: caret.at, length: caret.length, items: unique(items).slice(0, MOST) };
}

export function schemaAfter(before: readonly StatementWords[], catalog: Catalog): SchemaThen {
  const then = new SchemaThen(catalog);
  for (const { actions } of before) for (const action of actions) then.apply(action);
  return then;
}

/** All letters of what was typed, in their order: `cid` finds `company_id`. */
function fits(label: string, prefix: string): boolean {
  let at = 0;
  for (const letter of prefix) {
    at = label.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function unique(items: readonly Completion[]): readonly Completion[] {
  return [...new Map(items.map((item) => [`${item.kind} ${item.label} ${item.detail}`, item])).values()];
}

function behindDot(caret: Caret, then: SchemaThen, catalog: Catalog): readonly Completion[] {
  const [first = '', second] = caret.qualifier;
  if (second !== undefined) return columnsOf([first, second], then, catalog);
  const named = caret.relations.find(({ alias, name }) => (alias ?? name[1]) === first);
  const columns = named ? columnsOf(named.name, then, catalog) : columnsOf(['', first], then, catalog);
  const inSchema: readonly Completion[] = [
    ...relations(then, catalog).flatMap(({ name: [schema, name], kind }) =>
      schema === first ? [{ label: name, kind, text: quoteIdent(name), detail: null }] : [],
    ),
    ...types(then, catalog).flatMap(([schema, name]) =>
      schema === first ? [{ label: name, kind: 'type' as const, text: quoteIdent(name), detail: null }] : [],
    ),
    ...functions(catalog).filter(({ detail }) => detail === first),
    ...others('index', caret, then, catalog).filter(({ detail }) => detail === first),
  ];
  // A schema may be called as a table is: what the statement calls so comes first.
  return [...columns, ...inSchema];
}

function plain(caret: Caret, then: SchemaThen, catalog: Catalog): readonly Completion[] {
  return caret.wanted.flatMap((wanted) => OFFERS[wanted](caret, then, catalog));
}

type Offer = (caret: Caret, then: SchemaThen, catalog: Catalog) => readonly Completion[];

const OFFERS: Readonly<Record<Wanted, Offer>> = {
  schema: (_, then, catalog) =>
    schemasOf(then, catalog).map((name) => ({ label: name, kind: 'schema', text: quoteIdent(name), detail: null })),
  relation: (_, then, catalog) =>
    relations(then, catalog).map(({ name, kind }) => ({
      label: name[1],
      kind,
      text: written(name),
      detail: name[0] === DEFAULT_SCHEMA ? null : name[0],
    })),
  column: ({ of, relations: named }, then, catalog) => {
    const tables = of ? [of, ...named.map(({ name }) => name)] : named.map(({ name }) => name);
    const own = of && columnsOf(of, then, catalog).length > 0 ? [of] : tables;
    return own.flatMap((name) => columnsOf(name, then, catalog));
  },
  type: (_, then, catalog) => [
    ...types(then, catalog).map((name) => ({
      label: name[1],
      kind: 'type' as const,
      text: written(name),
      detail: name[0] === DEFAULT_SCHEMA ? null : name[0],
    })),
    ...TYPES.map((name) => ({ label: name, kind: 'type' as const, text: name, detail: null })),
  ],
  function: (_, __, catalog) => [
    ...functions(catalog).map((item) =>
      item.detail === DEFAULT_SCHEMA
        ? { ...item, detail: null }
        : { ...item, text: `${quoteIdent(item.detail ?? '')}.${item.text}` },
    ),
    ...FUNCTIONS.map((name) => ({ label: name, kind: 'function' as const, text: name, detail: null })),
  ],
  constraint: (caret, then, catalog) => others('constraint', caret, then, catalog),
  index: (_, then, catalog) => others('index', _, then, catalog),
  policy: (_, then, catalog) => others('policy', _, then, catalog),
  role: (_, __, catalog) =>
    ['public', ...catalog.objects.role.map(({ name }) => name)].map((name) => ({
      label: name,
      kind: 'other',
      text: name === 'public' ? 'PUBLIC' : quoteIdent(name),
      detail: 'role',
    })),
  keyword: ({ words, wanted }) => keywords(words, wanted),
};

function keywords(words: readonly string[], wanted: readonly Wanted[]): readonly Completion[] {
  const item = (label: string): Completion => ({ label, kind: 'keyword', text: label, detail: null });
  if (words.length === 0) return BEGINS.map(item);
  const before = words.join(' ');
  const next = NEXT.filter(([pattern]) => pattern.test(before)).flatMap(([, list]) => list);
  const isInTable = /^create (?:\w+ )?table\b/.test(before) && /[(,]$/.test(before);
  const general = wanted.includes('column') || next.length === 0 ? OF_EXPRESSIONS : [];
  return [...(isInTable ? OF_TABLES : []), ...next.reverse(), ...general].map(item);
}

interface Relation {
  readonly name: Name;
  readonly kind: 'table' | 'view';
}

function relations(then: SchemaThen, catalog: Catalog): readonly Relation[] {
  const views = [...catalog.objects.view, ...catalog.objects['materialized-view']]
    .map(({ schema, name }): Name => [schema, name])
    .filter((name) => then.isView(name));
  return [
    ...then.tableNames().map((name): Relation => ({ name, kind: 'table' })),
    ...views.map((name): Relation => ({ name, kind: 'view' })),
  ].sort((a, b) => order(a.name, b.name));
}

/** The usual schema first. */
function order(a: Name, b: Name): number {
  const [first, second] = [a, b].map(([schema, name]) => `${schema === DEFAULT_SCHEMA ? '' : schema}\u0000${name}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function schemasOf(then: SchemaThen, catalog: Catalog): readonly string[] {
  const named = [...catalog.objects.schema.map(({ name }) => name), ...then.tableNames().map(([schema]) => schema)];
  return [...new Set(named)].sort();
}

export function columnsOf(name: Name, then: SchemaThen, catalog: Catalog): readonly Completion[] {
  const table = then.table(name);
  if (table) {
    return [...table.columns.values()].map((column) => ({
      label: column.name,
      kind: 'column',
      text: quoteIdent(column.name),
      detail: `${column.type}${column.notNull ? ' not null' : ''}`,
    }));
  }
  const view = viewOf(name, catalog);
  return (view?.columns ?? []).map((column) => ({
    label: column.name,
    kind: 'column',
    text: quoteIdent(column.name),
    detail: view?.name ?? null,
  }));
}

export function viewOf([schema, name]: Name, catalog: Catalog) {
  const { view, 'materialized-view': stored } = catalog.objects;
  return [...view, ...stored].find((one) => one.name === name && one.schema === (schema || DEFAULT_SCHEMA));
}

function types(then: SchemaThen, { objects }: Catalog): readonly Name[] {
  const others = [...objects.domain, ...objects['composite-type'], ...objects['range-type']];
  return [...then.enumNames(), ...others.map(({ schema, name }): Name => [schema, name])].sort(order);
}

/** With their schema for what is told of them. */
function functions({ objects }: Catalog): readonly Completion[] {
  return objects.function.map(({ schema, name }) => ({
    label: name,
    kind: 'function',
    text: quoteIdent(name),
    detail: schema,
  }));
}

function others(
  what: 'constraint' | 'index' | 'policy',
  { of }: Caret,
  then: SchemaThen,
  { objects }: Catalog,
): readonly Completion[] {
  const item = (name: string, detail: string): Completion => ({
    label: name,
    kind: 'other',
    text: quoteIdent(name),
    detail,
  });
  if (what === 'index') return objects.index.map(({ schema, name }) => item(name, schema));
  if (what === 'policy') return objects.policy.map(({ name, table }) => item(name, table));
  const table = of && then.table(of);
  const all = [
    ...objects['primary-key'],
    ...objects.unique,
    ...objects['foreign-key'],
    ...objects.check,
    ...objects.exclusion,
  ];
  if (!table) return all.map(({ name, table: owner }) => item(name, owner));
  const own = all.filter((one) => one.schema === table.schema && one.table === table.name).map(({ name }) => name);
  const made = table.keys.map(({ name }) => name).filter((name) => name !== '');
  return [...new Set([...own, ...made])].map((name) => item(name, table.name));
}

function written([schema, name]: Name): string {
  return schema === DEFAULT_SCHEMA ? quoteIdent(name) : quoteQualified(schema, name);
}
