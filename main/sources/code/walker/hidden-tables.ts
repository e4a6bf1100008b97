import { isStandIn } from '../inside/stand-in.ts';
import type { ExportName, HiddenTable, LoadedModule } from '../inside/values.ts';
import { kindsOf, tableNameOf, type Value } from './drizzle.ts';

/** How far objects within objects are looked into. */
const MAX_DEPTH = 3;
const MAX_ENTRIES = 5_000;

/**
 * Tables that an export holds (an object or array of tables, a class's static member, `defineRelations`) and that no file
 * exports by themselves: drizzle-kit looks at the exports themselves and no deeper.
 */
export function findHiddenTables(
  modules: readonly LoadedModule[],
  found: ReadonlyMap<Value, readonly ExportName[]>,
): readonly HiddenTable[] {
  const seen = new Set<unknown>();
  const hidden: HiddenTable[] = [];
  const look = (value: unknown, exports: readonly ExportName[], depth: number): void => {
    if (depth > MAX_DEPTH || seen.size > MAX_ENTRIES || seen.has(value) || isStandIn(value)) return;
    const isClass = typeof value === 'function';
    if ((typeof value !== 'object' || value === null) && !isClass) return;
    const kinds = kindsOf(value);
    if (depth > 0 && found.has(value as Value)) return;
    seen.add(value);
    if (kinds.has('PgTable')) {
      if (depth === 0) return;
      const { schema, table } = tableNameOf(value as Value);
      hidden.push({ exports, schema, name: table });
    } else if (kinds.size === 0) {
      for (const entry of ownValues(value as Value)) look(entry, exports, depth + 1);
    }
  };
  for (const { file, exports } of modules) {
    for (const name of Object.keys(exports)) look(exports[name], [{ file, name }], 0);
  }
  return hidden;
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
