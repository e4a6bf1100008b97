import { type Catalog, type CatalogObject, type Column, type Kind, lookupOf, type ObjectOf } from '#app/catalog';

/** What an object is apart from its name: texts that two objects share or not. */
export type TraitsOf<K extends Kind> = (object: ObjectOf<K>, catalog: Catalog) => readonly string[];

interface Traits<K extends Kind> {
  readonly traits: TraitsOf<K>;
  /** What the traits are, for the reasons: `7 of 8 columns`. */
  readonly counted: string | null;
  /** How much the name says against the traits, from 0 to 1. */
  readonly nameWeight: number;
}

/** Below this nobody would think of a rename. */
export const LEAST_SCORE = 0.6;

/** Keys and indexes are one by what they are on: two on different columns are two, however alike their names. */
const KEY_WEIGHT = 4;

/**
 * Every kind that a hint can rename; functions have arguments too and are left out. Keys, checks and indexes of one
 * structure are compared as one by themselves, and are asked about all the same.
 */
export const RENAMED_KINDS: { readonly [K in Kind]?: Traits<K> } = {
  schema: { traits: ({ name }, catalog) => tablesIn(catalog, name), counted: 'tables', nameWeight: 0.3 },
  table: { traits: columnsOf, counted: 'columns', nameWeight: 0.35 },
  column: { traits: columnTraits, counted: null, nameWeight: 0.6 },
  enum: { traits: ({ labels }) => labels, counted: 'labels', nameWeight: 0.35 },
  domain: { traits: ({ type, default: value }) => [type, value ?? ''], counted: null, nameWeight: 0.6 },
  'composite-type': {
    traits: ({ attributes }) => attributes.map(({ name, type }) => `${name} ${type}`),
    counted: 'attributes',
    nameWeight: 0.35,
  },
  'range-type': {
    traits: ({ subtype, operatorClass }) => [subtype, operatorClass ?? ''],
    counted: null,
    nameWeight: 0.6,
  },
  sequence: { traits: ({ options }) => [JSON.stringify(options)], counted: null, nameWeight: 0.8 },
  view: { traits: ({ definition }) => tokens(definition), counted: null, nameWeight: 0.3 },
  'materialized-view': { traits: ({ definition }) => tokens(definition), counted: null, nameWeight: 0.3 },
  policy: {
    traits: ({ command, permissive, roles, using, check }) => [
      command,
      String(permissive),
      ...roles,
      ...tokens(using ?? ''),
      ...tokens(check ?? ''),
    ],
    counted: null,
    nameWeight: 0.4,
  },
  'primary-key': { traits: ({ columns }) => weighted(columns), counted: null, nameWeight: 0.4 },
  unique: {
    traits: ({ columns, nullsNotDistinct }) => [...weighted(columns), `nulls ${nullsNotDistinct}`],
    counted: null,
    nameWeight: 0.4,
  },
  'foreign-key': {
    traits: ({ columns, references, referencedColumns, onUpdate, onDelete }) => [
      ...weighted(columns),
      ...weighted([`${references.schema}.${references.name}`]),
      ...referencedColumns,
      `update ${onUpdate}`,
      `delete ${onDelete}`,
    ],
    counted: null,
    nameWeight: 0.4,
  },
  check: { traits: ({ expression }) => tokens(expression), counted: null, nameWeight: 0.4 },
  exclusion: {
    traits: ({ method, elements, predicate }) => [
      method,
      ...weighted(elements.map(({ expression, operator }) => `${expression} ${operator}`)),
      ...tokens(predicate ?? ''),
    ],
    counted: null,
    nameWeight: 0.4,
  },
  index: {
    traits: ({ keys, method, unique, predicate }) => [
      ...weighted(keys.map(({ expression, descending }) => `${expression} ${descending}`)),
      method,
      `unique ${unique}`,
      ...tokens(predicate ?? ''),
    ],
    counted: null,
    nameWeight: 0.4,
  },
  trigger: { traits: othersOf, counted: null, nameWeight: 0.4 },
  rule: {
    traits: ({ definition, name }) => tokens(definition).filter((token) => token !== name),
    counted: null,
    nameWeight: 0.4,
  },
  role: { traits: othersOf, counted: null, nameWeight: 0.9 },
};

/** Where an object must stand for another to be its old or new self: a column stays in its table. */
export function placeOf(object: CatalogObject): string {
  if ('table' in object) return `${object.schema}\u0000${object.table}`;
  return '';
}

function tablesIn({ objects }: Catalog, schema: string): readonly string[] {
  return objects.table.filter((table) => table.schema === schema).map(({ name }) => name);
}

function columnsOf({ schema, name }: ObjectOf<'table'>, catalog: Catalog): readonly string[] {
  return lookupOf(catalog)
    .childrenOf(schema, name)
    .column.map((column) => `${column.name} ${column.type}`);
}

/** A column's neighbour says as much as its type: what was added stands at the end. */
function columnTraits(column: Column): readonly string[] {
  const { type, notNull, default: value, identity, generated, position } = column;
  return [
    type,
    type,
    `not null ${notNull}`,
    `default ${value === null ? 'none' : value.replace(/["()\s]/g, '')}`,
    `identity ${identity !== null}`,
    `generated ${generated !== null}`,
    `at ${position}`,
  ];
}

/** Everything that an object says beside its name and place. */
function othersOf({
  kind: _kind,
  id: _id,
  name: _name,
  origins: _origins,
  comment: _comment,
  ...rest
}: Named): readonly string[] {
  return Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
}

interface Named extends CatalogBase {
  readonly name: string;
}

type CatalogBase = Pick<CatalogObject, 'kind' | 'id' | 'origins' | 'comment'>;

function weighted(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => Array.from({ length: KEY_WEIGHT }, () => text));
}

function tokens(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$"()]/gu) ?? [];
}
