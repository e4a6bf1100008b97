import type { Column } from '#app/catalog';
import { calleeName, child, children, isFunction, type Node, nameOf, unwrap } from '../syntax/node.ts';
import { columnCalls, isSerial, typeText, type Words } from './column-text.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import { type ColumnPlace, columnPlace, dotOf, type TablePlace } from './table-place.ts';
import { propertyKey } from './text.ts';

/** Whether the columns of a table are given their names: `text('name')`, not `text()`. */
export function takesNames(columns: Node): boolean {
  const given = children(columns, 'properties').flatMap((entry) => {
    const place = columnPlace(columns, nameOf(child(entry, 'key')) ?? '');
    const [first] = children(place?.calls[0] ?? null, 'arguments');
    return place?.calls[0] ? [nameOf(unwrap(first ?? null)) !== null] : [];
  });
  return given.length === 0 || given.filter((each) => each).length * 2 >= given.length;
}

/** A new column as a property, without its keys: `size: integer('size').notNull()`. */
export function newColumn(editing: Editing, edit: FileEdit, place: TablePlace, column: Column, tail: string): string {
  const key = editing.keyOf(column.schema, column.table, column.name);
  const words = editing.words(edit, place.builders);
  const name = editing.nameArgument(key, column.name, place.columns ? takesNames(place.columns) : true);
  return `${propertyKey(key, edit.quote)}: ${columnValue(words, column, name)}${tail}`;
}

export function columnValue(words: Words, column: Column, name: string | null): string {
  const { notNull, default: value, generated, identity } = columnCalls(words, column);
  return `${typeText(words, column, name)}${value ?? ''}${generated ?? ''}${identity ?? ''}${notNull ?? ''}`;
}

const CALLS = {
  notNull: ['notNull'],
  default: ['default', 'defaultNow', 'defaultRandom'],
  generated: ['generatedAlwaysAs'],
  identity: ['generatedAlwaysAsIdentity', 'generatedByDefaultAsIdentity'],
} as const;

/** Changes what a column says of some attributes; false where it cannot be changed there. */
export function changeColumn(
  editing: Editing,
  edit: FileEdit,
  place: TablePlace,
  own: ColumnPlace,
  {
    before,
    after,
    attributes,
  }: { readonly before: Column; readonly after: Column; readonly attributes: readonly string[] },
): boolean {
  const words = editing.words(edit, place.builders);
  const [base] = own.calls;
  if (!base) return false;
  const wanted = columnCalls(words, after);
  const changesKind = isSerial(before) !== isSerial(after);
  if (attributes.includes('type') || changesKind) {
    if (!isBuilder(editing, place, base)) return false;
    retype(edit, own, after, words);
  }
  for (const name of Object.keys(CALLS) as (keyof typeof CALLS)[]) {
    if (!attributes.includes(name) && !changesKind) continue;
    const current = own.calls.filter((call) => (CALLS[name] as readonly string[]).includes(calleeName(call) ?? ''));
    if (current.length === 0 && wanted[name] === null) continue;
    replaceCall(edit, own, current, wanted[name]);
  }
  return true;
}

/** Gives the column another name in the database; false where the builder cannot be given one there. */
export function renameColumn(
  editing: Editing,
  edit: FileEdit,
  place: TablePlace,
  own: ColumnPlace,
  name: string,
): boolean {
  const [base] = own.calls;
  if (!base || !isBuilder(editing, place, base)) return false;
  const [first] = children(base, 'arguments');
  const text = edit.string(name);
  if (first && nameOf(unwrap(first)) !== null) edit.edited.overwrite(first.start, first.end, text);
  else if (first) edit.edited.appendLeft(first.start, `${text}, `);
  else edit.edited.appendLeft(base.end - 1, text);
  return true;
}

/** A builder of Drizzle's, or an enum: not a function of the project's own that other tables share. */
function isBuilder(editing: Editing, place: TablePlace, base: Node): boolean {
  const callee = unwrap(child(base, 'callee'));
  if (callee?.type !== 'Identifier') return callee?.type === 'MemberExpression';
  const found = editing.read.sources.local(place.at.source, String(callee.name));
  return !found || !isFunction(unwrap(found.node));
}

/** The builder and its arrays; what is chained to them stays. */
function retype(edit: FileEdit, own: ColumnPlace, after: Column, words: Words): void {
  const [base] = own.calls;
  if (!base) return;
  const [first] = children(base, 'arguments');
  const name = nameOf(unwrap(first ?? null));
  edit.edited.overwrite(base.start, base.end, typeText(words, after, name));
  for (const call of own.calls) if (calleeName(call) === 'array') removeCall(edit, call);
}

function removeCall(edit: FileEdit, call: Node): void {
  const callee = unwrap(child(call, 'callee'));
  const object = callee ? child(callee, 'object') : null;
  if (object) edit.edited.remove(object.end, call.end);
}

/** One chained call for those that say the same thing, in the place of the last; at the end where there is none. */
export function replaceCall(edit: FileEdit, own: ColumnPlace, current: readonly Node[], text: string | null): void {
  const last = current.at(-1);
  for (const call of current) if (call !== last || text === null) removeCall(edit, call);
  if (text === null) return;
  if (last) edit.edited.overwrite(dotOf(edit.source.text, last), last.end, text);
  else edit.edited.appendLeft(own.value.end, `${separatorOf(edit, own)}${text}`);
}

/** Chained calls that stand on lines of their own go on so. */
function separatorOf(edit: FileEdit, own: ColumnPlace): string {
  const last = own.calls.length > 1 ? own.calls.at(-1) : undefined;
  const callee = last ? unwrap(child(last, 'callee')) : null;
  const object = callee ? child(callee, 'object') : null;
  if (!last || !object) return '';
  const between = edit.source.text.slice(object.end, dotOf(edit.source.text, last));
  return /^\s*\n\s*$/.test(between) ? between : '';
}
