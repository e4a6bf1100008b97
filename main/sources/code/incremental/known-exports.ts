import type { EnumValues, ExportName, SchemaValues, TableValues, WalkedSchema } from '../inside/values.ts';
import type { Link } from './links.ts';

/**
 * What exports were read as, where that is all that matters of them: of a table that is only referred to its names, of an
 * enum or a schema everything. By `<file>\0<export>`.
 */
export interface KnownExports {
  readonly tables: ReadonlyMap<string, TableValues>;
  readonly enums: ReadonlyMap<string, EnumValues>;
  readonly schemas: ReadonlyMap<string, SchemaValues>;
}

export function knownExports(walked: WalkedSchema | undefined): KnownExports {
  return {
    tables: byExport(walked?.tables ?? []),
    enums: byExport((walked?.enums ?? []).filter(({ labels }) => labels.length > 0)),
    schemas: byExport(walked?.schemas ?? []),
  };
}

function byExport<T extends { readonly exports: readonly ExportName[] }>(values: readonly T[]): ReadonlyMap<string, T> {
  return new Map(values.flatMap((value) => value.exports.map((each) => [exportKey(each), value] as const)));
}

export function exportKey({ file, name }: ExportName): string {
  return `${file}\0${name}`;
}

/** What stands for an import: Drizzle's own objects, so that Drizzle makes the same of them. `null` where it takes the file. */
export function standsFor(known: KnownExports, { use, declared }: Link): string | null {
  if (!declared) return null;
  const key = exportKey(declared);
  const table = use === 'reference' ? known.tables.get(key) : undefined;
  if (table) return tableText(table);
  const values = known.enums.get(key);
  if (values) return enumText(values);
  const schema = known.schemas.get(key);
  return schema ? `schemaOf(${JSON.stringify(schema.name)})` : null;
}

/** Declares the names that the texts use. */
export const BUILDERS = `import { integer, pgEnum, pgSchema as schemaOf, pgTable } from 'drizzle-orm/pg-core';`;

function tableText({ schema, name, columns }: TableValues): string {
  const make = schema === null ? 'pgTable' : `schemaOf(${JSON.stringify(schema)}).table`;
  const entries = columns.map((column) => `[${JSON.stringify(column.key)}]: integer(${JSON.stringify(column.name)})`);
  return `${make}(${JSON.stringify(name)}, { ${entries.join(', ')} })`;
}

function enumText({ schema, name, labels }: EnumValues): string {
  const make = schema === null ? 'pgEnum' : `schemaOf(${JSON.stringify(schema)}).enum`;
  return `${make}(${JSON.stringify(name)}, ${JSON.stringify(labels)})`;
}

/** The exports that no longer are what files beside them were read with. */
export function changedExports(
  before: KnownExports,
  after: KnownExports,
  files: ReadonlySet<string>,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const look = <T>(was: ReadonlyMap<string, T>, is: ReadonlyMap<string, T>, isSame: (a: T, b: T) => boolean) => {
    for (const [key, value] of was) {
      if (!files.has(key.slice(0, key.indexOf('\0')))) continue;
      const now = is.get(key);
      if (now === undefined || !isSame(value, now)) changed.add(key);
    }
  };
  look(before.tables, after.tables, keepsNames);
  look(before.enums, after.enums, (a, b) => enumText(a) === enumText(b));
  look(before.schemas, after.schemas, (a, b) => a.name === b.name);
  return changed;
}

/** A new column is nobody's reference yet. */
function keepsNames(before: TableValues, after: TableValues): boolean {
  if (before.schema !== after.schema || before.name !== after.name) return false;
  const names = new Map(after.columns.map(({ key, name }) => [key, name]));
  return before.columns.every(({ key, name }) => names.get(key) === name);
}
