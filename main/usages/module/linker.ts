import { child, type Node } from '#main/sources/code/syntax/node.ts';
import type { FoundFile } from '../files/find-files.ts';
import type { ImportResolver } from '../files/resolve-import.ts';
import type { SchemaIndex } from '../schema-index.ts';
import { fileScope } from '../walk/walk-file.ts';
import { Evaluator, type Surroundings } from './evaluate.ts';
import type { FileRecord, Ingredients } from './file-record.ts';
import type { ImportEntry } from './module-record.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { Value } from './value.ts';

export interface LinkedFile {
  readonly found: FoundFile;
  readonly record: FileRecord;
  text(): string;
  /** Made again where it was released: it is large. */
  parsed(): ParsedFile;
  release(): void;
}

/** Follows names from file to file, and says what the exports of each stand for. */
export class Linker {
  readonly index: SchemaIndex;
  private readonly files: ReadonlyMap<string, LinkedFile>;
  private readonly resolver: ImportResolver;
  private readonly values = new Map<string, Value | null>();
  private readonly texts = new Map<string, string>();

  constructor(index: SchemaIndex, files: ReadonlyMap<string, LinkedFile>, resolver: ImportResolver) {
    this.index = index;
    this.files = files;
    this.resolver = resolver;
  }

  /** What an import gives. */
  imported(file: LinkedFile, { specifier, name }: Pick<ImportEntry, 'specifier' | 'name'>): Value | null {
    const target = this.resolver.resolve(file.found, specifier);
    if (!target) return null;
    return name === '*' ? { is: 'module', file: target.file } : this.exported(target.file, name);
  }

  exported(file: string, name: string): Value | null {
    const key = `${file}\0${name}`;
    let value = this.values.get(key);
    if (value === undefined) {
      // Names that stand for each other in a circle stand for nothing.
      this.values.set(key, null);
      value = this.find(file, name);
      this.values.set(key, value);
    }
    return value;
  }

  private find(name: string, exported: string): Value | null {
    const declared = this.index.exported(name, exported);
    if (declared !== null) return { is: 'object', id: declared };
    const file = this.files.get(name);
    if (!file) return null;
    const entry = file.record.module.exports.find((each) => each.name === exported);
    if (entry?.from) return this.imported(file, entry.from);
    if (entry) return this.local(file, entry.local, exported);
    if (exported === 'default') return null;
    for (const specifier of file.record.module.all) {
      const value = this.imported(file, { specifier, name: exported });
      if (value) return value;
    }
    return null;
  }

  private local(file: LinkedFile, local: string | null, exported: string): Value | null {
    const imported = file.record.module.imports.find((entry) => entry.local === local);
    if (imported) return this.imported(file, imported);
    const kept = file.record.exports[exported];
    if (kept && this.holds(file, kept.from)) return kept.value;
    const around = this.surroundings(file);
    const value = mayBeValue(file, local, this.index) ? this.evaluate(file, local, around) : null;
    file.record.exports[exported] = { value, from: around.ingredients() };
    return value;
  }

  private evaluate(file: LinkedFile, local: string | null, around: Surroundings): Value | null {
    const body = file.parsed().body();
    const evaluator = new Evaluator(around);
    const scope = fileScope(body);
    return local === null ? evaluator.value(defaultOf(body), scope) : evaluator.named(local, scope);
  }

  /** What evaluating a file's code needs; notes what of its imports was asked for. */
  surroundings(file: LinkedFile): Surroundings & { ingredients(): Ingredients } {
    const asked: Record<string, string> = {};
    const byLocal = new Map(file.record.module.imports.map((entry) => [entry.local, entry]));
    const declares = this.index.declaresIn(file.found.file);
    const known = new Map<string, Value | null>();
    const ask = (entry: Pick<ImportEntry, 'specifier' | 'name'>): Value | null => {
      const key = `${entry.name} ${entry.specifier}`;
      let value = known.get(key);
      if (value === undefined) {
        value = this.imported(file, entry);
        known.set(key, value);
        asked[key] = this.text(value);
      }
      return value;
    };
    return {
      index: this.index,
      imported: (local) => {
        const entry = byLocal.get(local);
        return entry ? ask(entry) : null;
      },
      module: (specifier) => ask({ specifier, name: '*' }),
      exported: (name, exported) => this.exported(name, exported),
      declaredAt: (offset) => {
        if (!declares) return null;
        const { line, column } = file.parsed().place(offset);
        return this.index.declaredAt(file.found.file, line, column);
      },
      ingredients: () => asked,
    };
  }

  /** Whether everything that something was made from is as it was. */
  holds(file: LinkedFile, from: Ingredients): boolean {
    return Object.entries(from).every(([key, text]) => {
      const space = key.indexOf(' ');
      const entry = { name: key.slice(0, space), specifier: key.slice(space + 1) };
      return this.text(this.imported(file, entry)) === text;
    });
  }

  /** A value as a text that changes whenever what can be reached from it does. */
  text(value: Value | null): string {
    switch (value?.is) {
      case undefined:
        return '';
      case 'module':
        return this.moduleText(value.file);
      case 'record':
        return JSON.stringify(Object.entries(value.entries).map(([key, each]) => [key, this.text(each)]));
      case 'client':
        return `client ${this.text(value.schema)}`;
      case 'any':
      case 'list':
        return JSON.stringify([value.is, ...value.of.map((each) => this.text(each))]);
      default:
        return `${value?.is} ${value && 'id' in value ? value.id : ''}`;
    }
  }

  private moduleText(file: string): string {
    const known = this.texts.get(file);
    if (known !== undefined) return known;
    this.texts.set(file, '');
    const parts = [...this.namesOf(file, new Set())].sort().map((name) => [name, this.text(this.exported(file, name))]);
    const text = `module ${file} ${JSON.stringify(parts.filter(([, part]) => part !== ''))}`;
    this.texts.set(file, text);
    return text;
  }

  private namesOf(name: string, seen: Set<string>): Set<string> {
    const names = new Set<string>();
    const file = this.files.get(name);
    if (!file || seen.has(name)) return names;
    seen.add(name);
    for (const entry of file.record.module.exports) names.add(entry.name);
    for (const specifier of file.record.module.all) {
      const target = this.resolver.resolve(file.found, specifier);
      if (target) for (const each of this.namesOf(target.file, seen)) names.add(each);
    }
    return names;
  }
}

/** Most exports are functions and components: a look at the text saves building the tree. */
function mayBeValue(file: LinkedFile, local: string | null, index: SchemaIndex): boolean {
  if (index.declaresIn(file.found.file)) return true;
  if (file.record.module.imports.length === 0) return false;
  if (local === null || !/^[\w$]+$/.test(local)) return true;
  const name = local.replaceAll('$', '\\$');
  const made = new RegExp(
    `\\b(?:const|let|var)\\b[^;=]*(?<![\\w$])${name}(?![\\w$])[^=]*=\\s*(?!async\\b|function\\b|class\\b|\\()`,
  );
  return made.test(file.text());
}

function defaultOf(body: readonly Node[]): Node | null {
  const statement = body.find(({ type }) => type === 'ExportDefaultDeclaration');
  return statement ? child(statement, 'declaration') : null;
}
