import {
  type Catalog,
  type Column,
  lookupOf,
  type MaterializedView,
  quoteQualified,
  type Table,
  type View,
} from '#app/catalog';
import type { GraphColumn } from './schema-graph.ts';
import { shortType } from './short-type.ts';

/** The columns of a table with what the graph marks: keys, uniqueness, enums. */
export function tableColumns(catalog: Catalog, table: Table, enums: ReadonlySet<string>): readonly GraphColumn[] {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const primary = new Set(children['primary-key'].flatMap((key) => key.columns));
  const foreign = new Set(children['foreign-key'].flatMap((key) => key.columns));
  const unique = new Set(
    uniqueSets(catalog, table)
      .filter((columns) => columns.length === 1)
      .flat(),
  );
  return children.column.map((column) => ({
    name: column.name,
    type: shortType(column.type),
    notNull: column.notNull,
    primaryKey: primary.has(column.name),
    unique: unique.has(column.name),
    foreignKey: foreign.has(column.name),
    isEnum: isEnumType(column, enums),
    generated: column.generated !== null || column.identity !== null,
  }));
}

export function viewColumns(view: View | MaterializedView): readonly GraphColumn[] {
  return view.columns.map((column) => ({
    name: column.name,
    type: shortType(column.type),
    notNull: null,
    primaryKey: false,
    unique: false,
    foreignKey: false,
    isEnum: false,
    generated: false,
  }));
}

/** Sets of columns that are unique together in every row: keys, constraints, whole plain unique indexes. */
export function uniqueSets(
  catalog: Catalog,
  table: { readonly schema: string; readonly name: string },
): readonly (readonly string[])[] {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const indexes = children.index.filter(
    (index) => index.unique && index.predicate === null && index.keys.every((key) => !key.isExpression),
  );
  return [
    ...children['primary-key'].map((key) => key.columns),
    ...children.unique.map((key) => key.columns),
    ...indexes.map((index) => index.keys.map((key) => key.expression)),
  ];
}

/** Type texts that name an enum of the catalog, with and without schema. */
export function enumTypes(catalog: Catalog): ReadonlySet<string> {
  return new Set(
    catalog.objects.enum.flatMap((type) => [quoteQualified(type.schema, type.name), quoteQualified(type.name)]),
  );
}

function isEnumType(column: Column, enums: ReadonlySet<string>): boolean {
  return enums.has(column.type) || (column.type.endsWith(']') && enums.has(column.type.replace(/(\[\])+$/, '')));
}
