import { isStandIn } from '../inside/stand-in.ts';
import type { ExportName, HiddenObject, LoadedModule } from '../inside/values.ts';
import { isEnum, kindsOf, record, SYMBOLS, tableNameOf, text, type Value } from './drizzle.ts';

/** How far objects within objects are looked into. */
const MAX_DEPTH = 3;
const MAX_ENTRIES = 5_000;

/**
 * What an export holds (a namespace, an object or array, a class's static member, `defineRelations`) and no file exports by
 * itself, of what a database has: drizzle-kit looks at the exports themselves and no deeper.
 */
export function findHidden(
  modules: readonly LoadedModule[],
  found: ReadonlyMap<Value, readonly ExportName[]>,
): readonly HiddenObject[] {
  const seen = new Set<unknown>();
  const hidden: HiddenObject[] = [];
  const look = (value: unknown, exports: readonly ExportName[], depth: number): void => {
    if (depth > MAX_DEPTH || seen.size > MAX_ENTRIES || seen.has(value) || isStandIn(value)) return;
    const isClass = typeof value === 'function';
    if ((typeof value !== 'object' || value === null) && !isClass) return;
    if (depth > 0 && found.has(value as Value)) return;
    seen.add(value);
    const named = namedObject(value as Value);
    if (named) {
      if (depth > 0) hidden.push({ exports, ...named });
    } else if (kindsOf(value).size === 0 && !isEnum(value)) {
      for (const entry of ownValues(value as Value)) look(entry, exports, depth + 1);
    }
  };
  for (const { file, exports } of modules) {
    for (const name of Object.keys(exports)) look(exports[name], [{ file, name }], 0);
  }
  return hidden;
}

/** `null` for what makes nothing of its own: a view that exists already among it. */
function namedObject(value: Value): Omit<HiddenObject, 'exports'> | null {
  if (isEnum(value)) return { kind: 'enum', schema: text(value.schema), name: String(value.enumName) };
  const kinds = kindsOf(value);
  if (kinds.has('PgTable')) {
    const { schema, table } = tableNameOf(value);
    return { kind: 'table', schema, name: table };
  }
  if (kinds.has('PgSequence')) return { kind: 'sequence', schema: text(value.schema), name: String(value.seqName) };
  const kind = kinds.has('PgMaterializedView') ? 'materialized-view' : kinds.has('PgView') ? 'view' : null;
  if (kind === null) return null;
  const { name, schema, query } = record(value[SYMBOLS.viewConfig]);
  return query === undefined ? null : { kind, schema: text(schema), name: String(name) };
}

/** Values that are there: asking a getter could run anything, but for those of a module (`export * as audit from './audit'`). */
function ownValues(value: Value): readonly unknown[] {
  try {
    const properties = Object.values(Object.getOwnPropertyDescriptors(value));
    const isModule = properties.length > 0 && properties.every(isModuleExport);
    return properties.map((property) => (isModule ? property.get?.() : property.value) as unknown);
  } catch {
    return [];
  }
}

/** As esbuild defines the exports of a namespace. Source: its runtime, `__export`. */
function isModuleExport(property: PropertyDescriptor): boolean {
  const { get, set, enumerable, configurable } = property;
  return get !== undefined && set === undefined && enumerable === true && configurable === false;
}
