import { type Catalog, type CatalogObject, type Column, lookupOf, objectId } from '#app/catalog';
import { printName } from './cursor.ts';
import type { Name } from './shape.ts';

/** The catalog that a statement meets, asked by the names that statements use. */
export interface Subject {
  readonly catalog: Catalog;
  columnOf(table: Name, column: string): Column | undefined;
  constraintOf(table: Name, constraint: string): CatalogObject | undefined;
  /** The labels that an enum has in the end, by the type's text. */
  labelsOf(type: string): readonly string[] | null;
}

const CONSTRAINTS = ['check', 'foreign-key', 'unique', 'primary-key', 'exclusion'] as const;

export function subjectOf(catalog: Catalog, after: Catalog): Subject {
  const lookup = lookupOf(catalog);
  const enums = new Map(
    after.objects.enum.flatMap(({ schema, name, labels }) => [
      [printName([schema, name]), labels] as const,
      ...(schema === 'public' ? [[name, labels] as const] : []),
    ]),
  );
  return {
    catalog,
    columnOf: ([schema, table], column) => lookup.columnOf(schema, table, column),
    constraintOf: ([schema, table], constraint) => {
      for (const kind of CONSTRAINTS) {
        const id = objectId(kind, schema, table, constraint);
        const found = lookup.find(id) ?? lookupOf(after).find(id);
        if (found) return found;
      }
      return undefined;
    },
    labelsOf: (type) => enums.get(type.trim()) ?? null,
  };
}

/** The table that an index of this name is of, if there is one. */
export function tableOfIndex({ catalog }: Subject, [schema, name]: Name): readonly Name[] {
  const index = catalog.objects.index.find((one) => one.schema === schema && one.name === name);
  return index ? [[index.schema, index.table]] : [];
}
