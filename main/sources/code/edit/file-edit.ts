import { posix } from 'node:path';
import MagicString from 'magic-string';
import { ENTRY } from '../bundle/bundle.ts';
import { child, children, type Node, nameOf } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { quoteOf, stringLiteral } from './text.ts';

const PG_CORE = 'drizzle-orm/pg-core';

/** A file that is being edited, and the names it needs. */
export class FileEdit {
  readonly source: SourceFile;
  readonly edited: MagicString;
  readonly quote: '"' | "'";
  /** What is imported besides, by specifier: exported name → local name. */
  readonly #wanted = new Map<string, Map<string, string>>();
  readonly #namespaces: { readonly specifier: string; readonly local: string }[] = [];

  constructor(source: SourceFile) {
    this.source = source;
    this.edited = new MagicString(source.text);
    this.quote = quoteOf(source.text);
  }

  /** A builder of drizzle-orm/pg-core, as this file writes it. */
  pg(name: string): string {
    return this.imported(PG_CORE, name);
  }

  get sql(): string {
    return this.imported('drizzle-orm', 'sql');
  }

  /** What `sql` is called here, where it is imported. */
  get sqlName(): string | null {
    const known = [...this.source.imports].find(
      ([, { specifier, name }]) => specifier === 'drizzle-orm' && name === 'sql',
    );
    return known?.[0] ?? null;
  }

  /** A type of drizzle-orm/pg-core: imported as one. */
  pgType(name: string): string {
    const known = [...this.source.imports].find(([, entry]) => entry.specifier === PG_CORE && entry.name === name);
    if (known) return known[0];
    const wanted = this.#wanted.get(PG_CORE) ?? new Map<string, string>();
    this.#wanted.set(PG_CORE, wanted.set(`type ${name}`, `type ${name}`));
    return name;
  }

  string(text: string): string {
    return stringLiteral(text, this.quote);
  }

  /** The local name of what a module exports; imported where it is not yet. */
  imported(specifier: string, name: string): string {
    for (const [local, entry] of this.source.imports) {
      if (entry.specifier !== specifier) continue;
      if (entry.name === name) return local;
      if (entry.name === '*') return `${local}.${name}`;
    }
    const wanted = this.#wanted.get(specifier) ?? new Map<string, string>();
    this.#wanted.set(specifier, wanted);
    const known = wanted.get(name);
    if (known !== undefined) return known;
    const isTaken = this.source.declarations.has(name) || this.source.imports.has(name);
    const local = isTaken ? `${name}_` : name;
    wanted.set(name, local);
    return local;
  }

  /** What another file of the project exports. */
  importedFrom(file: string, name: string, resolved: ReadonlyMap<string, string>): string {
    if (file === this.source.file) return name;
    for (const [local, entry] of this.source.imports) {
      if (resolved.get(`${this.source.file}\0${entry.specifier}`) !== file) continue;
      if (entry.name === name) return local;
      if (entry.name === '*') return `${local}.${name}`;
    }
    return this.imported(this.#specifierOf(file, resolved), name);
  }

  /** All that another file of the project exports, under one name. */
  importNamespace(file: string, local: string, resolved: ReadonlyMap<string, string>): void {
    if (!this.#namespaces.some((one) => one.local === local))
      this.#namespaces.push({ specifier: this.#specifierOf(file, resolved), local });
  }

  /** As the file's other imports are written: with an ending or without. */
  #specifierOf(file: string, resolved: ReadonlyMap<string, string>): string {
    const known = [...this.source.imports.values()].find(
      ({ specifier }) => resolved.get(`${this.source.file}\0${specifier}`) === file,
    );
    if (known) return known.specifier;
    // What stands for the project's entry names its files whole.
    const others = [...resolved.keys()].map((key) => key.split('\0'));
    const own = [
      ...[...this.source.imports.values()].map(({ specifier }) => specifier),
      ...others.flatMap(([importer = '', specifier = '']) => (isOwn(importer) ? [specifier] : [])),
    ].filter((specifier) => /^\.\.?\//.test(specifier));
    const ending = own.some((specifier) => /\.ts$/.test(specifier))
      ? '.ts'
      : own.some((specifier) => /\.js$/.test(specifier))
        ? '.js'
        : '';
    const way = posix.relative(posix.dirname(this.source.file), file).replace(/\.[cm]?tsx?$/, ending);
    return way.startsWith('.') ? way : `./${way}`;
  }

  /** The text with imports added; the same as before where nothing was edited. */
  finish(program: Node): string {
    for (const { specifier, local } of this.#namespaces)
      this.#addImport(program, `import * as ${local} from ${this.string(specifier)};`);
    for (const [specifier, names] of this.#wanted) this.#import(program, specifier, names);
    return this.edited.toString();
  }

  #import(program: Node, specifier: string, names: ReadonlyMap<string, string>): void {
    const written = [...names].map(([name, local]) => (name === local ? name : `${name} as ${local}`)).sort();
    const statements = children(program, 'body').filter(({ type }) => type === 'ImportDeclaration');
    const same = statements.find(
      (statement) =>
        nameOf(child(statement, 'source')) === specifier &&
        statement.importKind !== 'type' &&
        children(statement, 'specifiers').some(({ type }) => type === 'ImportSpecifier'),
    );
    const specifiers = same ? children(same, 'specifiers').filter(({ type }) => type === 'ImportSpecifier') : [];
    const last = specifiers.at(-1);
    if (same && last) {
      this.#addSpecifiers(specifiers, last, written);
      return;
    }
    this.#addImport(program, `import { ${written.join(', ')} } from ${this.string(specifier)};`);
  }

  #addImport(program: Node, line: string): void {
    const end = children(program, 'body').findLast(({ type }) => type === 'ImportDeclaration')?.end;
    if (end !== undefined) this.edited.appendLeft(end, `\n${line}`);
    else this.edited.prependLeft(/^#![^\n]*\n/.exec(this.source.text)?.[0].length ?? 0, `${line}\n`);
  }

  /** Where the names are sorted they stay so. */
  #addSpecifiers(specifiers: readonly Node[], last: Node, written: readonly string[]): void {
    const text = this.source.text;
    const first = specifiers[0] ?? last;
    const isBroken = /\n/.test(text.slice(text.lastIndexOf('{', first.start), first.start));
    const separator = isBroken ? `,\n${/[ \t]*$/.exec(text.slice(0, first.start))?.[0] ?? '  '}` : ', ';
    const names = specifiers.map((node) => text.slice(node.start, node.end));
    const isSorted = names.every((name, at) => at === 0 || compare(names[at - 1] ?? '', name) <= 0);
    for (const name of written) {
      const next = isSorted
        ? specifiers.find((node) => compare(text.slice(node.start, node.end), name) > 0)
        : undefined;
      if (next) this.edited.appendRight(next.start, `${name}${separator}`);
      else this.edited.appendLeft(last.end, `${separator}${name}`);
    }
  }
}

function compare(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0;
}

/** Of the project: neither of a package nor what imports its schema files to read them. */
function isOwn(importer: string): boolean {
  return !importer.includes('node_modules/') && !importer.endsWith(ENTRY);
}
