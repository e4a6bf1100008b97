import { type Kind, type ObjectId, objectId } from '#app/catalog';
import type { Rename } from '#app/compare';
import { callChain, calleeName, child, children, isNode, type Node, nameOf, unwrap } from '../syntax/node.ts';
import type { Located } from '../syntax/sources.ts';
import { renameColumn } from './edit-column.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import { renamedInSql } from './rename-in-sql.ts';
import { programOf } from './statements.ts';
import { columnPlace } from './table-place.ts';

/** The functions of Drizzle that a part of a table is declared by. */
const BUILDERS: Readonly<Partial<Record<Rename['kind'], readonly string[]>>> = {
  index: ['index', 'uniqueIndex'],
  unique: ['unique'],
  check: ['check'],
  policy: ['pgPolicy'],
  'primary-key': ['primaryKey'],
  'foreign-key': ['foreignKey'],
};

const DECLARED = ['table', 'view', 'materialized-view', 'enum', 'sequence'] as const;

/** Kinds whose names are changed in code. */
export const RENAMED_IN_CODE: ReadonlySet<string> = new Set(['column', ...DECLARED, ...Object.keys(BUILDERS)]);

/** Gives an object another name in the database, and in the SQL of the schema files; what cannot be edited is told. */
export function carryOutRename(editing: Editing, rename: Rename): void {
  if (rename.kind === 'column') inColumn(editing, rename);
  else if (BUILDERS[rename.kind]) inTable(editing, rename);
  else inDeclaration(editing, rename);
}

function inColumn(editing: Editing, { kind, from, to }: Rename): void {
  const [schema = '', table = '', name = ''] = from;
  const place = editing.table(schema, table);
  const own = place?.columns ? columnPlace(place.columns, editing.keyOf(schema, table, name)) : null;
  const isDone = place && own && renameColumn(editing, editing.file(place.at), place, own, to[2] ?? '');
  if (isDone) {
    inSql(editing.file(place.at), place.call, { kind, from, to });
    return;
  }
  const id = objectId('column', ...to);
  const why = 'it is declared where other tables share it';
  editing.cannot(id, `Column ${name} of ${table} cannot be called ${to[2]}: ${why}.`, place?.at ?? null);
}

/** What is declared by a call of its own, whose first argument is the name. */
function inDeclaration(editing: Editing, rename: Rename): void {
  const { kind, from, to } = rename;
  const id = objectId(kind as Kind, ...to);
  const at = editing.declared(id);
  const [call] = at ? callChain(at.node) : [];
  const [first] = children(call ?? null, 'arguments');
  const text = first && newName(nameOf(unwrap(first)), from[1] ?? '', to[1] ?? '');
  if (!at || !first || !text || from[0] !== to[0]) {
    cannot(editing, id, rename, at, from[0] === to[0] ? 'its name is made elsewhere' : 'it moves to another schema');
    return;
  }
  const edit = editing.file(at);
  edit.edited.overwrite(first.start, first.end, edit.string(text));
  if (kind === 'enum' || kind === 'sequence') return;
  for (const file of editing.facts.files) {
    const other = editing.fileNamed(file);
    if (other) inSql(other, programOf(other.source), rename);
  }
}

/** What follows a prefix that the project gives all its tables; `null` where it is something else. */
function newName(written: string | null, from: string, to: string): string | null {
  if (written === null || !from.endsWith(written)) return null;
  const prefix = from.slice(0, from.length - written.length);
  return to.startsWith(prefix) && to.length > prefix.length ? to.slice(prefix.length) : null;
}

/** A part of a table that says its name: `index('…')`, `foreignKey({ name: '…' })`. */
function inTable(editing: Editing, rename: Rename): void {
  const { kind, from, to } = rename;
  // An index is known by its schema and name, and found wherever it is declared.
  const id = kind === 'index' ? objectId('index', ...to) : objectId(kind as Kind, ...to);
  const place = kind === 'index' ? indexPlace(editing, to) : editing.table(to[0] ?? '', to[1] ?? '');
  const old = from.at(-1) ?? '';
  const names = place ? namesWithin(place.call, BUILDERS[kind] ?? []).filter((node) => nameOf(node) === old) : [];
  const [only, ...others] = names;
  if (!place || !only || others.length > 0) {
    cannot(editing, id, rename, place?.at ?? null, 'it does not say its name');
    return;
  }
  const edit = editing.file(place.at);
  edit.edited.overwrite(only.start, only.end, edit.string(to.at(-1) ?? ''));
}

function indexPlace(editing: Editing, to: readonly string[]) {
  const former = editing.former(objectId('index', ...to));
  const index = editing.read.reading.catalog.objects.index.find(({ id }) => id === former);
  return index ? editing.table(index.schema, index.table) : null;
}

function namesWithin(node: Node, builders: readonly string[]): readonly Node[] {
  return callsWithin(node).flatMap((call) => {
    if (!builders.includes(calleeName(call) ?? '')) return [];
    const first = unwrap(children(call, 'arguments')[0] ?? null);
    if (first?.type !== 'ObjectExpression') return first ? [first] : [];
    const named = children(first, 'properties').find((property) => nameOf(child(property, 'key')) === 'name');
    const value = named ? unwrap(child(named, 'value')) : null;
    return value ? [value] : [];
  });
}

function callsWithin(node: Node): readonly Node[] {
  return nodesWithin(node).filter(({ type }) => type === 'CallExpression');
}

function nodesWithin(node: Node): readonly Node[] {
  const below = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [node, ...below.filter(isNode).flatMap(nodesWithin)];
}

/** In the templates that are SQL. */
function inSql(edit: FileEdit, node: Node, rename: Rename): void {
  const { sqlName, source } = edit;
  if (sqlName === null) return;
  const { text } = source;
  for (const template of nodesWithin(node)) {
    if (template.type !== 'TaggedTemplateExpression' || nameOf(child(template, 'tag')) !== sqlName) continue;
    for (const quasi of children(child(template, 'quasi'), 'quasis')) {
      const raw = (quasi.value as { readonly raw?: string } | undefined)?.raw ?? '';
      const start = text.indexOf(raw, quasi.start);
      const renamed = renamedInSql(raw, rename);
      if (raw !== renamed && start >= 0) edit.edited.overwrite(start, start + raw.length, renamed);
    }
  }
}

function cannot(editing: Editing, id: ObjectId, { kind, from, to }: Rename, at: Located | null, why: string): void {
  editing.cannot(id, `The ${kind} ${from.at(-1)} cannot be called ${to.join('.')} in code: ${why}.`, at);
}
