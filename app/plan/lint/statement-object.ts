import { isKind, type Kind, type ObjectId, objectId } from '#app/catalog';
import type { SchemaThen } from './schema-then.ts';
import type { Name, SqlAction, StatementWords } from './sql-action.ts';

/** What a statement is about, by its first action, under the name it has before the statement ran. */
export function statementObject({ actions }: StatementWords, then: SchemaThen): ObjectId | null {
  const [first] = actions;
  return first ? objectOf(first, then) : null;
}

function objectOf(action: SqlAction, then: SchemaThen): ObjectId | null {
  const table = (name: Name): Name => {
    const found = then.table(name);
    return found ? [found.schema, found.name] : [name[0] || 'public', name[1]];
  };
  const inTable = (kind: Kind, of: Name, name: string) => objectId(kind, ...table(of), name);
  switch (action.does) {
    case 'add-column':
      return inTable('column', action.table, action.column.name);
    case 'drop-column':
    case 'alter-column':
      return inTable('column', action.table, action.column);
    case 'add-constraint':
      return action.name === null
        ? objectId('table', ...table(action.table))
        : inTable(action.kind, action.table, action.name);
    case 'create-index':
      return action.name === null
        ? objectId('table', ...table(action.table))
        : objectId('index', table(action.table)[0], action.name);
    case 'create-type':
      return action.labels === null ? null : objectId('enum', action.type[0] || 'public', action.type[1]);
    case 'add-label':
      return objectId('enum', action.type[0] || 'public', action.type[1]);
    case 'rename':
      return ofRename(action, inTable, table);
    case 'create':
    case 'drop':
      return named(action, inTable, table);
    case 'move':
      return action.what === 'table' ? objectId('table', ...table(action.from)) : null;
    case 'truncate':
    case 'other': {
      const [only] = action.tables;
      return only ? objectId('table', ...table(only)) : null;
    }
    case 'set':
    case 'transaction':
      return null;
    default:
      return objectId('table', ...table(action.table));
  }
}

type InTable = (kind: Kind, of: Name, name: string) => ObjectId;

function ofRename(
  { what, of, from }: Extract<SqlAction, { does: 'rename' }>,
  inTable: InTable,
  table: (name: Name) => Name,
): ObjectId | null {
  if (what === 'column') return inTable('column', of, from);
  if (what === 'label' || what === 'type') return objectId('enum', of[0] || 'public', of[1]);
  if (what === 'index') return objectId('index', of[0] || 'public', of[1]);
  if (what === 'view') return objectId('view', of[0] || 'public', of[1]);
  return what === 'other' ? null : objectId('table', ...table(of));
}

/** `what` in PostgreSQL's words is a kind of ours but for blanks; routines are known by arguments that the text need not have. */
function named(
  { what, name, on }: Extract<SqlAction, { does: 'create' | 'drop' }>,
  inTable: InTable,
  table: (name: Name) => Name,
): ObjectId | null {
  const kind = what.toLowerCase().replaceAll(' ', '-');
  if (on) return isKind(kind) ? inTable(kind, on, name[1]) : objectId('table', ...table(on));
  if (kind === 'table') return objectId('table', ...table(name));
  if (!isKind(kind) || kind === 'function') return null;
  return WITHOUT_SCHEMA.has(kind) ? objectId(kind, name[1]) : objectId(kind, name[0] || 'public', name[1]);
}

const WITHOUT_SCHEMA: ReadonlySet<Kind> = new Set(['schema', 'role', 'extension', 'event-trigger', 'publication']);
