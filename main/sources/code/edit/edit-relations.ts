import type { CodeRemedy } from '#app/audit';
import { type ObjectId, objectId, type Relation } from '#app/catalog';
import { callChain, child, children, isFunction, type Node, nameOf, returned, unwrap } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Located } from '../syntax/sources.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, type ListChanges, noListChanges } from './list-edit.ts';
import { addStatement, declaredCalls, removeStatement, statementOf } from './statements.ts';
import { indentAt, indentStep, member, propertyKey } from './text.ts';

export type RelationRemedy = Exclude<CodeRemedy, { code: 'client-option' }>;
type Added = Omit<Relation, 'origin'>;

/** Where a table's relations are written. */
interface Place {
  readonly source: SourceFile;
  /** Its declaration: `relations(boats, …)`, or all of `defineRelations(schema, …)`. */
  readonly name: string;
  readonly value: Node;
  /** `({ one, many }) => …` */
  readonly callback: Node;
  /** Holds the table's entries; `null` where `defineRelations` has none of this table yet. */
  readonly object: Node | null;
  /** Of `defineRelations`: holds the tables. */
  readonly whole: Node | null;
}

/** Carries out edits of `relations()` and `defineRelations()`: what is done to one object is done in one go. */
export function editRelations(editing: Editing, remedies: readonly RelationRemedy[]): void {
  const objects = new Map<Node, { readonly place: Place; readonly changes: ListChanges }>();
  const changesOf = (place: Place, object: Node) => {
    const known = objects.get(object) ?? { place, changes: noListChanges() };
    objects.set(object, known);
    return known.changes;
  };
  const unwritten = new Map<ObjectId, Added[]>();
  for (const one of remedies) {
    const table = tableOf(one.relation);
    if (one.code === 'add-relation') {
      const [place] = placesOf(editing, table);
      if (place?.object) add(editing, place, place.object, { relation: one.relation, changesOf });
      else unwritten.set(table, [...(unwritten.get(table) ?? []), one.relation]);
    } else if (!editEntry(editing, one, changesOf)) {
      editing.cannot(
        table,
        `The relation ${one.relation.name} is not written where it can be edited.`,
        one.relation.origin,
      );
    }
  }
  for (const [table, added] of unwritten) addRelations(editing, table, added);
  for (const [object, { place, changes }] of objects) {
    const entries = children(object, 'properties');
    const edit = editing.fileNamed(place.source.file);
    if (!edit) continue;
    const isGone = entries.length > 0 && changes.removed.size === entries.length && changes.added.length === 0;
    const statement = isGone && place.whole === null ? statementOf(place.source, place.value) : null;
    if (statement) removeStatement(edit, statement);
    else editList(edit.edited, object, entries, changes);
  }
}

type ChangesOf = (place: Place, object: Node) => ListChanges;

function add(
  editing: Editing,
  place: Place,
  object: Node,
  { relation, changesOf }: { readonly relation: Added; readonly changesOf: ChangesOf },
): void {
  const edit = editing.fileNamed(place.source.file);
  if (!edit) return;
  const changes = changesOf(place, object);
  const isTaken =
    entryOf(object, relation.name) !== null || changes.added.some((text) => text.startsWith(`${relation.name}:`));
  const text = isTaken ? null : entryText(editing, edit, place, relation);
  if (text === null) {
    const why = isTaken ? 'that name is taken' : 'the table it leads to has no name here';
    const { source, callback: node } = place;
    const at = { source, node, statement: node.start };
    editing.cannot(tableOf(relation), `The relation ${relation.name} cannot be written: ${why}.`, at);
    return;
  }
  changes.added.push(text);
}

/** A table that has no relations yet: an entry of `defineRelations`, or `relations()` of its own. */
function addRelations(editing: Editing, table: ObjectId, added: readonly Added[]): void {
  const whole = wholesIn(editing)[0];
  const declared = editing.declared(table);
  if (!declared) {
    editing.cannot(table, 'The table is not exported, so nothing can relate to it.', null);
    return;
  }
  if (whole) {
    const edit = editing.fileNamed(whole.source.file);
    const texts = added.map((one) => edit && entryText(editing, edit, whole, one));
    if (!edit || !whole.whole || texts.some((text) => text === null)) return;
    const step = indentStep(whole.source.text);
    const inner = indentAt(whole.source.text, children(whole.whole, 'properties')[0]?.start ?? whole.whole.start);
    const lines = texts.map((text) => `\n${inner}${step}${text},`).join('');
    const changes = noListChanges();
    changes.added.push(`${propertyKey(declared.name, edit.quote)}: {${lines}\n${inner}}`);
    editList(edit.edited, whole.whole, children(whole.whole, 'properties'), changes);
    return;
  }
  const edit = editing.fileNamed(fileOfRelations(editing, declared));
  const name = added[0]?.export;
  if (!edit || name === undefined) return;
  const own = editing.nameFor(edit, table);
  const texts = added.map((one) => entryText(editing, edit, null, one));
  if (own === null || texts.some((text) => text === null)) {
    editing.cannot(table, 'A table that its relations lead to is not exported.', declared);
    return;
  }
  const needed = [...new Set(added.map(({ cardinality }) => cardinality))].sort().reverse();
  const step = indentStep(edit.source.text);
  const lines = texts.map((text) => `\n${step}${text},`).join('');
  const relations = edit.imported('drizzle-orm', 'relations');
  const last = declaredCalls(edit.source, 'relations').at(-1)?.value;
  const after = last ?? (edit.source.file === declared.source.file ? declared.node : null);
  const text = `export const ${name} = ${relations}(${own}, ({ ${needed.join(', ')} }) => ({${lines}\n}));`;
  addStatement(edit, text, after && statementOf(edit.source, after));
}

/** Beside the table where others are so too; else the file that has most of them. */
function fileOfRelations(editing: Editing, table: Located): string {
  const counts = new Map<string, number>();
  let beside = 0;
  for (const { source, call } of callsOf(editing, 'relations')) {
    const about = unwrap(children(call, 'arguments')[0] ?? null);
    const found = about?.type === 'Identifier' ? editing.read.sources.local(source, String(about.name)) : null;
    if (found?.source.file === source.file) beside += 1;
    else counts.set(source.file, (counts.get(source.file) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] > beside ? best[0] : table.source.file;
}

/** Takes an entry out, or names it. */
function editEntry(
  editing: Editing,
  one: Exclude<RelationRemedy, { code: 'add-relation' }>,
  changesOf: ChangesOf,
): boolean {
  const { name, origin } = one.relation;
  const found = placesOf(editing, tableOf(one.relation)).flatMap((place) => {
    const entry = place.object && entryOf(place.object, name);
    return entry ? [{ place, entry, line: place.source.place(entry.start).line }] : [];
  });
  const own =
    found.find(({ place, line }) => place.source.file === origin?.file && line === origin.line) ??
    (found.length === 1 ? found[0] : undefined);
  const object = own?.place.object;
  if (!own || !object) return false;
  const { place, entry } = own;
  if (one.code === 'remove-relation') {
    changesOf(place, object).removed.add(entry);
    return true;
  }
  const edit = editing.fileNamed(place.source.file);
  return edit !== null && nameEntry(edit, place, entry, one.relationName);
}

/** `relationName` (`alias` of `defineRelations`) among the options of `one(…)` or `many(…)`. */
function nameEntry(edit: FileEdit, { whole }: Place, entry: Node, relationName: string): boolean {
  const [call] = callChain(child(entry, 'value'));
  if (!call) return false;
  const given = children(call, 'arguments');
  const text = `${whole ? 'alias' : 'relationName'}: ${edit.string(relationName)}`;
  const options = unwrap(given[whole ? 0 : 1] ?? null);
  if (options && options.type !== 'ObjectExpression') return false;
  const changes = noListChanges();
  changes.added.push(text);
  const properties = children(options, 'properties');
  if (options && properties.length > 0) editList(edit.edited, options, properties, changes);
  else if (options) edit.edited.overwrite(options.start, options.end, `{ ${text} }`);
  else if (given[0]) edit.edited.appendLeft(given[0].end, `, { ${text} }`);
  else edit.edited.appendLeft(call.end - 1, `{ ${text} }`);
  return true;
}

/** `client: one(clients, { fields: […], references: […] })`; `null` where the table it leads to has no name here. */
function entryText(editing: Editing, edit: FileEdit, place: Place | null, relation: Added): string | null {
  const { from, to, cardinality, relationName, name } = relation;
  const key = propertyKey(name, edit.quote);
  if (place?.whole) {
    const [own, other] = [from, to].map((end) => editing.declared(objectId('table', end.schema, end.table))?.name);
    const r = parameterName(place.callback);
    if (own === undefined || other === undefined || r === null) return null;
    const columns = (end: Added['from'], table: string) =>
      listOf(end.columns.map((column) => member(member(r, table), editing.keyOf(end.schema, end.table, column))));
    const said = [
      ...(from.columns.length > 0 ? [`from: ${columns(from, own)}`, `to: ${columns(to, other)}`] : []),
      ...(relationName === null ? [] : [`alias: ${edit.string(relationName)}`]),
    ];
    return `${key}: ${member(`${r}.${cardinality}`, other)}(${said.length === 0 ? '' : `{ ${said.join(', ')} }`})`;
  }
  const [own, other] = [from, to].map((end) => editing.nameFor(edit, objectId('table', end.schema, end.table)));
  const helper = place ? helperOf(edit, place.callback, cardinality) : cardinality;
  if (own == null || other == null || helper === null) return null;
  const columns = (end: Added['from'], table: string) =>
    `[${end.columns.map((column) => member(table, editing.keyOf(end.schema, end.table, column))).join(', ')}]`;
  const said = [
    ...(from.columns.length > 0 ? [`fields: ${columns(from, own)}`, `references: ${columns(to, other)}`] : []),
    ...(relationName === null ? [] : [`relationName: ${edit.string(relationName)}`]),
  ];
  return `${key}: ${helper}(${other}${said.length === 0 ? '' : `, { ${said.join(', ')} }`})`;
}

const listOf = (items: readonly string[]) => (items.length === 1 ? (items[0] ?? '') : `[${items.join(', ')}]`);

/** How a callback calls `one` or `many`: taken out of its parameter, there or by this edit, or as a member of it. */
function helperOf(edit: FileEdit, callback: Node, name: 'one' | 'many'): string | null {
  const [parameter] = children(callback, 'params');
  if (!parameter) {
    const from = edit.source.text.indexOf('(', callback.start);
    if (from < 0 || from > callback.end) return null;
    edit.edited.appendLeft(from + 1, `{ ${name} }`);
    return name;
  }
  if (parameter.type === 'Identifier') return `${String(parameter.name)}.${name}`;
  if (parameter.type !== 'ObjectPattern') return null;
  const properties = children(parameter, 'properties');
  const known = properties.find((property) => nameOf(child(property, 'key')) === name);
  if (known) return nameOf(child(known, 'value')) ?? name;
  const changes = noListChanges();
  const last = properties.at(-1);
  const written = edit.edited.slice(parameter.start, parameter.end);
  if (new RegExp(`(^|[^\\w$])${name}([^\\w$]|$)`).test(written)) return name;
  changes.added.push(name);
  if (last) edit.edited.appendLeft(last.end, `, ${name}`);
  else edit.edited.overwrite(parameter.start, parameter.end, `{ ${name} }`);
  return name;
}

function parameterName(callback: Node): string | null {
  const [parameter] = children(callback, 'params');
  return parameter?.type === 'Identifier' ? String(parameter.name) : null;
}

function entryOf(object: Node, name: string): Node | null {
  return children(object, 'properties').find((entry) => nameOf(child(entry, 'key')) === name) ?? null;
}

/** Everywhere a table's relations are written, the first one with most of them first. */
function placesOf(editing: Editing, table: ObjectId): readonly Place[] {
  const declared = editing.declared(table);
  if (!declared) return [];
  const own = callsOf(editing, 'relations').flatMap(({ source, name, call, value }): readonly Place[] => {
    const [about, last] = [children(call, 'arguments')[0] ?? null, unwrap(children(call, 'arguments').at(-1) ?? null)];
    const local = unwrap(about);
    const target = local?.type === 'Identifier' ? editing.read.sources.local(source, String(local.name)) : null;
    const object = returned(last);
    if (target?.node !== declared.node || !last || object?.type !== 'ObjectExpression') return [];
    return [{ source, name, value, callback: last, object, whole: null }];
  });
  const parts = wholesIn(editing).map((place) => {
    const entry = place.whole && entryOf(place.whole, declared.name);
    const object = unwrap(entry ? child(entry, 'value') : null);
    return { ...place, object: object?.type === 'ObjectExpression' ? object : null };
  });
  return [...own, ...parts].filter(({ object }) => object !== null);
}

/** All of `defineRelations`. */
function wholesIn(editing: Editing): readonly Place[] {
  return ['defineRelations', 'defineRelationsPart'].flatMap((callee) =>
    callsOf(editing, callee).flatMap(({ source, name, call, value }): readonly Place[] => {
      const last = unwrap(children(call, 'arguments').at(-1) ?? null);
      const whole = isFunction(last) ? returned(last) : null;
      if (!last || whole?.type !== 'ObjectExpression') return [];
      return [{ source, name, value, callback: last, object: null, whole }];
    }),
  );
}

function callsOf(editing: Editing, callee: string) {
  const files = new Set([
    ...editing.facts.files,
    ...[...editing.read.resolved.keys()].map((key) => key.split('\0')[0] ?? ''),
  ]);
  return [...files].flatMap((file) => {
    const source = file.includes('node_modules/') ? null : editing.read.sources.file(file);
    return source ? declaredCalls(source, callee).map((found) => ({ ...found, source })) : [];
  });
}

function tableOf({ from }: Pick<Relation, 'from'>): ObjectId {
  return objectId('table', from.schema, from.table);
}
