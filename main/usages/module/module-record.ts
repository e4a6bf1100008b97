import type { ParseResult } from 'oxc-parser';

export interface ImportEntry {
  readonly specifier: string;
  /** `*` for the namespace. */
  readonly name: string;
  readonly local: string;
  /** Where the imported name stands. */
  readonly start: number;
  readonly typeOnly: boolean;
}

export interface ExportEntry {
  readonly name: string;
  readonly start: number;
  /** The module it is passed on from, with the name it has there (`*` for all of it); else a local name. */
  readonly from: { readonly specifier: string; readonly name: string } | null;
  /** `null` for an expression: `export default drizzle(…)`. */
  readonly local: string | null;
  readonly typeOnly: boolean;
}

/** What a module takes and gives, as it says so itself. Offsets are UTF-16. */
export interface ModuleRecord {
  readonly imports: readonly ImportEntry[];
  readonly exports: readonly ExportEntry[];
  /** `export * from`. */
  readonly all: readonly string[];
}

type Module = ParseResult['module'];

export function moduleRecordOf(module: Module): ModuleRecord {
  const imports = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.map(({ importName, localName, isType }) => ({
      specifier: moduleRequest.value,
      name:
        importName.kind === 'NamespaceObject' ? '*' : importName.kind === 'Default' ? 'default' : `${importName.name}`,
      local: localName.value,
      start: importName.start ?? localName.start,
      typeOnly: isType,
    })),
  );
  const exports: ExportEntry[] = [];
  const all: string[] = [];
  for (const { entries } of module.staticExports) {
    for (const entry of entries) {
      const specifier = entry.moduleRequest?.value;
      const name = entry.exportName.kind === 'Default' ? 'default' : entry.exportName.name;
      if (name === null || name === undefined) {
        if (specifier !== undefined) all.push(specifier);
        continue;
      }
      const isAll = entry.importName.kind === 'All' || entry.importName.kind === 'AllButDefault';
      exports.push({
        name,
        start: entry.importName.start ?? entry.localName.start ?? entry.exportName.start ?? entry.start,
        from: specifier === undefined ? null : { specifier, name: isAll ? '*' : (entry.importName.name ?? name) },
        local: entry.localName.name ?? null,
        typeOnly: entry.isType,
      });
    }
  }
  return { imports, exports, all };
}
