import type { CatalogObject, Column, Enum, MaterializedView, ObjectId, Sequence, View } from '#app/catalog';
import { defaultSequenceOptions } from '#app/sql';
import { callChain, calleeName, children, type Node, nameOf, unwrap } from '../syntax/node.ts';
import type { Located } from '../syntax/sources.ts';
import { columnValue, replaceCall } from './edit-column.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, noListChanges } from './list-edit.ts';
import { removeStatement, statementOf } from './statements.ts';
import { propertyKey, sqlTemplate, stringLiteral } from './text.ts';

/** Labels that come, go and move; the others stay as they are written. */
export function setLabels(editing: Editing, before: Enum, after: Enum): void {
  const at = editing.declared(before.id);
  const list = at && labelsOf(editing, at);
  const entries = children(list?.node ?? null, 'elements');
  const written = entries.map((entry) => nameOf(unwrap(entry)));
  if (!list || written.join('\0') !== before.labels.join('\0')) {
    editing.cannot(before.id, `The labels of ${before.name} are made elsewhere.`, at);
    return;
  }
  const edit = editing.file(list);
  const kept = before.labels.filter((label) => after.labels.includes(label));
  const isSameOrder = kept.join('\0') === after.labels.filter((label) => before.labels.includes(label)).join('\0');
  if (!isSameOrder || kept.length === 0) {
    const text = `[${after.labels.map((label) => edit.string(label)).join(', ')}]`;
    edit.edited.overwrite(list.node.start, list.node.end, text);
    return;
  }
  insertLabels(edit, list.node, { entries, before: before.labels, after: after.labels });
}

/** New labels come before the label that follows them, or last. */
function insertLabels(
  edit: FileEdit,
  literal: Node,
  {
    entries,
    before,
    after,
  }: { readonly entries: readonly Node[]; readonly before: readonly string[]; readonly after: readonly string[] },
): void {
  const changes = noListChanges();
  let waiting: string[] = [];
  for (const label of after) {
    const entry = entries[before.indexOf(label)];
    if (!entry) {
      waiting.push(edit.string(label));
      continue;
    }
    if (waiting.length > 0) edit.edited.appendLeft(entry.start, `${waiting.join(', ')}, `);
    waiting = [];
  }
  changes.added.push(...waiting);
  for (const [at, label] of before.entries()) {
    const entry = entries[at];
    if (entry && !after.includes(label)) changes.removed.add(entry);
  }
  if (changes.added.length + changes.removed.size > 0) editList(edit.edited, literal, entries, changes);
}

/** The array of labels, followed through a name. */
function labelsOf(editing: Editing, at: Located): Located | null {
  const [call] = callChain(at.node);
  let node = unwrap(children(call ?? null, 'arguments')[1] ?? null);
  let source = at.source;
  if (node?.type === 'Identifier') {
    const target = editing.read.sources.local(source, String(node.name));
    node = unwrap(target?.node ?? null);
    source = target?.source ?? source;
  }
  return node?.type === 'ArrayExpression' ? { source, node, statement: at.statement } : null;
}

export function enumText(edit: FileEdit, { name, labels }: Enum, exported: string, maker: string): string {
  const list = labels.map((label) => edit.string(label)).join(', ');
  return `export const ${exported} = ${maker}(${edit.string(name)}, [${list}]);`;
}

export function sequenceText(edit: FileEdit, sequence: Sequence, exported: string, maker: string): string {
  const options = sequenceOptions(sequence);
  return `export const ${exported} = ${maker}(${edit.string(sequence.name)}${options === '' ? '' : `, ${options}`});`;
}

function sequenceOptions({ options }: Sequence): string {
  const usual = defaultSequenceOptions(options.type);
  const names = {
    start: 'startWith',
    increment: 'increment',
    min: 'minValue',
    max: 'maxValue',
    cache: 'cache',
  } as const;
  const said = Object.entries(names).flatMap(([field, name]) => {
    const value = options[field as keyof typeof names];
    if (value === usual[field as keyof typeof names]) return [];
    return [`${name}: ${Number.isSafeInteger(Number(value)) ? value : stringLiteral(value)}`];
  });
  const all = [...said, ...(options.cycle ? ['cycle: true'] : [])];
  return all.length === 0 ? '' : `{ ${all.join(', ')} }`;
}

export function setSequence(editing: Editing, after: Sequence): void {
  const at = editing.declared(after.id);
  const [call] = at ? callChain(at.node) : [];
  if (!at || !call || calleeName(call) === null || children(call, 'arguments').length === 0) {
    editing.cannot(after.id, `Sequence ${after.name} is made elsewhere.`, at);
    return;
  }
  const [first, second] = children(call, 'arguments');
  const edit = editing.file(at);
  const options = sequenceOptions(after) || '{}';
  if (second) edit.edited.overwrite(second.start, second.end, options);
  else if (first) edit.edited.appendLeft(first.end, `, ${options}`);
}

type AnyView = View | MaterializedView;

/** A view as SQL, with its columns. `null` where they are not known. */
export function viewText(
  editing: Editing,
  edit: FileEdit,
  view: AnyView,
  parts: { readonly exported: string; readonly maker: string; readonly step: string },
): string | null {
  if (view.columns.length === 0) return null;
  const { exported, maker, step } = parts;
  return `export const ${exported} = ${maker}(${edit.string(view.name)}, ${viewColumns(editing, edit, view, step)})${withOptions(view)}.as(${sqlTemplate(view.definition, edit.sql)});`;
}

function viewColumns(editing: Editing, edit: FileEdit, view: AnyView, step: string): string {
  const words = editing.words(edit, null);
  const lines = view.columns.map(({ name, type }) => {
    const key = editing.keyFor(view.schema, view.name, name);
    const column = { type, name, notNull: false, default: null, generated: null, identity: null } as Column;
    return `${step}${propertyKey(key, edit.quote)}: ${columnValue(words, column, name)},\n`;
  });
  return `{\n${lines.join('')}}`;
}

function withOptions({ options }: AnyView): string {
  const said = Object.entries(options).map(([name, value]) => {
    const key = name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    return `${key}: ${/^(true|false|\d+)$/.test(value) ? value : stringLiteral(value)}`;
  });
  return said.length === 0 ? '' : `.with({ ${said.join(', ')} })`;
}

/** Another query: the one of a `sql` template is replaced, and a query in TypeScript becomes one. */
export function setView(editing: Editing, after: AnyView, attributes: readonly string[]): void {
  const at = editing.declared(after.id);
  const calls = at ? callChain(at.node) : [];
  const [base] = calls;
  const as = calls.find((call) => calleeName(call) === 'as');
  const [query] = children(as ?? null, 'arguments');
  if (!at || !base || !as || !query) {
    editing.cannot(after.id, `View ${after.name} cannot be edited where it is declared.`, at);
    return;
  }
  const edit = editing.file(at);
  if (attributes.includes('options')) {
    const current = calls.filter((call) => calleeName(call) === 'with');
    const text = withOptions(after);
    if (current.length > 0)
      replaceCall(edit, { property: at.node, value: base, calls }, current, text === '' ? null : text);
    else edit.edited.appendLeft(base.end, text);
  }
  if (!attributes.includes('definition')) return;
  const isSql = unwrap(query)?.type === 'TaggedTemplateExpression';
  if (!isSql && after.columns.length === 0) {
    editing.cannot(after.id, `The query of view ${after.name} is written in TypeScript.`, at);
    return;
  }
  edit.edited.overwrite(query.start, query.end, sqlTemplate(after.definition, edit.sql));
  if (isSql) return;
  const [first, second] = children(base, 'arguments');
  const columns = viewColumns(editing, edit, after, '  ');
  if (second) edit.edited.overwrite(second.start, second.end, columns);
  else if (first) edit.edited.appendLeft(first.end, `, ${columns}`);
}

/** Takes an object with a statement of its own out. */
export function dropObject(
  editing: Editing,
  object: CatalogObject & { readonly id: ObjectId; readonly name: string },
): void {
  const at = editing.declared(object.id);
  const statement = at && statementOf(at.source, at.node);
  if (at && statement) removeStatement(editing.file(at), statement);
  else editing.cannot(object.id, `${object.name} has no declaration of its own that could be taken out.`, at);
}
