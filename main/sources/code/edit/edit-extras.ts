import {
  type CatalogObject,
  type ForeignKey,
  type PrimaryKey,
  parseObjectId,
  truncateIdentifier,
  type Unique,
} from '#app/catalog';
import { makeObjectName } from '#app/sql';
import { readTable } from '../syntax/declaration.ts';
import { calleeName, child, children, isFunction, type Node, unwrap } from '../syntax/node.ts';
import { namingOf } from '../to-catalog/names.ts';
import { replaceCall } from './edit-column.ts';
import { editPolicy } from './edit-policy.ts';
import type { Editing } from './editing.ts';
import { type Beside, type Extra, extraText, referencesCall } from './extra-text.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, type ListChanges, noListChanges } from './list-edit.ts';
import { columnPlace, extraEntries, type TablePlace } from './table-place.ts';
import { camelCase, indentAt, indentStep, propertyKey } from './text.ts';

export function isExtra(object: CatalogObject): object is Extra {
  return ['primary-key', 'unique', 'foreign-key', 'check', 'index', 'policy'].includes(object.kind);
}

/** What is said of one column at the column itself. */
const INLINE = { 'primary-key': 'primaryKey', unique: 'unique', 'foreign-key': 'references' } as const;

type Inline = PrimaryKey | Unique | ForeignKey;

export function isInlineKind(extra: Extra): extra is Inline {
  return extra.kind in INLINE && (extra as Inline).columns.length === 1;
}

function columnsOf(extra: Extra): readonly string[] {
  if (extra.kind === 'index') return extra.keys.flatMap((key) => (key.isExpression ? [] : [key.expression]));
  return 'columns' in extra ? extra.columns : [];
}

/** The indexes, constraints and policies of one table, being edited. */
export class ExtrasEdit {
  readonly #editing: Editing;
  readonly #edit: FileEdit;
  readonly #place: TablePlace;
  readonly #owner: { readonly schema: string; readonly table: string };
  readonly #changes: ListChanges = noListChanges();
  readonly #taken = new Set<Node>();
  #parameter: string | null;

  constructor(
    editing: Editing,
    edit: FileEdit,
    place: TablePlace,
    owner: { readonly schema: string; readonly table: string },
  ) {
    this.#editing = editing;
    this.#edit = edit;
    this.#place = place;
    this.#owner = owner;
    this.#parameter = place.extras ? place.extras.parameter : 'table';
  }

  /** What a column says of a constraint of its own, where the name is the one that Drizzle gives it; `null` else. */
  inlineText(extra: Extra): string | null {
    if (!isInlineKind(extra)) return null;
    const words = this.#editing.beside(this.#edit, this.#owner, '');
    const naming = namingOf(this.#editing.read.drizzle.major);
    switch (extra.kind) {
      case 'primary-key':
        return extra.name === makeObjectName(extra.table, null, 'pkey') ? '.primaryKey()' : null;
      case 'unique': {
        const usual =
          naming.unique(extra.table, extra.columns) ?? makeObjectName(extra.table, extra.columns.join('_'), 'key');
        const name = extra.name === usual ? '' : this.#edit.string(extra.name);
        if (!extra.nullsNotDistinct) return `.unique(${name})`;
        return `.unique(${name === '' ? this.#edit.string(extra.name) : name}, { nulls: 'not distinct' })`;
      }
      case 'foreign-key': {
        const { table, columns, references, referencedColumns } = extra;
        const isUsual = extra.name === naming.foreignKey(table, columns, references.name, referencedColumns);
        return isUsual ? referencesCall(words, extra) : null;
      }
    }
  }

  put(extra: Extra): void {
    const inline = this.inlineText(extra);
    const own = inline === null ? null : this.#column(extra);
    const isThere = own?.calls.some((call) => calleeName(call) === INLINE[extra.kind as Inline['kind']]);
    if (own && inline !== null && own.calls.length > 0 && !isThere) {
      replaceCall(this.#edit, own, [], inline);
      return;
    }
    this.#add(extra);
  }

  drop(extra: Extra): void {
    const entry = this.#entryOf(extra);
    if (entry) this.#changes.removed.add(entry.entry);
    else this.#change(extra, null);
  }

  set(before: Extra, after: Extra): void {
    const entry = this.#entryOf(before);
    if (!entry) {
      this.#change(before, after);
      return;
    }
    if (before.kind === 'policy' && after.kind === 'policy' && entry.value) {
      if (editPolicy(this.#edit, this.#words(), entry.value, before, after)) return;
    }
    const text = this.#textOf(after);
    if (text === null) this.#cannot(after, 'what it refers to is exported nowhere');
    else if (entry.value) this.#changes.replaced.set(entry.value, text);
  }

  /** As entries of a list that is made anew. */
  texts(extras: readonly Extra[]): {
    readonly items: readonly string[];
    readonly open: string;
    readonly close: string;
  } {
    for (const extra of extras) this.#add(extra);
    const isObject = this.#takesObject();
    return { items: this.#changes.added, open: isObject ? '({' : '[', close: isObject ? '})' : ']' };
  }

  /** Puts the list in order; after everything else of the table. */
  finish(): void {
    const { added, removed, replaced } = this.#changes;
    if (added.length + removed.size + replaced.size === 0) return;
    const { extras } = this.#place;
    if (!extras) this.#makeExtras(added);
    else if (extras.literal) {
      const entries = extraEntries(extras.literal).map(({ entry }) => entry);
      editList(this.#edit.edited, extras.literal, entries, this.#changes);
      this.#nameParameter(extras.argument);
    }
  }

  #column(extra: Extra) {
    const [column] = (extra as Inline).columns;
    const { columns } = this.#place;
    if (column === undefined || !columns) return null;
    return columnPlace(columns, this.#editing.keyOf(this.#owner.schema, this.#owner.table, column));
  }

  /** At the column, where it is said there. */
  #change(before: Extra, after: Extra | null): void {
    const own = isInlineKind(before) ? this.#column(before) : null;
    const name = INLINE[before.kind as Inline['kind']];
    const calls = own?.calls.filter((call) => calleeName(call) === name) ?? [];
    if (!own || calls.length === 0) {
      this.#cannot(before, 'it is declared where other tables share it, or is not to be told from others there');
      return;
    }
    const inline = after && this.inlineText(after);
    replaceCall(this.#edit, own, calls, inline);
    if (after && inline === null) this.#add(after);
  }

  #add(extra: Extra): void {
    const { extras, isMaker } = this.#place;
    if (isMaker && !extras) {
      this.#cannot(
        extra,
        'its table is made by a function of the project’s own, which need not take indexes and constraints',
      );
      return;
    }
    if (extras && !extras.literal) {
      this.#cannot(extra, 'the indexes and constraints beside it are made elsewhere');
      return;
    }
    if (this.#parameter === null) {
      const callback = unwrap(extras?.argument ?? null);
      if (!isFunction(callback) || children(callback, 'params').length > 0) {
        this.#cannot(extra, 'the columns are taken apart where its indexes and constraints are declared');
        return;
      }
      this.#parameter = 'table';
    }
    const text = this.#textOf(extra);
    if (text === null) {
      this.#cannot(extra, 'what it refers to is exported nowhere');
      return;
    }
    const isObject = extras ? extras.literal?.type === 'ObjectExpression' : this.#takesObject();
    this.#changes.added.push(isObject ? `${propertyKey(camelCase(extra.name), this.#edit.quote)}: ${text}` : text);
  }

  #textOf(extra: Extra): string | null {
    return extraText(this.#words(), extra);
  }

  #words(): Beside {
    return this.#editing.beside(this.#edit, this.#owner, this.#parameter ?? 'table');
  }

  /** The element that declares it: by its name, by its columns, or as the only one that is left. */
  #entryOf(extra: Extra): { readonly entry: Node; readonly value: Node | null } | null {
    const literal = this.#place.extras?.literal;
    if (!literal) return null;
    const entries = extraEntries(literal).filter(({ entry }) => !this.#taken.has(entry));
    const declared = readTable(this.#editing.read.sources, this.#place.at).extras;
    const saidBy = ({ value }: { readonly value: Node | null }) =>
      declared.find(({ at }) => at.source === this.#place.at.source && at.node.start === value?.start);
    const keys = columnsOf(extra).map((name) => this.#editing.keyOf(extra.schema, extra.table, name));
    const former = parseObjectId(this.#editing.former(extra.id)).parts.at(-1) ?? extra.name;
    const found =
      entries.find((entry) => isCalled(saidBy(entry)?.name, former)) ??
      entries.find((entry) => {
        const said = saidBy(entry);
        return said?.kind === extra.kind && said.name === null && keys.length > 0 && said.keys.join() === keys.join();
      }) ??
      this.#onlyUnnamed(
        extra,
        entries.filter((entry) => saidBy(entry)?.name === null),
      );
    if (found) this.#taken.add(found.entry);
    return found ?? null;
  }

  /** A call of a function of the project's own, where nothing else can be meant. */
  #onlyUnnamed<T extends { readonly value: Node | null }>(extra: Extra, entries: readonly T[]): T | undefined {
    if (extra.kind !== 'policy' && extra.kind !== 'check') return undefined;
    const own = entries.filter(
      ({ value }) => value?.type === 'CallExpression' && children(value, 'arguments').length === 0,
    );
    return own.length === 1 ? own[0] : undefined;
  }

  #takesObject(): boolean {
    const { major, version } = this.#editing.read.drizzle;
    return major === 0 && Number(version.split('.')[1]) < 36;
  }

  #makeExtras(added: readonly string[]): void {
    const { call, columns } = this.#place;
    const second = children(call, 'arguments')[1];
    if (!second || added.length === 0) return;
    const text = this.#edit.source.text;
    const indent = indentAt(text, columns ? columns.end - 1 : call.start);
    const inner = indent + indentStep(text);
    const list = added.map((each) => `\n${inner}${each},`).join('');
    const body = this.#takesObject() ? `({${list}\n${indent}})` : `[${list}\n${indent}]`;
    this.#edit.edited.appendLeft(second.end, `, (table) => ${body}`);
  }

  /** `() => […]` takes a name where one is needed now. */
  #nameParameter(argument: Node): void {
    const callback = unwrap(argument);
    if (!callback || this.#place.extras?.parameter !== null || this.#parameter === null) return;
    const { text } = this.#edit.source;
    const open = text.indexOf('(', callback.start);
    const body = child(callback, 'body');
    if (open >= 0 && body && open < body.start) this.#edit.edited.appendLeft(open + 1, this.#parameter);
  }

  #cannot(extra: Extra, why: string): void {
    this.#editing.cannot(
      extra.id,
      `${extra.kind} ${extra.name} of ${extra.table} cannot be edited: ${why}.`,
      extra.origins[0] ?? this.#place.at,
    );
  }
}

/** PostgreSQL has cut a name that is too long. */
function isCalled(written: string | null | undefined, name: string): boolean {
  return written != null && (written === name || truncateIdentifier(written) === name);
}
