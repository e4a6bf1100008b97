import { compareText, objectId, type Publication } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import { groupBy } from './group.ts';
import type { Names } from './names.ts';
import { numbersOfVector } from './text.ts';

const OPERATIONS = ['insert', 'update', 'delete', 'truncate'] as const;

export function assemblePublications(rows: CatalogRows, names: Names): Publication[] {
  const tables = groupBy(rows.publicationTables, (row) => row.publication);
  const schemas = groupBy(rows.publicationSchemas, (row) => row.publication);
  return rows.publications.map((row) => ({
    kind: 'publication',
    ...names.base(objectId('publication', row.name), names.comment('pg_publication', row.oid)),
    owner: names.role(row.owner),
    name: row.name,
    allTables: row.all_tables,
    operations: OPERATIONS.filter((operation) => row[operation]),
    viaRoot: row.via_root,
    generatedColumns: row.generated_columns === 's' ? 'stored' : 'none',
    schemas: (schemas.get(row.oid) ?? []).map(({ schema }) => schema).sort(compareText),
    tables: (tables.get(row.oid) ?? [])
      .flatMap((entry) => {
        const relation = names.relations.get(entry.relation);
        if (!relation) return [];
        const columns = names.columns(relation, numbersOfVector(entry.columns));
        return [{ schema: relation.schema, name: relation.name, columns, where: entry.where }];
      })
      .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name)),
  }));
}
