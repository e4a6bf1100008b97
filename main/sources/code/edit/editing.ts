import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { type CodeFacts, type ObjectId, type Origin, objectId, type Problem, parseObjectId } from '#app/catalog';
import type { Rename } from '#app/compare';
import { codeOrigin, unread } from '../problems.ts';
import { callChain, calleeName, type Node } from '../syntax/node.ts';
import type { Located } from '../syntax/sources.ts';
import type { Words } from './column-text.ts';
import type { Beside } from './extra-text.ts';
import { FileEdit } from './file-edit.ts';
import type { EditableReading } from './read-for-edit.ts';
import { declaredCalls } from './statements.ts';
import { type TablePlace, tablePlace } from './table-place.ts';
import { camelCase, member, snakeCase } from './text.ts';

/** One round of edits of a project's code: files opened as they are needed, names found, what cannot be edited told. */
export class Editing {
  readonly root: string;
  readonly read: EditableReading;
  readonly facts: CodeFacts;
  readonly problems: Problem[] = [];
  /** Objects that the wish has anew, with the names they get: others refer to them already. */
  readonly coming = new Map<ObjectId, { readonly file: string; readonly name: string }>();
  /** Properties of columns that are new. */
  readonly newKeys = new Map<ObjectId, string>();
  /** What gets another name in the database; properties and variables stay, so that nothing that uses them breaks. */
  readonly #renames: readonly Rename[];
  readonly #files = new Map<string, FileEdit>();
  readonly #keys: ReadonlyMap<ObjectId, string>;

  constructor(root: string, read: EditableReading, facts: CodeFacts, renames: readonly Rename[] = []) {
    this.#renames = renames;
    this.root = root;
    this.read = read;
    this.facts = facts;
    this.#keys = new Map(facts.columnKeys.map(({ object, key }) => [object, key]));
  }

  file(located: Located): FileEdit {
    return this.fileNamed(located.source.file) ?? new FileEdit(located.source);
  }

  fileNamed(name: string): FileEdit | null {
    const known = this.#files.get(name);
    if (known) return known;
    const source = this.read.sources.file(name);
    if (!source) return null;
    const edit = new FileEdit(source);
    this.#files.set(name, edit);
    return edit;
  }

  /** The files whose text is another now: absolute path → text. */
  texts(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const [name, edit] of this.#files) {
      const program = parseSync(name, edit.source.text).program as unknown as Node;
      const text = edit.finish(program);
      if (text !== edit.source.text) texts.set(join(this.root, name), text);
    }
    return texts;
  }

  cannot(object: ObjectId, message: string, at: Located | Origin | null, remedy = 'Change it there by hand.'): void {
    const origin = at && ('node' in at ? placeOf(at) : at);
    const where = origin ? `${origin.file}:${origin.line}: ` : '';
    this.problems.push(
      unread('code-not-editable', `${where}${message}`, { remedy, object, ...(origin ? { origin } : {}) }),
    );
  }

  /** What an object is called in the code as it is. */
  former(object: ObjectId): ObjectId {
    return this.#renames.reduceRight((id, { kind, from, to }) => {
      const { kind: own, parts } = parseObjectId(id);
      const isIt = (named: readonly string[]) =>
        named.length === to.length && named.every((part, at) => part === to[at]);
      if (own === kind && isIt(parts)) return objectId(own, ...from);
      return kind === 'table' && parts.length === 3 && isIt(parts.slice(0, 2))
        ? objectId(own, ...from, parts[2] ?? '')
        : id;
    }, object);
  }

  /** Where an object is declared, by the file that declares it and not one that passes it on. */
  declared(object: ObjectId): (Located & { readonly name: string }) | null {
    const former = this.former(object);
    for (const { file, name } of this.facts.exported.filter((each) => each.object === former)) {
      const at = this.read.sources.exported(file, name);
      if (at) return { ...at, name: localName(at, name) };
    }
    return null;
  }

  table(schema: string, table: string): TablePlace | null {
    const at = this.declared(objectId('table', schema, table));
    return at && tablePlace(at, (name) => this.#isCreator(at, name));
  }

  /** `pgTableCreator((name) => …)` under a name of the project's. */
  #isCreator(at: Located, name: string): boolean {
    const declared = this.read.sources.local(at.source, name);
    const [call] = declared ? callChain(declared.node) : [];
    return call !== undefined && calleeName(call) === 'pgTableCreator';
  }

  /** The name by which a file refers to what the project exports for an object. */
  nameFor(edit: FileEdit, object: ObjectId): string | null {
    const coming = this.coming.get(object);
    if (coming) return edit.importedFrom(coming.file, coming.name, this.read.resolved);
    const at = this.declared(object);
    return at && edit.importedFrom(at.source.file, at.name, this.read.resolved);
  }

  /** The property that stands for a column. */
  keyOf(schema: string, table: string, column: string): string {
    const id = objectId('column', schema, table, column);
    const former = this.former(id);
    return this.newKeys.get(id) ?? this.#keys.get(former) ?? parseObjectId(former).parts[2] ?? column;
  }

  /** A property for a new column, in the project's way. */
  keyFor(schema: string, table: string, column: string): string {
    const camel = camelCase(column);
    const isTold = (own: string) => own.startsWith(`column:${schema}.`) && own.includes('_');
    const others = [...this.#keys].filter(([id]) => isTold(id));
    const prefix = `${this.former(objectId('table', schema, table)).replace(/^table:/, 'column:')}.`;
    const near = others.filter(([id]) => id.startsWith(prefix));
    const pool = near.length > 0 ? near : others;
    const isCamel = pool.length > 0 && pool.some(([, key]) => !key.includes('_'));
    return isCamel || this.facts.casing === 'snake_case' ? camel : column;
  }

  /** The name that a builder has to be given for a property, or `null` where the property says it. */
  nameArgument(key: string, column: string, takesNames: boolean): string | null {
    const { casing } = this.facts;
    if (casing === 'snake_case' && snakeCase(key) === column && !takesNames) return null;
    return key === column && !takesNames ? null : column;
  }

  words(edit: FileEdit, builders: string | null): Words {
    return {
      builder: (name) => (builders === null ? edit.pg(name) : member(builders, name)),
      helper: (name) => edit.pg(name),
      sql: () => edit.sql,
      string: (text) => edit.string(text),
      enumOf: (id) => this.nameFor(edit, id),
      customOf: (type) => this.#customType(edit, type),
    };
  }

  /** `customType` with that `dataType`, in the same file or exported by another. */
  #customType(edit: FileEdit, type: string): string | null {
    for (const file of [edit.source.file, ...this.facts.files]) {
      const source = this.read.sources.file(file);
      const found = source && declaredCalls(source, 'customType').find(({ call }) => saysType(source.text, call, type));
      if (found && (file === edit.source.file || source.exports.has(found.name)))
        return edit.importedFrom(file, found.name, this.read.resolved);
    }
    return null;
  }

  beside(edit: FileEdit, place: { readonly schema: string; readonly table: string }, parameter: string): Beside {
    return {
      ...this.words(edit, null),
      type: (name) => edit.pgType(name),
      own: (column) => member(parameter, this.keyOf(place.schema, place.table, column)),
      far: (schema, table, column) => {
        const isOwn = schema === place.schema && table === place.table && parameter !== '';
        const name = isOwn ? parameter : this.nameFor(edit, objectId('table', schema, table));
        if (name === null) return null;
        return member(name, this.keyOf(schema, table, column));
      },
    };
  }
}

function saysType(text: string, { start, end }: Node, type: string): boolean {
  const said = /dataType\s*(?:\(\s*\)\s*\{\s*return|:\s*\(\s*\)\s*=>)\s*(['"`])(.*?)\1\s*;?\s*[,}\n]/.exec(
    text.slice(start, end),
  );
  return said?.[2] === type;
}

function localName(at: Located, exported: string): string {
  const direct = at.source.exports.get(exported);
  if (direct && 'local' in direct) {
    const declared = at.source.declarations.get(direct.local);
    if (declared?.value === at.node) return exported;
  }
  for (const [name, each] of at.source.exports) {
    if ('local' in each && at.source.declarations.get(each.local)?.value === at.node) return name;
  }
  return exported;
}

export function placeOf({ source, node }: Located): Origin {
  const { line, column } = source.place(node.start);
  return codeOrigin(source.file, line, column);
}
