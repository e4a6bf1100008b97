import {
  type CatalogObject,
  type Kind,
  type ObjectId,
  type ObjectOf,
  parseObjectId,
  quoteIdent,
  quoteQualified,
} from '#app/catalog';
import { renderRoutineTarget } from './function.ts';

type Targets = { readonly [K in Kind]: ((object: ObjectOf<K>) => string) | null };
type Named = { readonly schema: string; readonly name: string };
type TableChild = Named & { readonly table: string };

const qualified = (word: string) => (object: Named) => `${word} ${quoteQualified(object.schema, object.name)}`;
const bare = (word: string) => (object: { readonly name: string }) => `${word} ${quoteIdent(object.name)}`;
const onTable = (word: string) => (object: TableChild) =>
  `${word} ${quoteIdent(object.name)} ON ${quoteQualified(object.schema, object.table)}`;

/** How COMMENT ON names an object; `null` for kinds that cannot carry a comment. */
const COMMENT_TARGETS: Targets = {
  schema: bare('SCHEMA'),
  extension: bare('EXTENSION'),
  role: bare('ROLE'),
  collation: qualified('COLLATION'),
  enum: qualified('TYPE'),
  domain: qualified('DOMAIN'),
  'composite-type': qualified('TYPE'),
  'range-type': qualified('TYPE'),
  sequence: qualified('SEQUENCE'),
  table: (table) => qualified(table.foreign ? 'FOREIGN TABLE' : 'TABLE')(table),
  column: (column) => `COLUMN ${quoteQualified(column.schema, column.table, column.name)}`,
  'primary-key': onTable('CONSTRAINT'),
  unique: onTable('CONSTRAINT'),
  'foreign-key': onTable('CONSTRAINT'),
  check: onTable('CONSTRAINT'),
  exclusion: onTable('CONSTRAINT'),
  index: qualified('INDEX'),
  statistics: qualified('STATISTICS'),
  view: qualified('VIEW'),
  'materialized-view': qualified('MATERIALIZED VIEW'),
  function: renderRoutineTarget,
  trigger: onTable('TRIGGER'),
  'event-trigger': bare('EVENT TRIGGER'),
  rule: onTable('RULE'),
  policy: onTable('POLICY'),
  grant: null,
  'default-privilege': null,
  publication: bare('PUBLICATION'),
};

/** `TABLE public.guests`: how COMMENT ON (and, for what has an owner, ALTER) names the object. */
export function renderObjectTarget(object: CatalogObject): string | null {
  const render = COMMENT_TARGETS[object.kind] as ((object: CatalogObject) => string) | null;
  return render === null ? null : render(object);
}

/**
 * `TABLE public.guests`: how GRANT names an object. From the identity alone, since the object of a grant need not be in the
 * catalog (the sequence of an identity column, a column of a view). A column stands for its table.
 */
export function renderGrantTarget(on: ObjectId): string {
  const { kind, parts, arguments: args } = parseObjectId(on);
  switch (kind) {
    case 'schema':
      return `SCHEMA ${quoteQualified(...parts)}`;
    case 'sequence':
      return `SEQUENCE ${quoteQualified(...parts)}`;
    case 'function':
      return `ROUTINE ${quoteQualified(...parts)}(${args ?? ''})`;
    case 'enum':
    case 'domain':
    case 'composite-type':
    case 'range-type':
      return `TYPE ${quoteQualified(...parts)}`;
    case 'column':
      return `TABLE ${quoteQualified(...parts.slice(0, -1))}`;
    default:
      return `TABLE ${quoteQualified(...parts)}`;
  }
}
