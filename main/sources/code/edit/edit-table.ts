import { type CatalogObject, type Column, type ObjectId, objectId, type Table } from '#app/catalog';
import { calleeName, children, unwrap } from '../syntax/node.ts';
import { dropRelations } from './drop-relations.ts';
import { changeColumn, newColumn, replaceCall } from './edit-column.ts';
import { ExtrasEdit, isExtra, isInlineKind } from './edit-extras.ts';
import type { Editing } from './editing.ts';
import type { Extra } from './extra-text.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, noListChanges } from './list-edit.ts';
import type { CodeChange } from './said.ts';
import { removeStatement, statementOf } from './statements.ts';
import { columnPlace, type TablePlace } from './table-place.ts';

export interface TableChanges {
  readonly schema: string;
  readonly table: string;
  readonly changes: readonly CodeChange[];
  /** Whether the table has policies when all is done: they switch row security on by themselves. */
  readonly hasPolicies: boolean;
}

/** Edits one table's declaration; what cannot be edited is told. */
export function editTable(editing: Editing, { schema, table, changes, hasPolicies }: TableChanges): void {
  const id = objectId('table', schema, table);
  const place = editing.table(schema, table);
  if (!place) {
    editing.cannot(id, `The declaration of ${table} is not to be seen in the code.`, editing.declared(id));
    return;
  }
  const edit = editing.file(place.at);
  const extras = new ExtrasEdit(editing, edit, place, { schema, table });
  const puts = changes.flatMap((one) => (one.change === 'put' && isExtra(one.after) ? [one.after] : []));
  const dropped = new Set(
    changes.flatMap((one) => (one.change === 'drop' && one.before.kind === 'column' ? [one.before.name] : [])),
  );
  const inline = editColumns(editing, edit, place, changes, { extras, puts });
  for (const one of changes) {
    if (one.change === 'drop' && isExtra(one.before) && !goesWith(one.before, dropped, place, editing))
      extras.drop(one.before);
    if (one.change === 'set' && isExtra(one.before) && isExtra(one.after)) extras.set(one.before, one.after);
    if (one.change === 'set' && one.after.kind === 'table')
      setRowSecurity(editing, edit, place, one.after, hasPolicies);
  }
  for (const extra of puts) if (!inline.has(extra.id)) extras.put(extra);
  extras.finish();
}

/** Said at a column that goes: it goes with it. */
function goesWith(extra: Extra, dropped: ReadonlySet<string>, place: TablePlace, editing: Editing): boolean {
  if (!isInlineKind(extra) || !place.columns) return false;
  const [name = ''] = extra.columns;
  const own = dropped.has(name) ? columnPlace(place.columns, editing.keyOf(extra.schema, extra.table, name)) : null;
  const calls = { 'primary-key': 'primaryKey', unique: 'unique', 'foreign-key': 'references' } as const;
  return own?.calls.some((call) => calleeName(call) === calls[extra.kind]) ?? false;
}

/** Returns the constraints that new columns say themselves. */
function editColumns(
  editing: Editing,
  edit: FileEdit,
  place: TablePlace,
  changes: readonly CodeChange[],
  { extras, puts }: { readonly extras: ExtrasEdit; readonly puts: readonly Extra[] },
): ReadonlySet<ObjectId> {
  const list = noListChanges();
  const inline = new Set<ObjectId>();
  for (const one of changes) {
    const column = one.change === 'drop' ? one.before : one.after;
    if (column.kind !== 'column') continue;
    if (!place.columns) {
      editing.cannot(one.id, `The columns of ${column.table} are declared elsewhere.`, place.at);
      continue;
    }
    if (one.change === 'put') {
      const own = puts.filter((extra) => isInlineKind(extra) && extra.columns[0] === column.name);
      const tail = own.flatMap((extra) => {
        const text = extras.inlineText(extra);
        if (text === null) return [];
        inline.add(extra.id);
        return [text];
      });
      list.added.push(newColumn(editing, edit, place, column, tail.join('')));
      continue;
    }
    const own = columnPlace(place.columns, editing.keyOf(column.schema, column.table, column.name));
    const isDone =
      own &&
      (one.change === 'drop'
        ? list.removed.add(own.property).size > 0
        : changeColumn(
            editing,
            edit,
            place,
            own,
            one as typeof one & { readonly before: Column; readonly after: Column },
          ));
    if (!isDone) {
      const why = own
        ? 'its type is made by a function of the project’s own'
        : 'it is declared where other tables share it';
      editing.cannot(
        one.id,
        `Column ${column.name} of ${column.table} cannot be edited: ${why}.`,
        column.origins[0] ?? place.at,
      );
    }
  }
  if (place.columns && list.added.length + list.removed.size > 0)
    editList(edit.edited, place.columns, children(place.columns, 'properties'), list);
  return inline;
}

function setRowSecurity(editing: Editing, edit: FileEdit, place: TablePlace, after: Table, hasPolicies: boolean): void {
  const calls = place.chained.filter((call) => calleeName(call) === 'enableRLS');
  const value = unwrap(place.at.node);
  if (!value) return;
  const own = { property: value, value, calls: [place.call, ...place.chained] };
  if (after.rowSecurity) {
    if (calls.length === 0 && !hasPolicies) replaceCall(edit, own, [], '.enableRLS()');
    return;
  }
  if (hasPolicies) {
    editing.cannot(
      after.id,
      `Row security of ${after.name} is off and it has policies: Drizzle switches it on then.`,
      place.at,
    );
  } else if (calls.length > 0) replaceCall(edit, own, calls, null);
  else if (calleeName(place.call) === 'withRLS')
    editing.cannot(after.id, `Row security of ${after.name} is said by the function that makes it.`, place.at);
}

/** Takes a table out, with the relations that are about it. Whatever else uses it is told. */
export function dropTable(editing: Editing, table: Table): void {
  const at = editing.declared(table.id);
  const statement = at && statementOf(at.source, at.node);
  if (!at || !statement) {
    editing.cannot(table.id, `Table ${table.name} is declared together with others, and cannot be taken out.`, at);
    return;
  }
  removeStatement(editing.file(at), statement);
  dropRelations(editing, at);
}

/** Everything a table consists of, as one declaration. */
export function newTable(
  editing: Editing,
  edit: FileEdit,
  parts: {
    readonly table: Table;
    readonly columns: readonly Column[];
    readonly extras: readonly CatalogObject[];
    readonly name: string;
    readonly maker: string;
    readonly step: string;
  },
): string {
  const { table, columns, name, maker, step } = parts;
  const owner = { schema: table.schema, table: table.name };
  const place: TablePlace = {
    at: { source: edit.source, node: { type: 'Program', start: 0, end: 0 }, statement: 0 },
    call: { type: 'CallExpression', start: 0, end: 0, arguments: [] },
    chained: [],
    columns: null,
    builders: null,
    extras: null,
    isMaker: false,
  };
  const list = new ExtrasEdit(editing, edit, place, owner);
  const extras = parts.extras.filter(isExtra);
  const inline = new Map<ObjectId, string>();
  for (const extra of extras) {
    const text = list.inlineText(extra);
    if (text !== null) inline.set(extra.id, text);
  }
  const ordered = [...columns].sort((a, b) => a.position - b.position);
  const lines = ordered.map((column) => {
    const own = extras.filter(
      (extra) => inline.has(extra.id) && isInlineKind(extra) && extra.columns[0] === column.name,
    );
    return `${step}${newColumn(editing, edit, place, column, own.map(({ id }) => inline.get(id)).join(''))},\n`;
  });
  const texts = list.texts(extras.filter(({ id }) => !inline.has(id)));
  const beside =
    texts.items.length === 0
      ? ''
      : `, (table) => ${texts.open}\n${texts.items.map((text) => `${step}${text},\n`).join('')}${texts.close}`;
  const hasPolicies = extras.some(({ kind }) => kind === 'policy');
  const secured = table.rowSecurity && !hasPolicies ? '.enableRLS()' : '';
  return `export const ${name} = ${maker}(${edit.string(table.name)}, {\n${lines.join('')}}${beside})${secured};`;
}
