import type { Bundle } from '../bundle/bundle.ts';
import type { Use } from '../syntax/file-uses.ts';
import type { ParsedFile } from './parsed-file.ts';

/** A value as the file that declares it exports it. */
export interface Declared {
  readonly file: string;
  readonly name: string;
}

/** An import of a value of the project, followed to where it is declared. */
export interface Link {
  readonly specifier: string;
  /** As the import names it. */
  readonly imported: string;
  readonly use: Use;
  /** `null` where it is a namespace, or cannot be followed: then it leads to all that `files` are. */
  readonly declared: Declared | null;
  readonly files: readonly string[];
}

/** What a file of the project is to the others. Paths are those of the bundle: relative to the root. */
export interface FileLinks {
  readonly isPlain: boolean;
  /** Passes on what others declare and nothing else: it is never evaluated by itself. */
  readonly isBarrel: boolean;
  readonly links: readonly Link[];
  /** Names and modules that it exports and imports, as text: where that changes, links may lead elsewhere. */
  readonly shape: string;
}

const MAX_STEPS = 20;

/** Follows imports through files that pass them on. `files` are all of the project's own in the bundle. */
export function linkFiles(
  files: ReadonlyMap<string, ParsedFile>,
  inputs: Bundle['inputs'],
): ReadonlyMap<string, FileLinks> {
  const linker = new Linker(files, inputs);
  return new Map([...files].map(([file, parsed]) => [file, linker.linksOf(file, parsed)]));
}

/** What of a file decides how others are linked with it. */
function shapeOf({ imports, exports, reexports }: ParsedFile): string {
  const named = [...exports].map(([name, found]) => [name, JSON.stringify(found)]);
  const taken = [...imports].map(([local, found]) => [local, found.specifier, found.name]);
  return JSON.stringify([taken.sort(), named.sort(), [...reexports].sort()]);
}

class Linker {
  private readonly files: ReadonlyMap<string, ParsedFile>;
  private readonly targets = new Map<string, string>();

  constructor(files: ReadonlyMap<string, ParsedFile>, inputs: Bundle['inputs']) {
    this.files = files;
    for (const [file, { imports }] of Object.entries(inputs)) {
      for (const { original, path } of imports) {
        if (original !== undefined) this.targets.set(`${file}\0${original}`, path);
      }
    }
  }

  linksOf(file: string, parsed: ParsedFile): FileLinks {
    const { imports, exports, reexports, declares, uses } = parsed;
    const links: Link[] = [];
    for (const [local, { specifier, name }] of imports) {
      const use = uses.uses.get(local);
      if (use !== undefined) links.push(...this.link(file, specifier, name, use));
    }
    for (const found of exports.values()) {
      if (found && 'specifier' in found) links.push(...this.link(file, found.specifier, found.name, 'value'));
    }
    for (const specifier of reexports) links.push(...this.link(file, specifier, '*', 'value'));
    return {
      isPlain: uses.isPlain,
      isBarrel: !declares && [...exports.values()].every((found) => found !== null && 'specifier' in found),
      links,
      shape: shapeOf(parsed),
    };
  }

  private link(file: string, specifier: string, imported: string, use: Use): readonly Link[] {
    const target = this.targets.get(`${file}\0${specifier}`);
    if (target === undefined || !this.files.has(target)) return [];
    const declared = imported === '*' ? null : this.declaration(target, imported, MAX_STEPS);
    const files = declared ? [declared.file] : [...this.behind(target, new Set())];
    return [{ specifier, imported, use: declared ? use : 'value', declared, files }];
  }

  private declaration(file: string, name: string, steps: number): Declared | null {
    const parsed = this.files.get(file);
    if (!parsed || steps === 0) return null;
    const { exports, imports, reexports } = parsed;
    const found = exports.get(name);
    if (found === null) return { file, name };
    if (found && 'specifier' in found) return this.through(file, found.specifier, found.name, steps);
    if (found) {
      const taken = imports.get(found.local);
      return taken ? this.through(file, taken.specifier, taken.name, steps) : { file, name };
    }
    for (const specifier of reexports) {
      const declared = name === 'default' ? null : this.through(file, specifier, name, steps);
      if (declared) return declared;
    }
    return null;
  }

  private through(file: string, specifier: string, name: string, steps: number): Declared | null {
    const target = this.targets.get(`${file}\0${specifier}`);
    return target === undefined || name === '*' ? null : this.declaration(target, name, steps - 1);
  }

  /** A file and all that it passes on. */
  private behind(file: string, seen: Set<string>): ReadonlySet<string> {
    const parsed = this.files.get(file);
    if (!parsed || seen.has(file)) return seen;
    seen.add(file);
    const { exports, reexports, imports } = parsed;
    const specifiers = [...exports.values()].flatMap((found) => {
      if (found === null) return [];
      if ('specifier' in found) return [found.specifier];
      const taken = imports.get(found.local);
      return taken ? [taken.specifier] : [];
    });
    for (const specifier of [...reexports, ...specifiers]) {
      const target = this.targets.get(`${file}\0${specifier}`);
      if (target !== undefined) this.behind(target, seen);
    }
    return seen;
  }
}
