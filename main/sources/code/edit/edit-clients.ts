import { posix } from 'node:path';
import { type CodeRemedy, fileObject } from '#app/audit';
import { child, children, isNode, type Node, nameOf, unwrap } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, noListChanges } from './list-edit.ts';
import { programOf } from './statements.ts';

export type ClientRemedy = Extract<CodeRemedy, { code: 'client-option' }>;

/** Gives the clients that a file makes an option: the last literal among their arguments has it, or a new one. */
export function editClient(editing: Editing, remedy: ClientRemedy): void {
  const source = editing.read.sources.file(remedy.file);
  const edit = source && editing.fileNamed(remedy.file);
  const call = source && callAt(source, remedy.line);
  if (!edit || !call || !giveOption(editing, edit, call, remedy)) {
    const origin = { source: 'code', file: remedy.file, line: remedy.line } as const;
    const message = `${remedy.option} cannot be said where this client is made: its options are not written there.`;
    editing.cannot(fileObject(remedy.file), message, origin, `Say ${remedy.option}: ${remedy.value} there by hand.`);
  }
}

/** The outermost call that starts in a line and makes something: what stands around it starts before. */
function callAt(source: SourceFile, line: number): Node | null {
  let found: Node | null = null;
  const visit = (node: Node): void => {
    const isMaking = node.type === 'NewExpression' || node.type === 'CallExpression';
    if (isMaking && source.place(node.start).line === line && isPlain(node)) found ??= node;
    if (found) return;
    for (const field in node) {
      const value = node[field];
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each);
    }
  };
  visit(programOf(source));
  return found;
}

/** `drizzle(…)`, `postgres(…)`, `new Pool(…)`, `new pg.Pool(…)`: no `process.env.get(…)`, no method of what is made. */
function isPlain(call: Node): boolean {
  const callee = unwrap(child(call, 'callee'));
  if (callee?.type === 'Identifier') return true;
  return call.type === 'NewExpression' && callee?.type === 'MemberExpression';
}

function giveOption(editing: Editing, edit: FileEdit, call: Node, { option, value }: ClientRemedy): boolean {
  const given = children(call, 'arguments');
  const callee = nameOf(unwrap(child(call, 'callee')));
  const last = unwrap(given.at(-1) ?? null);
  const isOfDrizzle = edit.source.imports.get(callee ?? '')?.specifier.startsWith('drizzle-orm') === true;
  // What the driver is told goes to the driver, and not to Drizzle.
  if (isOfDrizzle && option !== 'schema') return false;
  const text = option === 'schema' ? schemaText(editing, edit, value) : `${option}: ${value}`;
  if (text === null) return false;
  if (last?.type === 'ObjectExpression') {
    const entries = children(last, 'properties');
    if (entries.length === 0) edit.edited.overwrite(last.start, last.end, `{ ${text} }`);
    else editList(edit.edited, last, entries, { ...noListChanges(), added: [text] });
    return true;
  }
  if (given.length > 1 || (given.length === 0 && !isOfDrizzle)) return false;
  const [only] = given;
  if (only) edit.edited.appendLeft(only.end, `, { ${text} }`);
  else edit.edited.appendLeft(call.end - 1, `{ ${text} }`);
  return true;
}

/** Every table and relation that the project declares: of the file that exports them all, or of all files together. */
function schemaText(editing: Editing, edit: FileEdit, name: string): string | null {
  const { exported, exports, files, relations } = editing.facts;
  const wanted = new Set(exports.map(({ object }) => object));
  const whole = files.find((file) => {
    const own = new Set(exported.filter((one) => one.file === file).map(({ object }) => object));
    return (
      [...wanted].every((id) => own.has(id)) &&
      relations.every((one) => editing.read.sources.exported(file, one.export) !== null)
    );
  });
  const sources = whole === undefined ? files : [whole];
  if (sources.length === 0) return null;
  const names = sources.map((file, at) =>
    namespaceOf(editing, edit, { file, wanted: sources.length === 1 ? name : `${name}${at + 1}` }),
  );
  const [only] = names;
  if (names.length > 1) return `${name}: { ${names.map((one) => `...${one}`).join(', ')} }`;
  return only === name ? name : `${name}: ${only}`;
}

/** `import * as schema from './schema'`, which is there or is added. */
function namespaceOf(
  editing: Editing,
  edit: FileEdit,
  { file, wanted }: { readonly file: string; readonly wanted: string },
): string {
  const bare = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
  const folder = posix.dirname(edit.source.file);
  const { imports, declarations } = edit.source;
  for (const [local, { specifier, name }] of imports) {
    const leadsThere = specifier.startsWith('.') && bare(posix.join(folder, specifier)) === bare(file);
    if (name === '*' && leadsThere) return local;
  }
  const isTaken = (name: string) => declarations.has(name) || imports.has(name);
  const local = isTaken(wanted) ? `${wanted}_` : wanted;
  edit.importNamespace(file, local, editing.read.resolved);
  return local;
}
