import { type Catalog, compareText, type Index, lookupOf, type ObjectId, objectId } from '#app/catalog';
import { canonicalType } from './canonical-type.ts';
import { type ExtensionUse, extensionOfName, extensionsInText, extensionsInType } from './extension-uses.ts';
import { neededBy, ownSchemaOf } from './known-extensions.ts';

/** Types that GIN and GiST index by an extension only, arrays and ranges apart (manual: GIN and GiST built-in operator classes). */
const SCALAR =
  /^(smallint|integer|bigint|real|double precision|numeric|money|text|character|bpchar|"char"|name|bytea|"?bit"?|boolean|date|time|timestamp|interval|uuid|oid|macaddr8?|inet|cidr)\b[^[]*$/;

export interface NeededExtension {
  readonly id: ObjectId;
  readonly name: string;
  /** Where texts look for it; `null` where that is left to the search_path, or is the extension's own business. */
  readonly schema: string | null;
}

/**
 * The extensions that a catalog needs and does not hold, first things first: Drizzle code has no words for them. What a
 * server was read from holds its own.
 */
export function neededExtensions(catalog: Catalog): readonly NeededExtension[] {
  if (catalog.server !== null) return [];
  const own = ownNames(catalog);
  const schemas = new Map<string, string | null>();
  for (const { extension, schema, name } of usesIn(catalog)) {
    if (own.has(name) || (schema !== null && own.has(`${schema}.`))) continue;
    schemas.set(extension, schemas.get(extension) ?? schema);
  }
  for (const name of [...schemas.keys()])
    for (const before of neededBy(name)) if (!schemas.has(before)) schemas.set(before, null);
  const there = new Set(catalog.objects.extension.map(({ name }) => name));
  const names = [...schemas.keys()].filter((name) => !there.has(name)).sort(compareText);
  const ordered = new Set(names.flatMap((name) => [...neededBy(name), name]));
  return [...ordered]
    .filter((name) => !there.has(name))
    .map((name) => {
      const schema = ownSchemaOf(name) === undefined ? (schemas.get(name) ?? null) : null;
      return { id: objectId('extension', name), name, schema: schema === 'public' ? null : schema };
    });
}

/**
 * What the catalog makes itself is nobody else's, whatever it is called; nor is what stands in a schema of its own
 * (`app.` for all of it): extensions live in `public` or in one that the code says nothing of.
 */
function ownNames({ objects }: Catalog): ReadonlySet<string> {
  const types = [...objects.enum, ...objects.domain, ...objects['composite-type'], ...objects['range-type']];
  const made = [...types, ...objects.function, ...objects.table, ...objects.view];
  const schemas = new Set(made.map(({ schema }) => schema).filter((schema) => schema !== 'public'));
  return new Set([
    ...made.flatMap(({ schema, name }) => [name, `${schema}.${name}`]),
    ...[...schemas].map((schema) => `${schema}.`),
  ]);
}

function* usesIn(catalog: Catalog): Generator<ExtensionUse> {
  const { objects } = catalog;
  for (const { type, default: text, generated } of objects.column) {
    yield* extensionsInType(type);
    yield* inTexts(text, generated?.expression);
  }
  for (const { expression } of objects.check) yield* inTexts(expression);
  for (const { using, check } of objects.policy) yield* inTexts(using, check);
  for (const { definition } of [...objects.view, ...objects['materialized-view']]) yield* inTexts(definition);
  for (const index of objects.index) yield* inIndex(catalog, index);
  for (const domain of objects.domain) {
    yield* extensionsInType(domain.type);
    yield* inTexts(domain.default, ...domain.checks.map(({ expression }) => expression));
  }
  for (const { attributes } of objects['composite-type'])
    for (const { type } of attributes) yield* extensionsInType(type);
}

function* inTexts(...texts: readonly (string | null | undefined)[]): Generator<ExtensionUse> {
  for (const text of texts) if (text) yield* extensionsInText(text);
}

function* inIndex(catalog: Catalog, { schema, table, method, keys, predicate }: Index): Generator<ExtensionUse> {
  yield* extensionOfName('access method', method);
  yield* inTexts(predicate);
  const { column } = lookupOf(catalog).childrenOf(schema, table);
  const enums = new Set(catalog.objects.enum.map(({ name }) => name));
  for (const { expression, isExpression, operatorClass } of keys) {
    if (isExpression) yield* inTexts(expression);
    if (operatorClass !== null) yield* extensionOfName('operator class', operatorClass);
    else if ((method === 'gin' || method === 'gist') && !isExpression) {
      const type = canonicalType(column.find(({ name }) => name === expression)?.type ?? '');
      const last = /"?([^".]+)"?$/.exec(type)?.[1] ?? '';
      if (SCALAR.test(type) || enums.has(last))
        yield { extension: `btree_${method}`, schema: null, name: `btree_${method}` };
    }
  }
}
