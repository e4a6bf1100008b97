import { isStandIn } from '../inside/stand-in.ts';
import type { LoadedModule } from '../inside/values.ts';
import { isA, isEnum, record, SYMBOLS, type Value } from '../walker/drizzle.ts';

/** The exported values of a project by what they are, each once, in the order in which drizzle-kit meets them. */
export interface Exported {
  readonly tables: Value[];
  readonly enums: Value[];
  readonly schemas: Value[];
  readonly sequences: Value[];
  readonly roles: Value[];
  readonly policies: Value[];
  readonly views: Value[];
}

const KINDS = [
  ['PgTable', 'tables'],
  ['PgSchema', 'schemas'],
  ['PgView', 'views'],
  ['PgMaterializedView', 'views'],
  ['PgSequence', 'sequences'],
  ['PgRole', 'roles'],
  ['PgPolicy', 'policies'],
] as const;

export function exportedValues(modules: readonly LoadedModule[]): Exported {
  const found: Exported = { tables: [], enums: [], schemas: [], sequences: [], roles: [], policies: [], views: [] };
  const seen = new Set<unknown>();
  for (const { exports } of modules) {
    for (const value of Object.values(exports)) {
      if (isStandIn(value) || seen.has(value)) continue;
      seen.add(value);
      if (isEnum(value)) found.enums.push(value);
      for (const [kind, list] of KINDS) if (isA(value, kind)) found[list].push(value as Value);
    }
  }
  return found;
}

/** What a table says of itself: Drizzle's own `getTableConfig`. */
export interface TableConfig {
  readonly name: string;
  readonly schema: string | undefined;
  readonly enableRls: boolean;
  readonly columns: readonly Value[];
  readonly indexes: readonly Value[];
  readonly foreignKeys: readonly Value[];
  readonly primaryKeys: readonly Value[];
  readonly uniques: readonly Value[];
  readonly checks: readonly Value[];
  readonly policies: readonly Value[];
}

const BUILDERS = {
  indexes: 'PgIndexBuilder',
  checks: 'PgCheckBuilder',
  uniques: 'PgUniqueConstraintBuilder',
  primaryKeys: 'PgPrimaryKeyBuilder',
  foreignKeys: 'PgForeignKeyBuilder',
} as const;

export function tableConfig(table: Value): TableConfig {
  const build = table[SYMBOLS.extraConfigBuilder];
  const given = table[SYMBOLS.extraConfigColumns] ?? table[SYMBOLS.columns];
  const extra: unknown = typeof build === 'function' ? (build as (columns: unknown) => unknown)(given) : [];
  const builders: readonly unknown[] = Array.isArray(extra) ? extra.flat(1) : Object.values(record(extra));
  const built = (kind: string) =>
    builders
      .filter((builder) => isA(builder, kind))
      .map((builder) => record((record(builder).build as (table: Value) => unknown).call(builder, table)));
  return {
    name: String(table[SYMBOLS.name]),
    schema: table[SYMBOLS.schema] as string | undefined,
    enableRls: table[SYMBOLS.enableRls] === true,
    columns: Object.values(record(table[SYMBOLS.columns])) as Value[],
    indexes: built(BUILDERS.indexes),
    checks: built(BUILDERS.checks),
    uniques: built(BUILDERS.uniques),
    primaryKeys: built(BUILDERS.primaryKeys),
    foreignKeys: [
      ...(Object.values(record(table[SYMBOLS.inlineForeignKeys])) as Value[]),
      ...built(BUILDERS.foreignKeys),
    ],
    policies: builders.filter((builder) => isA(builder, 'PgPolicy')) as Value[],
  };
}
