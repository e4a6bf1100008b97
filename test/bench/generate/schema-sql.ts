import { describeTables, type GeneratedTable, TENANT_PREDICATE } from './model.ts';

/**
 * The SQL that builds a schema of `tables` tables on an empty database, in the order, the names and the wording of
 * drizzle-kit 0.31. It describes exactly what {@link generateSchemaCode} of the same number does.
 */
export function generateSchemaSql(tables: number): string {
  const described = describeTables(tables);
  return `${[
    ...enumStatements(described),
    ...described.map(createTable),
    ...described.flatMap(foreignKeys(described)),
    ...described.flatMap(createIndexes),
    ...described.flatMap(createPolicy),
  ].join('\n')}\n`;
}

function enumStatements(tables: readonly GeneratedTable[]): string[] {
  const labels = new Map(tables.flatMap(({ status }) => (status ? [[status.name, status.labels] as const] : [])));
  return [...labels].map(
    ([name, values]) => `CREATE TYPE "public"."${name}" AS ENUM(${values.map((value) => `'${value}'`).join(', ')});`,
  );
}

function createTable(table: GeneratedTable): string {
  const lines = [
    ...table.columns.map((column) => `"${column.name}" ${column.sql}`),
    ...table.uniques.map(
      (unique) => `CONSTRAINT "${unique.name}" UNIQUE(${unique.columns.map((column) => `"${column.name}"`).join(',')})`,
    ),
    ...table.checks.map((check) => `CONSTRAINT "${check.name}" CHECK (${check.expression})`),
  ];
  return `CREATE TABLE "${table.name}" (\n${lines.map((line) => `\t${line}`).join(',\n')}\n);`;
}

function foreignKeys(tables: readonly GeneratedTable[]): (table: GeneratedTable) => string[] {
  return (table) =>
    table.references.map(({ column, table: target, onDelete }) => {
      const to = tables[target]?.name;
      return (
        `ALTER TABLE "${table.name}" ADD CONSTRAINT "${table.name}_${column.name}_${to}_id_fk" ` +
        `FOREIGN KEY ("${column.name}") REFERENCES "public"."${to}"("id") ON DELETE ${onDelete} ON UPDATE no action;`
      );
    });
}

function createIndexes(table: GeneratedTable): string[] {
  return table.indexes.map((index) => {
    const columns = index.columns.map((column) => `"${column.name}"`).join(',');
    const where = index.predicate === null ? '' : ` WHERE ${index.predicate}`;
    return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX "${index.name}" ON "${table.name}" USING btree (${columns})${where};`;
  });
}

function createPolicy(table: GeneratedTable): string[] {
  if (!table.tenantPolicy) return [];
  return [
    `ALTER TABLE "${table.name}" ENABLE ROW LEVEL SECURITY;`,
    `CREATE POLICY "tenant_isolation" ON "${table.name}" AS PERMISSIVE FOR ALL TO public ` +
      `USING (${TENANT_PREDICATE}) WITH CHECK (${TENANT_PREDICATE});`,
  ];
}
