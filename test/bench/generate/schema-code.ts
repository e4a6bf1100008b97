import { describeTables, type GeneratedTable, TENANT_PREDICATE } from './model.ts';

/** Tables per schema file where the caller does not say how many files there are. */
const TABLES_PER_FILE = 24;

/**
 * The Drizzle project (path → text, `drizzle.config.ts` included) of a schema of `tables` tables: exactly what
 * {@link generateSchemaSql} of the same number builds. `files` is the number of schema files; later files import from
 * earlier ones.
 */
export function generateSchemaCode(
  tables: number,
  options: { readonly files?: number } = {},
): Readonly<Record<string, string>> {
  const files = Math.max(1, Math.min(options.files ?? Math.ceil(tables / TABLES_PER_FILE), tables));
  const described = describeTables(tables);
  const project: Record<string, string> = { 'drizzle.config.ts': CONFIG };
  const perFile = Math.ceil(tables / files);
  for (let file = 0; file * perFile < tables; file += 1) {
    project[`src/schema/${fileName(file)}.ts`] = schemaFile(described, file * perFile, perFile);
  }
  return project;
}

const CONFIG = `export default {
  dialect: 'postgresql',
  schema: './src/schema/*.ts',
  out: './drizzle',
};
`;

function fileName(file: number): string {
  return `part-${String(file + 1).padStart(4, '0')}`;
}

function schemaFile(tables: readonly GeneratedTable[], start: number, perFile: number): string {
  const own = tables.slice(start, start + perFile);
  const declared = new Set<string>();
  const body = own.map((table) => {
    const enumText = enumDeclaration(tables, table, declared);
    return `${enumText}${tableDeclaration(tables, table)}`;
  });
  const text = body.join('\n');
  return `${builderImports(text)}${localImports(tables, own, declared, perFile)}\n${text}`;
}

/** An enum belongs to the file of the first table that uses it. */
function enumDeclaration(tables: readonly GeneratedTable[], table: GeneratedTable, declared: Set<string>): string {
  if (!table.status || firstUser(tables, table) !== table.index) return '';
  declared.add(table.status.export);
  const labels = table.status.labels.map((label) => `'${label}'`).join(', ');
  return `export const ${table.status.export} = pgEnum('${table.status.name}', [${labels}]);\n\n`;
}

function firstUser(tables: readonly GeneratedTable[], table: GeneratedTable): number {
  let first = table.index;
  while (tables[first - 1]?.status?.name === table.status?.name) first -= 1;
  return first;
}

function tableDeclaration(tables: readonly GeneratedTable[], table: GeneratedTable): string {
  const references = new Map(table.references.map((reference) => [reference.column.name, reference]));
  const columns = table.columns.map((column) => {
    const reference = references.get(column.name);
    const suffix = reference
      ? `.references(() => ${tables[reference.table]?.export}.id, { onDelete: '${reference.onDelete}' })`
      : '';
    return `  ${column.property}: ${column.code}${suffix},\n`;
  });
  const extras = extraLines(table).map((line) => `  ${line},\n`);
  const third = extras.length === 0 ? '' : `, (table) => [\n${extras.join('')}]`;
  return `export const ${table.export} = pgTable('${table.name}', {\n${columns.join('')}}${third});\n`;
}

function extraLines(table: GeneratedTable): string[] {
  return [
    ...table.indexes.map((index) => {
      const columns = index.columns.map((column) => `table.${column.property}`).join(', ');
      const where = index.predicate === null ? '' : `.where(sql\`${index.predicate}\`)`;
      return `${index.unique ? 'uniqueIndex' : 'index'}('${index.name}').on(${columns})${where}`;
    }),
    ...table.uniques.map(
      (unique) =>
        `unique('${unique.name}').on(${unique.columns.map((column) => `table.${column.property}`).join(', ')})`,
    ),
    ...table.checks.map((check) => `check('${check.name}', sql\`${check.expression}\`)`),
    ...(table.tenantPolicy
      ? [`pgPolicy('tenant_isolation', { using: sql\`${TENANT_PREDICATE}\`, withCheck: sql\`${TENANT_PREDICATE}\` })`]
      : []),
  ];
}

const BUILDERS = [
  ...[
    'bigint',
    'boolean',
    'char',
    'check',
    'date',
    'doublePrecision',
    'index',
    'integer',
    'jsonb',
    'numeric',
    'pgEnum',
  ],
  ...['pgPolicy', 'pgTable', 'smallint', 'text', 'timestamp', 'unique', 'uniqueIndex', 'uuid', 'varchar'],
];

function builderImports(text: string): string {
  const used = BUILDERS.filter((builder) => new RegExp(`\\b${builder}\\(`).test(text));
  const template = text.includes('sql`') ? "import { sql } from 'drizzle-orm';\n" : '';
  return `${template}import { ${used.join(', ')} } from 'drizzle-orm/pg-core';\n`;
}

function localImports(
  tables: readonly GeneratedTable[],
  own: readonly GeneratedTable[],
  declared: ReadonlySet<string>,
  perFile: number,
): string {
  const ownFile = Math.floor((own[0]?.index ?? 0) / perFile);
  const names = new Map<number, Set<string>>();
  const need = (name: string | undefined, table: number) => {
    const file = Math.floor(table / perFile);
    if (name !== undefined && file !== ownFile) names.set(file, (names.get(file) ?? new Set()).add(name));
  };
  for (const table of own) {
    if (table.status && !declared.has(table.status.export)) need(table.status.export, firstUser(tables, table));
    for (const reference of table.references) need(tables[reference.table]?.export, reference.table);
  }
  return [...names]
    .sort(([a], [b]) => a - b)
    .map(([file, list]) => `import { ${[...list].sort().join(', ')} } from './${fileName(file)}';\n`)
    .join('');
}
