import { join } from 'node:path';
import { readSourceText } from '../source-text.ts';
import { child, children, isFunction, type Node, nameOf, returned, unwrap } from './node.ts';
import { type Exported, parseSourceFile, type SourceFile } from './source-file.ts';

/** An expression and the file it stands in. */
export interface Located {
  readonly source: SourceFile;
  readonly node: Node;
  /** Where the statement that declares it starts; the expression's own start where it is no declaration. */
  readonly statement: number;
}

/** Which file each import of a file leads to, as the bundler resolved it: `<file>\0<specifier>` → file. */
export type ResolvedImports = ReadonlyMap<string, string>;

/** A file of an installed package. */
const INSTALLED = /(^|[\\/])node_modules[\\/]/;

/** How far names are followed from file to file. */
const MAX_STEPS = 12;

/** The sources of a project, parsed when first asked for, and names followed through them. */
export class Sources {
  private readonly root: string;
  private readonly resolved: ResolvedImports;
  private readonly files = new Map<string, SourceFile | null>();
  /** By file and name: whoever asks again gets the same value, and may remember what was made of it. */
  private readonly found = new Map<string, Located>();

  /** Texts that stand for files, by absolute path. */
  private readonly overlay: ReadonlyMap<string, string>;

  constructor(root: string, resolved: ResolvedImports, overlay: ReadonlyMap<string, string> = new Map()) {
    this.overlay = overlay;
    this.root = root;
    this.resolved = resolved;
  }

  file(file: string): SourceFile | null {
    let source = this.files.get(file);
    if (source === undefined) {
      source = this.parse(file);
      this.files.set(file, source);
    }
    return source;
  }

  private parse(file: string): SourceFile | null {
    try {
      const path = join(this.root, file);
      return parseSourceFile(file, this.overlay.get(path) ?? readSourceText(path).text);
    } catch {
      return null;
    }
  }

  /** What an exported name of a file is declared as, through re-exports. */
  exported(file: string, name: string, steps = MAX_STEPS): Located | null {
    const key = `${file}\0${name}`;
    const known = this.found.get(key);
    if (known) return known;
    const located = this.findExported(file, name, steps);
    if (located) this.found.set(key, located);
    return located;
  }

  private findExported(file: string, name: string, steps: number): Located | null {
    const source = this.file(file);
    if (!source || steps === 0) return null;
    const found = source.exports.get(name);
    if (found) return this.follow(source, found, steps);
    if (name === 'default') return null;
    for (const specifier of source.reexports) {
      const target = this.resolved.get(`${file}\0${specifier}`);
      const located = target === undefined ? null : this.exported(target, name, steps - 1);
      if (located) return located;
    }
    return null;
  }

  private follow(source: SourceFile, found: Exported, steps: number): Located | null {
    if ('value' in found) return { source, node: found.value, statement: found.value.start };
    if ('local' in found) return this.local(source, found.local, steps);
    const target = this.resolved.get(`${source.file}\0${found.specifier}`);
    // What packages declare is not the project's: drizzle-orm alone would be dozens of files to parse.
    if (target === undefined || INSTALLED.test(target)) return null;
    return this.exported(target, found.name, steps - 1);
  }

  /** What a name means at the top level of a file. */
  local(source: SourceFile, name: string, steps = MAX_STEPS): Located | null {
    const declared = source.declarations.get(name);
    if (declared) return { source, node: declared.value, statement: declared.statement };
    const imported = source.imports.get(name);
    return imported && imported.name !== '*' ? this.follow(source, imported, steps) : null;
  }

  /** The object literal that an expression comes to: itself, a name's value, or what a function returns. */
  objectOf(at: Located, steps = MAX_STEPS): Located | null {
    const node = unwrap(at.node);
    if (!node || steps === 0) return null;
    if (node.type === 'ObjectExpression') return { ...at, node };
    if (isFunction(node)) {
      const result = returned(node);
      return result ? this.objectOf({ ...at, node: result }, steps - 1) : null;
    }
    const target = this.targetOf(at.source, node, steps);
    return target ? this.objectOf(target, steps - 1) : null;
  }

  private targetOf(source: SourceFile, node: Node, steps: number): Located | null {
    if (node.type === 'Identifier') return this.local(source, String(node.name), steps);
    if (node.type === 'CallExpression') {
      const callee = unwrap(child(node, 'callee'));
      return callee ? this.targetOf(source, callee, steps) : null;
    }
    if (node.type !== 'MemberExpression') return null;
    const object = unwrap(child(node, 'object'));
    const property = nameOf(child(node, 'property'));
    if (!object || property === null) return null;
    return this.memberOf(source, object, property, steps);
  }

  /** `shared.timestamps`: of a namespace import, or of an object literal. */
  private memberOf(source: SourceFile, object: Node, property: string, steps: number): Located | null {
    const imported = object.type === 'Identifier' ? source.imports.get(String(object.name)) : undefined;
    if (imported?.name === '*') {
      const target = this.resolved.get(`${source.file}\0${imported.specifier}`);
      return target === undefined ? null : this.exported(target, property, steps - 1);
    }
    const literal = this.objectOf({ source, node: object, statement: object.start }, steps - 1);
    const entry = children(literal?.node ?? null, 'properties').find((item) => nameOf(child(item, 'key')) === property);
    const value = entry ? child(entry, 'value') : null;
    return literal && value ? { source: literal.source, node: value, statement: value.start } : null;
  }
}
