import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  functionId,
  grantId,
  KINDS,
  type Kind,
  type ObjectId,
  objectId,
  parseObjectId,
  printObjectId,
  type QualifiedName,
  quoteQualified,
} from '#app/catalog';
import { scanSql } from '#app/sql';
import type { RenamedKind } from './hint.ts';

/** One object under another name: the parts of its identity before and after, of the same length. */
export interface Rename {
  readonly kind: RenamedKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

type Value = Readonly<Record<string, unknown>>;

/** The renamed catalog, and what each object was that is not what it was. */
export interface Renamed {
  readonly catalog: Catalog;
  /** By the new object: the old one. Objects that nothing happened to are not in it. */
  readonly before: ReadonlyMap<CatalogObject, CatalogObject>;
}

/**
 * The catalog as it would be read after `ALTER … RENAME`: every name that stands for the object, and every identity made of
 * it. SQL texts stay as they are: what they mean is a server's to say (ask.ts).
 */
export function renameCatalog({ catalog, before }: Renamed, rename: Rename): Renamed {
  const namer = createNamer(rename);
  const now = new Map<CatalogObject, CatalogObject>();
  const objects = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      (catalog.objects[kind] as readonly CatalogObject[]).map((object) => {
        const changed = renameObject(object, namer);
        const old = before.get(object);
        if (changed !== object) now.set(changed, old ?? object);
        else if (old) now.set(object, old);
        return changed;
      }),
    ]),
  );
  return { catalog: buildCatalog({ ...catalog, objects: objects as unknown as Catalog['objects'] }), before: now };
}

interface Namer {
  schema(name: string): string;
  /** A relation, type, sequence, index or function: of one of the kinds given. */
  named(kinds: readonly Kind[], schema: string, name: string): QualifiedName;
  /** What stands in a table. */
  child(kind: Kind, schema: string, table: string, name: string): string;
  role(name: string): string;
  label(schema: string, name: string, label: string): string;
  /** The text of a type. */
  type(text: string): string;
}

const RELATIONS: readonly Kind[] = ['table', 'view', 'materialized-view'];
const TYPES: readonly Kind[] = ['enum', 'domain', 'composite-type', 'range-type', 'table', 'view', 'materialized-view'];

function createNamer({ kind, from, to }: Rename): Namer {
  const is = (...parts: readonly string[]) =>
    parts.length === from.length && parts.every((part, index) => part === from[index]);
  const schema = (name: string) => (kind === 'schema' && is(name) ? (to[0] ?? name) : name);
  const named = (kinds: readonly Kind[], own: string, name: string): QualifiedName =>
    kinds.some((each) => each === kind) && is(own, name)
      ? { schema: to[0] ?? own, name: to[1] ?? name }
      : { schema: schema(own), name };
  return {
    schema,
    named,
    child: (own, inSchema, table, name) => (own === kind && is(inSchema, table, name) ? (to[2] ?? name) : name),
    role: (name) => (kind === 'role' && is(name) ? (to[0] ?? name) : name),
    label: (inSchema, name, label) => (kind === 'enum-label' && is(inSchema, name, label) ? (to[2] ?? label) : label),
    type: (text) => renameInType(text, kind === 'schema' || TYPES.some((each) => each === kind) ? named : null),
  };
}

/** `public.mood[]`: the name of the type and nothing else. */
function renameInType(text: string, named: Namer['named'] | null): string {
  if (named === null) return text;
  const tokens = scanSql(text);
  const [first, dot, second] = tokens;
  const isQualified = first && dot?.text === '.' && second;
  const [schema, name] = isQualified ? [first.text, second.text] : ['public', first?.text ?? ''];
  const next = named(TYPES, schema, name);
  if (!first || (next.schema === schema && next.name === name)) return text;
  const end = isQualified ? second.end : first.end;
  return `${quoteQualified(next.schema, next.name)}${text.slice(end)}`;
}

/** The same object where nothing in it changes. */
function renameObject(object: CatalogObject, namer: Namer): CatalogObject {
  const value = object as unknown as Value;
  const patch = patchOf(object, namer);
  const changes = Object.entries(patch).filter(([key, next]) => JSON.stringify(value[key]) !== JSON.stringify(next));
  if (changes.length === 0) return object;
  const changed = { ...value, ...Object.fromEntries(changes) } as unknown as CatalogObject;
  return { ...changed, id: identityOf(changed) } as CatalogObject;
}

/** Every field that holds a name, renamed. What a kind keeps beside `schema`, `table`, `name` and `owner` is in EXTRA. */
function patchOf(object: CatalogObject, namer: Namer): Value {
  const value = object as unknown as Value;
  const owner = typeof value.owner === 'string' ? { owner: namer.role(value.owner) } : {};
  const extra = EXTRA[object.kind]?.(object as never, namer) ?? {};
  if ('table' in object) {
    const { schema, table, name, kind } = object;
    const place = namer.named(RELATIONS, schema, table);
    const own = kind === 'index' ? namer.named(['index'], schema, name).name : namer.child(kind, schema, table, name);
    return { ...owner, ...extra, schema: place.schema, table: place.name, name: own };
  }
  if (object.kind === 'schema') return { ...owner, ...extra, name: namer.schema(object.name) };
  if (object.kind === 'role') return { ...extra, name: namer.role(object.name) };
  if (
    'schema' in object &&
    object.schema !== null &&
    object.kind !== 'extension' &&
    object.kind !== 'default-privilege'
  ) {
    const { schema, name } = namer.named([object.kind], object.schema, object.name);
    return { ...owner, ...extra, schema, name };
  }
  return { ...owner, ...extra };
}

type Extra = { readonly [K in Kind]?: (object: Extract<CatalogObject, { kind: K }>, namer: Namer) => Value };

const keyColumns = (
  {
    schema,
    table,
    columns,
    include,
  }: { schema: string; table: string; columns: readonly string[]; include?: readonly string[] },
  namer: Namer,
): Value => ({
  columns: columns.map((name) => namer.child('column', schema, table, name)),
  ...(include ? { include: include.map((name) => namer.child('column', schema, table, name)) } : {}),
});

const keysOf = <T extends { readonly expression: string; readonly isExpression: boolean }>(
  keys: readonly T[],
  schema: string,
  table: string,
  namer: Namer,
) =>
  keys.map((key) =>
    key.isExpression ? key : { ...key, expression: namer.child('column', schema, table, key.expression) },
  );

const EXTRA: Extra = {
  role: ({ memberOf }, namer) => ({ memberOf: memberOf.map((each) => ({ ...each, role: namer.role(each.role) })) }),
  enum: ({ schema, name, labels }, namer) => ({ labels: labels.map((label) => namer.label(schema, name, label)) }),
  domain: ({ type }, namer) => ({ type: namer.type(type) }),
  'composite-type': ({ attributes }, namer) => ({
    attributes: attributes.map((each) => ({ ...each, type: namer.type(each.type) })),
  }),
  'range-type': ({ subtype }, namer) => ({ subtype: namer.type(subtype) }),
  sequence: ({ ownedBy }, namer) => {
    if (!ownedBy) return {};
    const place = namer.named(RELATIONS, ownedBy.schema, ownedBy.table);
    const column = namer.child('column', ownedBy.schema, ownedBy.table, ownedBy.column);
    return { ownedBy: { schema: place.schema, table: place.name, column } };
  },
  table: ({ partitionOf, inherits, ofType }, namer) => ({
    partitionOf: partitionOf && {
      ...partitionOf,
      parent: namer.named(RELATIONS, partitionOf.parent.schema, partitionOf.parent.name),
    },
    inherits: inherits.map(({ schema, name }) => namer.named(RELATIONS, schema, name)),
    ofType: ofType && namer.named(TYPES, ofType.schema, ofType.name),
  }),
  column: ({ identity, type }, namer) => ({
    type: namer.type(type),
    identity: identity && {
      ...identity,
      sequence: namer.named(['sequence'], identity.sequence.schema, identity.sequence.name),
    },
  }),
  'primary-key': keyColumns,
  unique: keyColumns,
  'foreign-key': (key, namer) => {
    const { schema, table, references, referencedColumns, onDeleteColumns } = key;
    return {
      ...keyColumns({ schema, table, columns: key.columns }, namer),
      references: namer.named(RELATIONS, references.schema, references.name),
      referencedColumns: referencedColumns.map((name) =>
        namer.child('column', references.schema, references.name, name),
      ),
      onDeleteColumns: onDeleteColumns.map((name) => namer.child('column', schema, table, name)),
    };
  },
  exclusion: ({ schema, table, elements, include }, namer) => ({
    elements: keysOf(elements, schema, table, namer),
    include: include.map((name) => namer.child('column', schema, table, name)),
  }),
  index: ({ schema, table, keys, include }, namer) => ({
    keys: keysOf(keys, schema, table, namer),
    include: include.map((name) => namer.child('column', schema, table, name)),
  }),
  statistics: ({ on, columns }, namer) => ({
    on: namer.named(RELATIONS, on.schema, on.name),
    columns: columns.map((name) => namer.child('column', on.schema, on.name, name)),
  }),
  view: ({ columns }, namer) => ({ columns: columns.map((each) => ({ ...each, type: namer.type(each.type) })) }),
  'materialized-view': ({ columns }, namer) => ({
    columns: columns.map((each) => ({ ...each, type: namer.type(each.type) })),
  }),
  function: ({ identityArguments, returns }, namer) => ({
    identityArguments: identityArguments
      .split(', ')
      .map((type) => namer.type(type))
      .join(', '),
    returns: returns === null ? null : namer.type(returns),
  }),
  trigger: ({ schema, table, updateOf, function: called, referencedTable }, namer) => ({
    updateOf: updateOf.map((name) => namer.child('column', schema, table, name)),
    function: namer.named(['function'], called.schema, called.name),
    referencedTable: referencedTable && namer.named(RELATIONS, referencedTable.schema, referencedTable.name),
  }),
  policy: ({ roles }, namer) => ({ roles: roles.map((name) => namer.role(name)).sort() }),
  grant: ({ on, grantee }, namer) => ({ on: renameId(on, namer), grantee: namer.role(grantee) }),
  'default-privilege': ({ role, schema, grantee }, namer) => ({
    role: namer.role(role),
    schema: schema === null ? null : namer.schema(schema),
    grantee: namer.role(grantee),
  }),
  extension: ({ schema }, namer) => ({ schema: namer.schema(schema) }),
  publication: ({ schemas, tables }, namer) => ({
    schemas: schemas.map((name) => namer.schema(name)),
    tables: tables.map(({ schema, name, columns, ...rest }) => ({
      ...rest,
      ...namer.named(RELATIONS, schema, name),
      columns: columns.map((column) => namer.child('column', schema, name, column)),
    })),
  }),
};

/** The identity of what a grant is on. */
function renameId(id: ObjectId, namer: Namer): ObjectId {
  const parsed = parseObjectId(id);
  const [first = '', second, third] = parsed.parts;
  if (parsed.kind === 'schema') return printObjectId({ ...parsed, parts: [namer.schema(first)] });
  if (second === undefined) return id;
  const kinds = third === undefined ? [parsed.kind] : RELATIONS;
  const { schema, name } = namer.named(kinds, first, second);
  const rest = third === undefined ? [] : [namer.child(parsed.kind, first, second, third)];
  return printObjectId({ ...parsed, parts: [schema, name, ...rest] });
}

/** As the readers make it. */
function identityOf(object: CatalogObject): ObjectId {
  switch (object.kind) {
    case 'grant':
      return grantId(object.on, object.grantee);
    case 'function':
      return functionId(object.schema, object.name, object.identityArguments);
    case 'default-privilege':
      return objectId('default-privilege', object.role, object.schema ?? '', object.objectType, object.grantee);
    case 'index':
      return objectId('index', object.schema, object.name);
    default:
      if ('table' in object) return objectId(object.kind, object.schema, object.table, object.name);
      if ('schema' in object && object.kind !== 'extension') return objectId(object.kind, object.schema, object.name);
      return objectId(object.kind, object.name);
  }
}
