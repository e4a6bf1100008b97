import type { ExportName, ViewValues } from '../inside/values.ts';
import type { Walk } from './context.ts';
import { isA, record, SYMBOLS, text, type Value } from './drizzle.ts';
import { queryText } from './sql-text.ts';
import { recasedNames } from './view-names.ts';

/** A view, or `null` where it is declared as `existing()`: made by someone else. */
export function walkView(walk: Walk, view: Value, exports: readonly ExportName[]): ViewValues | null {
  const base = record(view[SYMBOLS.viewConfig]);
  if (base.query === undefined) return null;
  const materialized = isA(view, 'PgMaterializedView');
  const config = record(view[materialized ? SYMBOLS.pgMaterializedViewConfig : SYMBOLS.pgViewConfig]);
  return {
    exports,
    schema: text(base.schema),
    name: String(base.name),
    materialized,
    definition: queryText(walk, base.query, recasedNames(walk, base.query, base.selectedFields)).replace(/;\s*$/, ''),
    with: options(config.with),
    using: text(config.using),
    tablespace: text(config.tablespace),
    withNoData: config.withNoData === true,
  };
}

/** Options are camelCase in code and snake_case in SQL. */
function options(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value)).filter(([, option]) => option !== undefined && option !== null);
  return Object.fromEntries(
    entries.map(([key, option]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), String(option)]),
  );
}
