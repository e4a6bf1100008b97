import { type Catalog, type CatalogObject, KINDS } from '#app/catalog';
import { type Renamed, renameCatalog } from '#app/compare';
import { scanSql } from '#app/sql';
import type { ColumnRename } from './editing.ts';

/** The catalog of the code with columns under other names, in its SQL texts too: `${table.column}` follows the column. */
export function withNewNames(catalog: Catalog, renames: readonly ColumnRename[]): Catalog {
  return renames.reduce((now, rename) => {
    const { schema, table, from, to } = rename;
    const start: Renamed = { catalog: now, before: new Map() };
    const renamed = renameCatalog(start, { kind: 'column', from: [schema, table, from], to: [schema, table, to] });
    return withTexts(renamed.catalog, rename);
  }, catalog);
}

function withTexts(catalog: Catalog, rename: ColumnRename): Catalog {
  const isOwn = (object: CatalogObject) =>
    'table' in object && 'schema' in object && object.table === rename.table && object.schema === rename.schema;
  const lists = KINDS.map((kind) => [
    kind,
    (catalog.objects[kind] as readonly CatalogObject[]).map((object) =>
      isOwn(object) ? inObject(object, rename) : object,
    ),
  ]);
  return { ...catalog, objects: Object.fromEntries(lists) as Catalog['objects'] };
}

function inObject(object: CatalogObject, rename: ColumnRename): CatalogObject {
  const renamed = <T extends string | null>(text: T): T => (text === null ? text : (inText(text, rename) as T));
  switch (object.kind) {
    case 'check':
      return { ...object, expression: renamed(object.expression) };
    case 'policy':
      return { ...object, using: renamed(object.using), check: renamed(object.check) };
    case 'index':
      return {
        ...object,
        predicate: renamed(object.predicate),
        keys: object.keys.map((key) => (key.isExpression ? { ...key, expression: renamed(key.expression) } : key)),
      };
    case 'column':
      return object.generated
        ? { ...object, generated: { ...object.generated, expression: renamed(object.generated.expression) } }
        : object;
    default:
      return object;
  }
}

function inText(sql: string, { from, to }: ColumnRename): string {
  let written = '';
  let end = 0;
  for (const { type, text, start, end: stop } of scanSql(sql)) {
    if ((type !== 'quoted' && type !== 'word') || text !== from) continue;
    written += sql.slice(end, start) + (type === 'quoted' ? `"${to.replaceAll('"', '""')}"` : to);
    end = stop;
  }
  return written + sql.slice(end);
}
