import type { Origin } from '#app/catalog';
import type { ExportName } from '../inside/values.ts';
import { codeOrigin } from '../problems.ts';
import type { Places, TablePart } from '../to-catalog/context.ts';
import { type ColumnDeclaration, type ExtraDeclaration, readTable, type TableDeclaration } from './declaration.ts';
import { callChain, child, children, type Node, nameOf } from './node.ts';
import type { Located, Sources } from './sources.ts';

/** What a comment says of an object. */
export interface Doc {
  readonly text: string;
  /** The text after `@deprecated`, empty where it says no more; `null` where it is not deprecated. */
  readonly deprecated: string | null;
}

/** Answers where exported objects and their parts are declared, and what is written beside them. */
export class SyntaxPlaces implements Places {
  private readonly sources: Sources;
  /** By the list of exports itself: every part of a table asks with the same one. */
  private readonly located = new WeakMap<readonly ExportName[], Located | null>();
  private readonly tables = new WeakMap<Located, TableDeclaration>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** Reads ahead what the files export: the processor is free while the sandbox evaluates them. */
  prepare(files: readonly string[]): void {
    for (const file of files) {
      for (const name of this.sources.file(file)?.exports.keys() ?? []) {
        const at = this.sources.exported(file, name);
        if (at?.node.type === 'CallExpression') this.tableAt(at);
      }
    }
  }

  objectOrigin(exports: readonly ExportName[]): Origin {
    const at = this.declared(exports);
    return at ? originOf(at) : this.fallback(exports);
  }

  partOrigin(exports: readonly ExportName[], part: TablePart): Origin {
    const at = this.partAt(exports, part);
    return at ? originOf(at) : this.objectOrigin(exports);
  }

  /** Where the n-th of a table's `references()` stands; the table itself where the source shows another number of them. */
  referenceOrigin(exports: readonly ExportName[], index: number, of: number): Origin {
    const columns = [...(this.table(exports)?.columns.values() ?? [])].filter(({ calls }) => calls.has('references'));
    const column = columns.length === of ? columns[index] : undefined;
    const call = column?.calls.get('references');
    return column && call ? originOf({ ...column.at, node: lastNameOf(column, call) }) : this.objectOrigin(exports);
  }

  /** An entry of what a `relations()` or `defineRelations` callback returns; the whole where it is not found. */
  relationOrigin(exports: readonly ExportName[], tableKey: string | null, name: string): Origin {
    const at = this.declared(exports);
    const [call] = at ? callChain(at.node) : [];
    const callback = call ? children(call, 'arguments').at(-1) : undefined;
    let entry = at && callback ? this.sources.objectOf({ ...at, node: callback }) : null;
    if (entry && tableKey !== null) {
      const table = propertyOf(entry, tableKey);
      entry = table && this.sources.objectOf(table);
    }
    const relation = entry && propertyOf(entry, name);
    return relation ? originOf(relation) : this.objectOrigin(exports);
  }

  /** The name people know the object by: that of its declaration, not of a file that passes it on. */
  exportName(exports: readonly ExportName[]): string | null {
    return (exports.find(({ name }) => name !== 'default') ?? exports[0])?.name ?? null;
  }

  objectDoc(exports: readonly ExportName[]): Doc | null {
    const at = this.declared(exports);
    return at ? docOf(at) : null;
  }

  columnDoc(exports: readonly ExportName[], key: string): Doc | null {
    const column = this.column(exports, key);
    return column ? docOf(column.at) : null;
  }

  columnType(exports: readonly ExportName[], key: string): string | null {
    return this.column(exports, key)?.type ?? null;
  }

  private partAt(exports: readonly ExportName[], part: TablePart): Located | null {
    const column =
      part.keys.length === 1 && part.keys[0] !== undefined ? this.column(exports, part.keys[0]) : undefined;
    if (part.kind === 'column') return column?.at ?? null;
    const extra = bestExtra(this.table(exports)?.extras ?? [], part);
    if (extra) return extra.at;
    const call = column?.calls.get(CALLS[part.kind] ?? '');
    return column && call ? { ...column.at, node: lastNameOf(column, call) } : (column?.at ?? null);
  }

  private column(exports: readonly ExportName[], key: string): ColumnDeclaration | undefined {
    return this.table(exports)?.columns.get(key);
  }

  private table(exports: readonly ExportName[]): TableDeclaration | null {
    const at = this.declared(exports);
    return at && this.tableAt(at);
  }

  private tableAt(at: Located): TableDeclaration {
    let table = this.tables.get(at);
    if (!table) {
      table = readTable(this.sources, at);
      this.tables.set(at, table);
    }
    return table;
  }

  private declared(exports: readonly ExportName[]): Located | null {
    let at = this.located.get(exports);
    if (at === undefined) {
      at = this.locate(exports);
      this.located.set(exports, at);
    }
    return at;
  }

  private locate(exports: readonly ExportName[]): Located | null {
    for (const { file, name } of exports) {
      const at = this.sources.exported(file, name);
      if (at) return at;
    }
    return null;
  }

  private fallback(exports: readonly ExportName[]): Origin {
    const [first] = exports;
    return first ? codeOrigin(first.file) : { source: 'code' };
  }
}

/** The call of a column's chain that declares a part. */
const CALLS: Partial<Record<TablePart['kind'], string>> = {
  'foreign-key': 'references',
  unique: 'unique',
  'primary-key': 'primaryKey',
};

function propertyOf(object: Located, key: string): Located | null {
  const property = children(object.node, 'properties').find((entry) => nameOf(child(entry, 'key')) === key);
  const value = property ? child(property, 'value') : null;
  return value && { ...object, node: value, statement: property?.start ?? value.start };
}

/** A call of a chain starts where its column does; its own place is its name. */
function lastNameOf(column: ColumnDeclaration, call: Node): Node {
  const callee = call.callee as Node | undefined;
  const property = callee?.property as Node | undefined;
  return property ?? callee ?? column.at.node;
}

/** By name where both have one; else by the columns they are about. */
function bestExtra(extras: readonly ExtraDeclaration[], part: TablePart): ExtraDeclaration | undefined {
  const named = part.name === null ? undefined : extras.find((extra) => extra.name === part.name);
  if (named) return named;
  const keys = part.keys.join('\0');
  const sameKeys = (extra: ExtraDeclaration) => extra.keys.join('\0') === keys;
  return extras.find(
    (extra) => extra.kind === part.kind && extra.name === null && extra.keys.length > 0 && sameKeys(extra),
  );
}

function originOf({ source, node }: Located): Origin {
  const { line, column } = source.place(node.start);
  return codeOrigin(source.file, line, column);
}

function docOf({ source, statement }: Located): Doc | null {
  const text = source.docBefore(statement);
  if (text === null) return null;
  const deprecated = /@deprecated\b[ \t]*([^@]*)/.exec(text);
  return { text, deprecated: deprecated ? (deprecated[1] ?? '').trim() : null };
}
