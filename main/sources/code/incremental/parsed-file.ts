import type { FileUses } from '../syntax/file-uses.ts';
import type { Imported, SourceFile } from '../syntax/source-file.ts';

/** What linking files needs of one, without its syntax tree. */
export interface ParsedFile {
  /** By local name. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** By exported name: another module's, a local one, or `null` for a value that has no name. */
  readonly exports: ReadonlyMap<string, Imported | { readonly local: string } | null>;
  readonly reexports: readonly string[];
  /** Whether it declares anything of its own. */
  readonly declares: boolean;
  readonly uses: FileUses;
}

export function parsedFile(source: SourceFile): ParsedFile {
  const { imports, reexports, declarations } = source;
  const exports = new Map([...source.exports].map(([name, found]) => [name, 'value' in found ? null : found] as const));
  const declares = declarations.size > 0 || [...exports.values()].includes(null);
  return { imports, exports, reexports, declares, uses: source.uses() };
}
