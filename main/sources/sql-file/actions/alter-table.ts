import type { Name, SqlAction } from '#app/plan';
import { CONSTRAINT_KINDS } from '../effects.ts';
import { child, list, type Node, number, only, rangeVar, strings, text } from '../parse-node.ts';
import { columnWords, typeWords } from './column-words.ts';

/** The actions of ALTER TABLE. */
export function alterTable(node: Node): readonly SqlAction[] {
  const table = rangeVar(node.relation);
  const at = number(child(node.relation).location);
  if (!['OBJECT_TABLE', 'OBJECT_FOREIGN_TABLE'].includes(text(node.objtype) || 'OBJECT_TABLE'))
    return [{ does: 'other', tables: [], at }];
  return list(node.cmds).map((each): SqlAction => actionOf(table, only(each)[1], at));
}

type Column = Extract<SqlAction, { does: 'alter-column' }>['what'];

const COLUMN: Readonly<Record<string, Column>> = {
  AT_AlterColumnType: 'type',
  AT_SetNotNull: 'set-not-null',
  AT_DropNotNull: 'drop-not-null',
};
const ROW_SECURITY: Readonly<Record<string, Extract<SqlAction, { does: 'row-security' }>['what']>> = {
  AT_EnableRowSecurity: 'enable',
  AT_DisableRowSecurity: 'disable',
  AT_ForceRowSecurity: 'force',
  AT_NoForceRowSecurity: 'no force',
};

function actionOf(table: Name, command: Node, at: number): SqlAction {
  const subtype = text(command.subtype);
  const name = text(command.name);
  const guarded = command.missing_ok === true;
  const definition = command.def === undefined ? {} : only(command.def)[1];
  if (subtype === 'AT_AddColumn') {
    const column = columnWords(definition);
    return { does: 'add-column', table, column, guarded, at: column.at };
  }
  if (subtype === 'AT_DropColumn') return { does: 'drop-column', table, column: name, guarded, at };
  if (subtype === 'AT_DropConstraint') return { does: 'drop-constraint', table, name, guarded, at };
  if (subtype === 'AT_AddConstraint')
    return constraintAction(definition, table) ?? { does: 'other', tables: [table], at };
  const what = COLUMN[subtype];
  if (what) {
    const type = what === 'type' ? typeWords(child(definition.typeName)) : null;
    return { does: 'alter-column', table, column: name, what, type, at: number(definition.location) || at };
  }
  const rowSecurity = ROW_SECURITY[subtype];
  if (rowSecurity) return { does: 'row-security', table, what: rowSecurity, at };
  if (
    /^AT_(Column|SetStat|SetStorage|SetCompression|CookedColumn|AddIdentity|SetIdentity|DropIdentity)/.test(subtype) &&
    name !== ''
  )
    return { does: 'alter-column', table, column: name, what: 'other', type: null, at };
  return { does: 'other', tables: [table], at };
}

/** A constraint of a table; `null` for what is said of a column: NOT NULL, defaults. */
export function constraintAction(
  node: Node,
  table: Name,
): Extract<SqlAction, { readonly does: 'add-constraint' }> | null {
  const kind = CONSTRAINT_KINDS[text(node.contype)];
  if (kind === undefined) return null;
  return {
    does: 'add-constraint',
    table,
    name: text(node.conname) || null,
    kind: kind as Extract<SqlAction, { does: 'add-constraint' }>['kind'],
    columns: strings(kind === 'foreign-key' ? node.fk_attrs : node.keys),
    references: kind === 'foreign-key' ? rangeVar(node.pktable) : null,
    validates: node.skip_validation !== true,
    usesIndex: text(node.indexname) !== '',
    at: number(node.location),
  };
}
