import { lookupOf, type Origin, type Table } from '#app/catalog';
import { isStatement, type Usage, usagePart } from '#app/usages';
import type { AuditContext } from '../context.ts';

/** A table that the code marks `@deprecated`, and the places that use it all the same. */
export interface DeprecatedTable {
  readonly table: Table;
  /** What the mark says beside the word; often empty. */
  readonly says: string;
  /** Statements, names and types outside of the schema files, tests among them. */
  readonly uses: readonly Usage[];
}

/** Of the code; what the schema itself does with a table (keys, relations, barrels) is no use. */
export function deprecatedTables(context: AuditContext): readonly DeprecatedTable[] {
  return context.remember('deprecated tables', () => {
    const { code } = context.sources;
    const { usages } = context;
    if (!code?.code || !usages) return [];
    const { find } = lookupOf(code.catalog);
    const files = new Set(code.code.files);
    return code.code.docs.flatMap(({ object, deprecated }): readonly DeprecatedTable[] => {
      const table = find(object);
      if (deprecated === null || table?.kind !== 'table') return [];
      const uses = usages.of(object).filter((usage) => isUse(usage, files));
      return [{ table, says: deprecated, uses }];
    });
  });
}

function isUse({ kind, file }: Usage, schemaFiles: ReadonlySet<string>): boolean {
  const part = usagePart(kind);
  if (part === 'schema' || kind === 're-export') return false;
  return part === 'statement' || !schemaFiles.has(file);
}

/** One place per line, statements before names. */
export function placesOf(uses: readonly Usage[]): readonly { readonly text: string; readonly origin: Origin }[] {
  const byLine = new Map<string, Usage>();
  for (const usage of uses) {
    const key = `${usage.file}:${usage.line}`;
    const known = byLine.get(key);
    if (!known || (!isStatement(known.kind) && isStatement(usage.kind))) byLine.set(key, usage);
  }
  return [...byLine.values()].map(({ file, line, column, kind, text }) => ({
    text: `${file}:${line} ${isStatement(kind) ? kind : 'names it'}: ${text}`,
    origin: { source: 'code', file, line, column },
  }));
}
