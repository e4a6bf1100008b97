import { callChain, child, children, type Node, nameOf, returned, unwrap } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Located } from '../syntax/sources.ts';
import type { Editing } from './editing.ts';
import { editList, noListChanges } from './list-edit.ts';
import { declaredCalls, removeStatement, statementOf } from './statements.ts';

/** Takes out the relations of a table that goes, and those of others that lead to it. */
export function dropRelations(editing: Editing, table: Located & { readonly name: string }): void {
  const files = new Set([
    ...editing.facts.files,
    ...[...editing.read.resolved.keys()].map((key) => key.split('\0')[0] ?? ''),
  ]);
  for (const file of files) {
    const source = editing.read.sources.file(file);
    if (!source || source.file.includes('node_modules/')) continue;
    for (const { call, value } of declaredCalls(source, 'relations')) {
      const [about] = children(call, 'arguments');
      const statement = isTable(editing, source, about ?? null, table) ? statementOf(source, value) : null;
      if (statement) removeStatement(editing.fileNamed(file) ?? editing.file(table), statement);
      else dropEntries(editing, source, objectIn(call), (entry) => leadsTo(editing, source, entry, table));
    }
    for (const { call } of declaredCalls(source, 'defineRelations')) {
      const object = objectIn(call);
      dropEntries(editing, source, object, (entry) => nameOf(child(entry, 'key')) === table.name);
      for (const own of children(object, 'properties')) {
        if (nameOf(child(own, 'key')) === table.name) continue;
        dropEntries(editing, source, unwrap(child(own, 'value')), (entry) => namesTable(entry, table.name));
      }
    }
  }
}

/** What the callback, the last argument, returns. */
function objectIn(call: Node): Node | null {
  const result = returned(unwrap(children(call, 'arguments').at(-1) ?? null));
  return result?.type === 'ObjectExpression' ? result : null;
}

function dropEntries(
  editing: Editing,
  source: SourceFile,
  object: Node | null,
  isGone: (entry: Node) => boolean,
): void {
  if (object?.type !== 'ObjectExpression') return;
  const entries = children(object, 'properties');
  const changes = noListChanges();
  for (const entry of entries) if (isGone(entry)) changes.removed.add(entry);
  const edit = changes.removed.size > 0 ? editing.fileNamed(source.file) : null;
  if (edit) editList(edit.edited, object, entries, changes);
}

/** `many(boats)`, `one(boats, { … })`. */
function leadsTo(editing: Editing, source: SourceFile, entry: Node, table: Located): boolean {
  const [call] = callChain(child(entry, 'value'));
  return isTable(editing, source, children(call ?? null, 'arguments')[0] ?? null, table);
}

function isTable(editing: Editing, source: SourceFile, node: Node | null, table: Located): boolean {
  const name = unwrap(node);
  return name?.type === 'Identifier' && editing.read.sources.local(source, String(name.name))?.node === table.node;
}

/** `r.many.boats()`. */
function namesTable(entry: Node, name: string): boolean {
  const [call] = callChain(child(entry, 'value'));
  const callee = unwrap(call ? child(call, 'callee') : null);
  return callee?.type === 'MemberExpression' && nameOf(child(callee, 'property')) === name;
}
