import type { Catalog, CatalogObject } from '#app/catalog';
import { nameChains, scanSql } from '#app/sql';
import { extensionOf } from './known-extensions.ts';

/**
 * The extensions that a catalog leans on and does not list, sorted: code has no words for them. Told by types, operator
 * classes and calls; what the catalog makes itself under such a name is its own.
 */
export function neededExtensions({ objects }: Catalog): readonly string[] {
  const needed = new Set<string>();
  const own = new Set(
    [objects.enum, objects.domain, objects['composite-type'], objects['range-type'], objects.function].flatMap((list) =>
      list.map(({ name }) => name),
    ),
  );
  const add = (name: string | undefined) => {
    const extension = name === undefined || own.has(name) ? undefined : extensionOf(name);
    if (extension !== undefined) needed.add(extension);
  };
  const addType = (type: string) => {
    for (const chain of nameChains(type)) add(chain.at(-1));
  };
  for (const { type } of objects.column) addType(type);
  for (const { type } of objects.domain) addType(type);
  for (const { keys } of objects.index) {
    for (const { operatorClass } of keys) if (operatorClass !== null) addType(operatorClass);
  }
  for (const text of (Object.values(objects).flat() as readonly CatalogObject[]).flatMap(textsOf)) {
    const tokens = scanSql(text);
    tokens.forEach((token, at) => {
      const isCall = tokens[at + 1]?.text === '(' && tokens[at + 1]?.type === 'symbol';
      const isCast = at > 1 && tokens[at - 1]?.text === ':' && tokens[at - 2]?.text === ':';
      if ((token.type === 'word' || token.type === 'quoted') && (isCall || isCast)) add(token.text);
    });
  }
  for (const { name } of objects.extension) needed.delete(name);
  return [...needed].sort();
}

/** The SQL that an object carries. */
function textsOf(object: CatalogObject): readonly string[] {
  switch (object.kind) {
    case 'column':
      return [object.default, object.generated?.expression].filter(isText);
    case 'check':
      return [object.expression];
    case 'policy':
      return [object.using, object.check].filter(isText);
    case 'index':
      return [
        object.predicate,
        ...object.keys.map(({ expression, isExpression }) => (isExpression ? expression : null)),
      ].filter(isText);
    case 'view':
    case 'materialized-view':
      return [object.definition];
    default:
      return [];
  }
}

function isText(text: string | null | undefined): text is string {
  return typeof text === 'string';
}
