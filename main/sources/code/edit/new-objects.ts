import { type Catalog, type CatalogObject, type ObjectId, objectId, parseObjectId } from '#app/catalog';
import { enumText, sequenceText, viewText } from './edit-objects.ts';
import { newTable } from './edit-table.ts';
import type { Editing } from './editing.ts';
import type { FileEdit } from './file-edit.ts';
import type { CodeChange } from './said.ts';
import { addStatement, declaredCalls, lastStatement, statementOf, textArgument } from './statements.ts';
import { camelCase, indentStep } from './text.ts';

type Put = CodeChange & { readonly change: 'put' };
type Kind = 'schema' | 'enum' | 'sequence' | 'table' | 'view' | 'materialized-view';

/** Declarations that others refer to come first. */
const ORDER: readonly Kind[] = ['schema', 'enum', 'sequence', 'table', 'view', 'materialized-view'];

/** Writes objects that have a declaration of their own, each into the file of its neighbours. */
export function putObjects(editing: Editing, changes: readonly CodeChange[], wished: Catalog): void {
  const puts = changes.filter((one): one is Put => one.change === 'put' && ORDER.includes(one.after.kind as Kind));
  const ordered = ORDER.flatMap((kind) => puts.filter(({ after }) => after.kind === kind));
  const taken = new Set(editing.facts.exported.map(({ name }) => name));
  const placed = ordered.flatMap((put) => {
    const file = fileFor(editing, put.after, wished);
    if (file === null) {
      editing.cannot(put.id, 'There is no schema file to write it in.', null, 'Make one.');
      return [];
    }
    const name = freeName(exportName(editing, put.after), taken);
    editing.coming.set(put.id, { file, name });
    return [{ put, file, name }];
  });
  for (const { after } of puts) {
    if (after.kind !== 'table') continue;
    for (const column of columnsOf(wished, after.schema, after.name))
      editing.newKeys.set(column.id, editing.keyFor(after.schema, after.name, column.name));
  }
  for (const one of placed) write(editing, one, wished);
}

function write(
  editing: Editing,
  { put, file, name }: { readonly put: Put; readonly file: string; readonly name: string },
  wished: Catalog,
): void {
  const edit = editing.fileNamed(file);
  if (!edit) return;
  const object = put.after;
  const step = indentStep(edit.source.text);
  switch (object.kind) {
    case 'schema':
      addEarly(edit, `export const ${name} = ${edit.pg('pgSchema')}(${edit.string(object.name)});`, ['pgSchema']);
      return;
    case 'enum':
      addEarly(edit, enumText(edit, object, name, makerOf(editing, edit, object.schema, 'pgEnum', 'enum')), [
        'pgSchema',
        'pgEnum',
        'enum',
      ]);
      return;
    case 'sequence':
      addEarly(
        edit,
        sequenceText(edit, object, name, makerOf(editing, edit, object.schema, 'pgSequence', 'sequence')),
        ['pgSchema', 'pgSequence', 'sequence'],
      );
      return;
    case 'table': {
      const extras = (['primary-key', 'unique', 'foreign-key', 'check', 'index', 'policy'] as const).flatMap((kind) =>
        (
          wished.objects[kind] as readonly (CatalogObject & { readonly schema: string; readonly table: string })[]
        ).filter(({ schema, table }) => schema === object.schema && table === object.name),
      );
      const maker = makerOf(editing, edit, object.schema, 'pgTable', 'table');
      const columns = columnsOf(wished, object.schema, object.name);
      addStatement(
        edit,
        newTable(editing, edit, { table: object, columns, extras, name, maker, step }),
        lastStatement(edit.source),
      );
      return;
    }
    case 'view':
    case 'materialized-view': {
      const [top, own] = object.kind === 'view' ? ['pgView', 'view'] : ['pgMaterializedView', 'materializedView'];
      const maker = makerOf(editing, edit, object.schema, top ?? '', own ?? '');
      const text = viewText(editing, edit, object, { exported: name, maker, step });
      if (text === null) editing.cannot(object.id, `The columns of view ${object.name} are not known.`, null);
      else addStatement(edit, text, lastStatement(edit.source));
    }
  }
}

function columnsOf(catalog: Catalog, schema: string, table: string) {
  return catalog.objects.column.filter((column) => column.schema === schema && column.table === table);
}

/** Behind its like, or the imports, and before whatever may use it. */
function addEarly(edit: FileEdit, text: string, kinds: readonly string[]): void {
  const alike = kinds.flatMap((kind) => declaredCalls(edit.source, kind)).map(({ value }) => value);
  const first = Math.min(
    ...[...edit.source.declarations.values()]
      .filter(({ value }) => !alike.includes(value))
      .map(({ statement }) => statement),
  );
  const before = alike.filter(({ end }) => end <= first).map((value) => statementOf(edit.source, value));
  const last = before
    .filter((each) => each !== null)
    .sort((a, b) => a.end - b.end)
    .at(-1);
  addStatement(edit, text, last ?? null);
}

/** `pgTable`, or `app.table` in a schema of its own. */
function makerOf(editing: Editing, edit: FileEdit, schema: string, top: string, own: string): string {
  if (schema === 'public') return edit.pg(top);
  const coming = editing.coming.get(objectId('schema', schema));
  if (coming) return `${edit.importedFrom(coming.file, coming.name, editing.read.resolved)}.${own}`;
  for (const file of editing.facts.files) {
    const source = editing.read.sources.file(file);
    const found = source && declaredCalls(source, 'pgSchema').find(({ call }) => textArgument(call, 0) === schema);
    if (found) return `${edit.importedFrom(file, found.name, editing.read.resolved)}.${own}`;
  }
  return `${edit.pg('pgSchema')}(${edit.string(schema)}).${own}`;
}

/** The file of the neighbours: what it refers to, what is in its schema, what is of its kind; else the first. */
function fileFor(editing: Editing, object: CatalogObject, wished: Catalog): string | null {
  const files = new Map<string, number>();
  const vote = (id: ObjectId, weight: number) => {
    const at = editing.declared(id);
    const isOwn = at && editing.facts.files.includes(at.source.file);
    if (isOwn) files.set(at.source.file, (files.get(at.source.file) ?? 0) + weight);
  };
  if (object.kind === 'table') {
    for (const key of wished.objects['foreign-key']) {
      const from = objectId('table', key.schema, key.table);
      const to = objectId('table', key.references.schema, key.references.name);
      if (from === object.id) vote(to, 3);
      if (to === object.id) vote(from, 2);
    }
    const prefix = object.name.split('_')[0] ?? '';
    for (const table of wished.objects.table) {
      if (table.id === object.id) continue;
      if (table.name.startsWith(prefix) && prefix !== '') vote(table.id, 2);
      if (table.schema === object.schema) vote(table.id, 0.01);
    }
  }
  if (object.kind === 'enum') {
    for (const { id } of wished.objects.enum) vote(id, 1);
    for (const column of wished.objects.column)
      if (column.type.includes(object.name)) vote(objectId('table', column.schema, column.table), 0.1);
  }
  if (object.kind === 'sequence') for (const { id } of wished.objects.sequence) vote(id, 1);
  if (object.kind === 'view' || object.kind === 'materialized-view')
    for (const { id } of [...wished.objects.view, ...wished.objects['materialized-view']]) vote(id, 1);
  for (const { id } of wished.objects.table) vote(id, 0.0001);
  const [best] = [...files].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return best?.[0] ?? editing.facts.files[0] ?? null;
}

/** As the project calls what is of its kind. */
function exportName(editing: Editing, object: CatalogObject): string {
  const name = camelCase('name' in object ? String(object.name) : object.kind);
  const alike = editing.facts.exports.filter(({ object: id }) => parseObjectId(id).kind === object.kind);
  const suffix = object.kind === 'enum' ? 'Enum' : object.kind === 'table' ? 'Table' : '';
  const isUsual = suffix !== '' && alike.length > 0 && alike.every((each) => each.name.endsWith(suffix));
  return isUsual ? `${name}${suffix}` : name;
}

const WORDS =
  /^(default|class|new|delete|enum|export|import|in|function|return|switch|case|this|typeof|var|void|with|null|true|false|package|public|private|static|let|const)$/;

function freeName(name: string, taken: Set<string>): string {
  let free = WORDS.test(name) ? `${name}_` : name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`;
  taken.add(free);
  return free;
}
