import type { CodeFacts, ObjectId, Relation } from '#app/catalog';
import { objectId, truncateIdentifier } from '#app/catalog';
import type { DrizzlePackage } from './bundle/drizzle-package.ts';
import type { ExportName, RelationValues, TableName, TableValues, WalkedSchema } from './inside/values.ts';
import type { Made } from './made.ts';
import type { DrizzleProject } from './project.ts';
import type { Doc, SyntaxPlaces } from './syntax/places.ts';

/** What only the code knows: relations, comments, `$type`, and the names people use there. */
export function codeFacts(
  project: DrizzleProject,
  drizzle: DrizzlePackage,
  askedEnvironment: readonly string[],
  walked: WalkedSchema,
  places: SyntaxPlaces,
  made: Made,
): CodeFacts {
  const missing = new Set([...project.missingEnvironment, ...askedEnvironment]);
  return {
    drizzleVersion: drizzle.version,
    configFile: project.configFile,
    files: project.schemaFiles,
    casing: project.casing,
    relations: walked.relations.map((relation) => made.of('relation', relation, () => toRelation(relation, places))),
    ...partFacts(walked, places, made),
    exports: namedObjects(walked).flatMap(({ id, exports }) => {
      const name = places.exportName(exports);
      return name === null ? [] : [{ object: id, name }];
    }),
    exported: namedObjects(walked).flatMap(({ id, exports }) => exports.map((place) => ({ object: id, ...place }))),
    missingEnvironment: [...missing].sort(),
  };
}

type PartFacts = Pick<CodeFacts, 'docs' | 'types' | 'columnKeys'>;

function partFacts(walked: WalkedSchema, places: SyntaxPlaces, made: Made): PartFacts {
  const objects = namedObjects(walked).map(({ value, id, exports }) =>
    made.of('doc', value, () => {
      const doc = places.objectDoc(exports);
      return doc ? [{ object: id, ...doc }] : [];
    }),
  );
  const tables = walked.tables.map((table) => made.of('columns', table, () => columnFacts(table, places)));
  return {
    docs: [...objects.flat(), ...tables.flatMap(({ docs }) => docs)],
    types: tables.flatMap(({ types }) => types),
    columnKeys: tables.flatMap(({ columnKeys }) => columnKeys),
  };
}

function columnFacts(table: TableValues, places: SyntaxPlaces): PartFacts {
  const docs: { object: ObjectId; text: string; deprecated: string | null }[] = [];
  const types: { object: ObjectId; text: string }[] = [];
  const columnKeys: { object: ObjectId; key: string }[] = [];
  const addDoc = (object: ObjectId, doc: Doc | null) => {
    if (doc) docs.push({ object, ...doc });
  };
  const name = truncateIdentifier(table.name);
  for (const column of table.columns) {
    const id = objectId('column', table.schema ?? 'public', name, truncateIdentifier(column.name));
    addDoc(id, places.columnDoc(table.exports, column.key));
    const text = places.columnType(table.exports, column.key);
    if (text !== null) types.push({ object: id, text });
    if (column.key !== column.name) columnKeys.push({ object: id, key: column.key });
  }
  return { docs, types, columnKeys };
}

/** Every object that has an export of its own. */
function namedObjects(
  walked: WalkedSchema,
): readonly { value: object; id: ObjectId; exports: readonly ExportName[] }[] {
  const inSchema = (kind: 'table' | 'enum' | 'sequence' | 'view' | 'materialized-view') => {
    return (value: { schema: string | null; name: string; exports: readonly ExportName[] }) => ({
      value,
      id: objectId(kind, value.schema ?? 'public', truncateIdentifier(value.name)),
      exports: value.exports,
    });
  };
  return [
    ...walked.tables.map(inSchema('table')),
    ...walked.enums.map(inSchema('enum')),
    ...walked.sequences.map(inSchema('sequence')),
    ...walked.views.filter((view) => !view.materialized).map(inSchema('view')),
    ...walked.views.filter((view) => view.materialized).map(inSchema('materialized-view')),
    ...walked.roles.map((role) => ({ value: role, id: objectId('role', role.name), exports: role.exports })),
  ];
}

function toRelation(relation: RelationValues, places: SyntaxPlaces): Relation {
  const { through } = relation;
  const end = (side: TableName & { readonly columns: readonly string[] }) => ({
    schema: side.schema ?? 'public',
    table: side.table,
    columns: side.columns,
  });
  return {
    export: places.exportName(relation.exports) ?? '',
    name: relation.name,
    cardinality: relation.cardinality,
    from: end(relation.from),
    to: end(relation.to),
    relationName: relation.relationName,
    ...(through ? { through: { ...through, schema: through.schema ?? 'public' } } : {}),
    origin: places.relationOrigin(relation.exports, relation.tableKey, relation.name),
  };
}
