import type { Name, SqlAction } from '#app/plan';
import { commandTag } from '../command-tag.ts';
import { child, list, type Node, number, only, qualified, rangeVar, strings, text } from '../parse-node.ts';
import { alterTable, constraintAction } from './alter-table.ts';
import { columnWords } from './column-words.ts';

/** What a parsed statement (`{ CreateStmt: { … } }`) does. Places are bytes from the start of its text. */
export function actionsOf(statement: unknown): readonly SqlAction[] {
  const [type, node] = only(statement);
  const read = READERS[type];
  if (read) return read(node);
  const tag = commandTag(type, node);
  return /^CREATE /.test(tag) ? [createOther(tag, node)] : [{ does: 'other', at: 0, tables: tablesOf(node) }];
}

type Reader = (node: Node) => readonly SqlAction[];

const READERS: Readonly<Record<string, Reader>> = {
  CreateStmt: createTable,
  CreateTableAsStmt: (node) => {
    const into = child(child(node.into).rel);
    const guarded = node.if_not_exists === true;
    if (node.objtype === 'OBJECT_MATVIEW')
      return [
        {
          does: 'create',
          what: 'materialized view',
          name: rangeVar(into),
          on: null,
          guarded,
          at: number(into.location),
        },
      ];
    const temporary = text(into.relpersistence) === 't';
    const table = rangeVar(into);
    return [{ does: 'create-table', table, columns: [], guarded, temporary, copies: true, at: number(into.location) }];
  },
  AlterTableStmt: alterTable,
  IndexStmt: (node) => [
    {
      does: 'create-index',
      name: text(node.idxname) || null,
      table: rangeVar(node.relation),
      columns: list(node.indexParams).map((each) => text(only(each)[1].name)),
      unique: node.unique === true,
      concurrently: node.concurrent === true,
      guarded: node.if_not_exists === true,
      at: number(child(node.relation).location),
    },
  ],
  CreateEnumStmt: (node) => [
    { does: 'create-type', type: qualified(node.typeName), labels: strings(node.vals), at: 0 },
  ],
  CompositeTypeStmt: (node) => [{ does: 'create-type', type: rangeVar(node.typevar), labels: null, at: 0 }],
  CreateDomainStmt: (node) => [{ does: 'create-type', type: qualified(node.domainname), labels: null, at: 0 }],
  CreateRangeStmt: (node) => [{ does: 'create-type', type: qualified(node.typeName), labels: null, at: 0 }],
  AlterEnumStmt: (node) => {
    const type = qualified(node.typeName);
    const [from, to] = [text(node.oldVal), text(node.newVal)];
    if (from !== '') return [{ does: 'rename', what: 'label', of: type, from, to, at: 0 }];
    return [{ does: 'add-label', type, label: to, guarded: node.skipIfNewValExists === true, at: 0 }];
  },
  RenameStmt: renameAction,
  AlterObjectSchemaStmt: (node) => [
    {
      does: 'move',
      what: wordsOf(node.objectType),
      from: node.relation === undefined ? nameOfObject(node.object) : rangeVar(node.relation),
      schema: text(node.newschema),
      at: number(child(node.relation).location),
    },
  ],
  DropStmt: dropActions,
  ViewStmt: (node) => [
    {
      does: 'create',
      what: 'view',
      name: rangeVar(node.view),
      on: null,
      guarded: node.replace === true,
      at: number(child(node.view).location),
    },
  ],
  CreateFunctionStmt: (node) => [
    {
      does: 'create',
      what: node.is_procedure === true ? 'procedure' : 'function',
      name: qualified(node.funcname),
      on: null,
      guarded: node.replace === true,
      at: 0,
    },
  ],
  CreatePolicyStmt: (node) => [onTable('policy', text(node.policy_name), node.table, false)],
  CreateTrigStmt: (node) => [onTable('trigger', text(node.trigname), node.relation, node.replace === true)],
  RuleStmt: (node) => [onTable('rule', text(node.rulename), node.relation, node.replace === true)],
  AlterPolicyStmt: (node) => [
    { does: 'other', tables: [rangeVar(node.table)], at: number(child(node.table).location) },
  ],
  VariableSetStmt: (node) =>
    /SET_VALUE|SET_DEFAULT/.test(text(node.kind))
      ? [{ does: 'set', setting: text(node.name).toLowerCase(), at: 0 }]
      : [],
  SelectStmt: (node) => {
    const setting = settingSet(node);
    return setting === null ? [] : [{ does: 'set', setting, at: 0 }];
  },
  InsertStmt: (node) => [{ does: 'insert', table: rangeVar(node.relation), at: number(child(node.relation).location) }],
  UpdateStmt: (node) => [write('update', node)],
  DeleteStmt: (node) => [write('delete', node)],
  TruncateStmt: (node) => {
    const tables = list(node.relations).map((each) => only(each)[1]);
    return [
      {
        does: 'truncate',
        tables: tables.map(rangeVar),
        cascade: text(node.behavior) === 'DROP_CASCADE',
        at: number(tables[0]?.location),
      },
    ];
  },
  TransactionStmt: (node) => [{ does: 'transaction', verb: commandTag('TransactionStmt', node), at: 0 }],
};

function write(does: 'update' | 'delete', node: Node): SqlAction {
  const restricted = node.whereClause !== undefined;
  return { does, table: rangeVar(node.relation), restricted, at: number(child(node.relation).location) };
}

function createTable(node: Node): readonly SqlAction[] {
  const table = rangeVar(node.relation);
  const elements = list(node.tableElts).map((each) => only(each));
  const columns = elements.flatMap(([type, part]) => (type === 'ColumnDef' ? [columnWords(part)] : []));
  const copies =
    elements.some(([type]) => type === 'TableLikeClause') ||
    list(node.inhRelations).length > 0 ||
    node.partbound !== undefined ||
    node.ofTypename !== undefined;
  const guarded = node.if_not_exists === true;
  const temporary = text(child(node.relation).relpersistence) === 't';
  const at = number(child(node.relation).location);
  const keys = elements.flatMap(([type, part]) => (type === 'Constraint' ? (constraintAction(part, table) ?? []) : []));
  return [
    { does: 'create-table', table, columns, guarded, temporary, copies, at },
    // They come with the table: what guards it guards them.
    ...keys.map((key): SqlAction => ({ ...key, within: 'condition' })),
  ];
}

const RENAMED: Readonly<Record<string, Extract<SqlAction, { does: 'rename' }>['what']>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_COLUMN: 'column',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_INDEX: 'index',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
};

function renameAction(node: Node): readonly SqlAction[] {
  const what = RENAMED[text(node.renameType)] ?? 'other';
  const of: Name = node.relation === undefined ? nameOfObject(node.object) : rangeVar(node.relation);
  const from = text(node.subname) || of[1];
  return [{ does: 'rename', what, of, from, to: text(node.newname), at: number(child(node.relation).location) }];
}

function dropActions(node: Node): readonly SqlAction[] {
  const what = wordsOf(node.removeType);
  const isOnTable = ['OBJECT_POLICY', 'OBJECT_TRIGGER', 'OBJECT_RULE'].includes(text(node.removeType));
  return list(node.objects).map((object): SqlAction => {
    const names = only(object)[0] === 'List' ? strings(only(object)[1].items) : [];
    const on: Name | null = isOnTable ? [names.at(-3) ?? '', names.at(-2) ?? ''] : null;
    return {
      does: 'drop',
      what,
      name: isOnTable ? ['', names.at(-1) ?? ''] : nameOfObject(object),
      on,
      guarded: node.missing_ok === true,
      cascade: text(node.behavior) === 'DROP_CASCADE',
      concurrently: node.concurrent === true,
      at: 0,
    };
  });
}

/** A name as DROP and ALTER … SET SCHEMA have it. */
function nameOfObject(object: unknown): Name {
  const [type, node] = only(object);
  if (type === 'ObjectWithArgs') return qualified(node.objname);
  if (type === 'TypeName') return qualified(node.names);
  return type === 'List' ? qualified(node.items) : ['', text(node.sval)];
}

function onTable(what: string, name: string, table: unknown, guarded: boolean): SqlAction {
  return { does: 'create', what, name: ['', name], on: rangeVar(table), guarded, at: number(child(table).location) };
}

function wordsOf(type: unknown): string {
  const words = text(type)
    .replace(/^OBJECT_/, '')
    .toLowerCase();
  return words === 'matview' ? 'materialized view' : words.replaceAll('_', ' ');
}

/** Schemas, extensions, sequences, roles …: their names stand in fields of many names. */
function createOther(tag: string, node: Node): SqlAction {
  const written = [node.schemaname, node.extname, node.role, node.pubname, node.trigname].map(text);
  const simple = written.find((each) => each !== '') ?? '';
  const name: Name = node.sequence === undefined ? ['', simple] : rangeVar(node.sequence);
  const guarded = node.if_not_exists === true || node.replace === true;
  return { does: 'create', what: tag.slice('CREATE '.length).toLowerCase(), name, on: null, guarded, at: 0 };
}

function tablesOf(node: Node): readonly Name[] {
  return node.relation === undefined ? [] : [rangeVar(node.relation)];
}

/** The setting of `SELECT set_config('lock_timeout', …)`. */
function settingSet(node: Node): string | null {
  const [target] = list(node.targetList);
  const call = child(child(child(child(target).ResTarget).val).FuncCall);
  if (strings(call.funcname).at(-1) !== 'set_config') return null;
  return text(child(child(child(list(call.args)[0]).A_Const).sval).sval).toLowerCase() || null;
}
