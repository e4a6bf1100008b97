import fc from 'fast-check';
import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  emptyObjects,
  functionId,
  grantId,
  KINDS,
  type Kind,
  objectId,
} from '#app/catalog';
import { objectSchemas } from '#app/catalog/object-schemas.ts';

/** As much of a zod schema as tells its shape. */
interface Shape {
  readonly def: {
    readonly type: string;
    readonly innerType?: Shape;
    readonly element?: Shape;
    readonly valueType?: Shape;
    readonly shape?: Readonly<Record<string, Shape>>;
    readonly entries?: Readonly<Record<string, string>>;
    readonly values?: readonly unknown[];
  };
}

/** Few names, so that two catalogs often have the same objects. */
const NAMES = fc.constantFrom('a', 'b', 'Odd "c"');

/** What stands for a text by the name of its attribute. */
const TEXTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  schema: fc.constant('public'),
  type: fc.constantFrom('integer', 'text', 'character varying(9)', 'numeric(6,2)[]', 'public.a'),
  subtype: fc.constantFrom('integer', 'text'),
  returns: fc.constantFrom('integer', 'text'),
  definition: fc.constantFrom('SELECT a FROM public.a', 'SELECT 1 AS one'),
  partitionKey: fc.constantFrom('RANGE (a)', 'LIST (b)'),
  bound: fc.constantFrom('DEFAULT', 'FOR VALUES IN (1)'),
  collation: fc.constant('pg_catalog."C"'),
  validUntil: fc.constant('2040-01-01 00:00:00+00'),
  on: fc.constantFrom('table:public.a', 'schema:public', 'function:public.a(integer)'),
  identityArguments: fc.constantFrom('', 'integer'),
  operator: fc.constantFrom('=', '&&'),
};
const EXPRESSION = fc.constantFrom('a', 'a > 1', '((a > 1))', "lower(b) <> ''", 'now()', '1');
const EXPRESSIONS = new Set(['expression', 'default', 'using', 'check', 'predicate', 'when', 'where', 'body']);

/** 64-bit numbers are text. */
const NUMBERS = new Set(['start', 'min', 'max', 'increment', 'cache']);

/** Catalogs with objects of every kind and any value in every attribute: made from the kinds' own schemas. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record(Object.fromEntries(KINDS.map((kind) => [kind, fc.array(objectOf(kind), { maxLength: 3 })])))
  .map((lists) => {
    const objects = emptyObjects() as Record<Kind, CatalogObject[]>;
    for (const kind of KINDS) {
      const byId = new Map(((lists[kind] ?? []) as CatalogObject[]).map((object) => [object.id, object]));
      objects[kind] = kind === 'primary-key' ? onePerTable([...byId.values()]) : [...byId.values()];
    }
    return buildCatalog({
      server: { major: 18, version: '18.0', flavour: 'postgresql' },
      objects: objects as unknown as Catalog['objects'],
    });
  });

/** A catalog and what may have become of it: objects gone, come and changed. */
export const catalogAndChanged: fc.Arbitrary<readonly [Catalog, Catalog]> = fc
  .tuple(anyCatalog, anyCatalog, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }))
  .map(([one, other, takes]) => {
    let at = 0;
    const isTaken = () => takes[at++ % takes.length] === true;
    const objects = emptyObjects() as Record<Kind, CatalogObject[]>;
    for (const kind of KINDS) {
      const byId = new Map<string, CatalogObject>();
      for (const object of one.objects[kind]) byId.set(object.id, object);
      for (const object of other.objects[kind]) {
        const own = byId.get(object.id);
        if (own && isTaken()) byId.set(object.id, mixed(own, object, isTaken));
        else if (isTaken()) byId.delete(object.id);
        else if (!own) byId.set(object.id, object);
      }
      objects[kind] = kind === 'primary-key' ? onePerTable([...byId.values()]) : [...byId.values()];
    }
    return [one, buildCatalog({ ...one, objects: objects as unknown as Catalog['objects'] })] as const;
  });

function onePerTable(keys: readonly CatalogObject[]): CatalogObject[] {
  const byTable = new Map(keys.map((key) => ['table' in key ? key.table : '', key]));
  return [...byTable.values()];
}

function mixed(own: CatalogObject, other: CatalogObject, isTaken: () => boolean): CatalogObject {
  const values = other as unknown as Readonly<Record<string, unknown>>;
  const entries = Object.entries(own).map(([name, value]) => [name, isTaken() ? values[name] : value]);
  return Object.fromEntries(entries) as unknown as CatalogObject;
}

function objectOf(kind: Kind): fc.Arbitrary<CatalogObject> {
  return arbitraryOf(objectSchemas[kind] as unknown as Shape, kind).map((value) => {
    const object = value as Record<string, unknown>;
    return { ...object, id: identityOf(kind, object), origins: [] } as unknown as CatalogObject;
  });
}

function arbitraryOf({ def }: Shape, name: string): fc.Arbitrary<unknown> {
  switch (def.type) {
    case 'readonly':
      return arbitraryOf(def.innerType as Shape, name);
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType as Shape, name), { nil: null });
    case 'optional':
      return fc.constant(undefined);
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, part]) => [key, arbitraryOf(part, key)])),
      );
    case 'array':
      return fc.array(arbitraryOf(def.element as Shape, name), { maxLength: 2 });
    case 'record':
      return fc.dictionary(fc.constantFrom('x', 'y'), arbitraryOf(def.valueType as Shape, name), { maxKeys: 2 });
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: 1, max: 4 });
    case 'string':
      return textOf(name);
    default:
      throw new Error(`No value is made for ${def.type}`);
  }
}

function textOf(name: string): fc.Arbitrary<unknown> {
  if (NUMBERS.has(name)) return fc.constantFrom('1', '7', '9223372036854775807');
  if (EXPRESSIONS.has(name)) return EXPRESSION;
  return TEXTS[name] ?? NAMES;
}

function identityOf(kind: Kind, object: Readonly<Record<string, unknown>>): string {
  const text = (key: string) => String(object[key] ?? '');
  switch (kind) {
    case 'function':
      return functionId(text('schema'), text('name'), text('identityArguments'));
    case 'grant':
      return grantId(text('on'), text('grantee'));
    case 'default-privilege':
      return objectId(kind, text('role'), text('schema'), text('objectType'), text('grantee'));
    case 'index':
      return objectId(kind, text('schema'), text('name'));
    default:
      return objectId(
        kind,
        ...['schema', 'table', 'name'].filter((key) => key in object && !isOwn(kind, key)).map(text),
      );
  }
}

/** The schema of an extension is where its objects stand, no part of its name. */
function isOwn(kind: Kind, key: string): boolean {
  return kind === 'extension' && key === 'schema';
}
