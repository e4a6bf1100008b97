import type { Kind } from '#app/catalog';
import {
  at,
  change,
  type Effect,
  functionKey,
  keyIn,
  make,
  type ObjectKey,
  PARTS,
  remove,
  rename,
  SPACES,
} from './effect.ts';
import {
  child,
  list,
  type Node,
  number,
  only,
  qualified,
  rangeVar,
  strings,
  text,
  typeText,
  UNQUALIFIED,
} from './parse-node.ts';

/** The effects of one parsed statement: `{ CreateStmt: { … } }`. Statements that make nothing give none. */
export function effectsOf(statement: unknown): readonly Effect[] {
  const [type, node] = only(statement);
  return READERS[type]?.(node) ?? [];
}

/** The type of a parsed statement: `CreateStmt`. */
export function statementType(statement: unknown): string {
  return only(statement)[0];
}

type Reader = (node: Node) => readonly Effect[];

const READERS: Readonly<Record<string, Reader>> = {
  CreateSchemaStmt: (node) => {
    const schema = text(node.schemaname) || text(child(node.authrole).rolename);
    return [
      guarded(node, make('schema', ['schema', schema])),
      ...list(node.schemaElts).flatMap(effectsOf).map(inSchema(schema)),
    ];
  },
  CreateExtensionStmt: (node) =>
    [make('extension', ['extension', text(node.extname)])].map((effect) => guarded(node, effect)),
  AlterExtensionStmt: (node) => [change(['extension', text(node.extname)])],
  CreateRoleStmt: (node) => [make('role', ['role', text(node.role)])],
  AlterRoleStmt: (node) => [change(['role', text(child(node.role).rolename)])],
  AlterRoleSetStmt: (node) => [change(['role', text(child(node.role).rolename)], undefined, 'settings')],
  DropRoleStmt: (node) =>
    list(node.roles).map((each) => remove(['role', text(only(each)[1].rolename)], node.missing_ok === true)),
  GrantRoleStmt: (node) =>
    list(node.grantee_roles).map((each) => change(['role', text(only(each)[1].rolename)], undefined, 'memberships')),
  CreateEnumStmt: (node) => [make('enum', ['type', ...qualified(node.typeName)])],
  AlterEnumStmt: (node) => [change(['type', ...qualified(node.typeName)], undefined, `label ${text(node.newVal)}`)],
  CreateDomainStmt: (node) => [make('domain', ['type', ...qualified(node.domainname)])],
  AlterDomainStmt: (node) => [change(['type', ...qualified(node.typeName)], undefined, text(node.subtype))],
  CompositeTypeStmt: (node) => [make('composite-type', ['type', ...rangeVar(node.typevar)])],
  CreateRangeStmt: (node) => [make('range-type', ['type', ...qualified(node.typeName)])],
  CreateSeqStmt: (node) => [guarded(node, make('sequence', ['relation', ...rangeVar(node.sequence)]))],
  AlterSeqStmt: (node) => [change(['relation', ...rangeVar(node.sequence)])],
  CreateStmt: readCreateTable,
  CreateForeignTableStmt: (node) => readCreateTable(child(node.base ?? node.baseStmt)),
  AlterTableStmt: readAlterTable,
  IndexStmt: readIndex,
  CreateStatsStmt: (node) => [guarded(node, make('statistics', ['statistics', ...qualified(node.defnames)]))],
  AlterStatsStmt: (node) => [change(['statistics', ...qualified(node.defnames)])],
  DefineStmt: (node) =>
    text(node.kind) === 'OBJECT_COLLATION'
      ? [guarded(node, make('collation', ['collation', ...qualified(node.defnames)]))]
      : [],
  ViewStmt: (node) => [make('view', ['relation', ...rangeVar(node.view)])],
  CreateTableAsStmt: (node) => [
    guarded(
      node,
      make(text(node.objtype) === 'OBJECT_MATVIEW' ? 'materialized-view' : 'table', [
        'relation',
        ...rangeVar(child(node.into).rel),
      ]),
    ),
  ],
  CreateFunctionStmt: (node) => [
    make('function', ['function', ...qualified(node.funcname), parameterTypes(node.parameters)]),
  ],
  AlterFunctionStmt: (node) => [change(functionKey(node.func))],
  CreateTrigStmt: (node) => [make('trigger', ['trigger', ...rangeVar(node.relation), text(node.trigname)])],
  CreateEventTrigStmt: (node) => [make('event-trigger', ['event-trigger', text(node.trigname)])],
  AlterEventTrigStmt: (node) => [change(['event-trigger', text(node.trigname)])],
  RuleStmt: (node) => [make('rule', ['rule', ...rangeVar(node.relation), text(node.rulename)])],
  CreatePolicyStmt: (node) => [make('policy', ['policy', ...rangeVar(node.table), text(node.policy_name)])],
  AlterPolicyStmt: (node) => [change(['policy', ...rangeVar(node.table), text(node.policy_name)])],
  CreatePublicationStmt: (node) => [make('publication', ['publication', text(node.pubname)])],
  AlterPublicationStmt: (node) => [change(['publication', text(node.pubname)])],
  AlterDefaultPrivilegesStmt: (node) => [make(null, ['default-privilege', ...defaultPrivilegeKey(node)])],
  AlterOwnerStmt: (node) => readNamed(node.objectType, node, 'owner'),
  CommentStmt: (node) => readNamed(node.objtype, node, 'comment'),
  GrantStmt: readGrant,
  RenameStmt: readRename,
  AlterObjectSchemaStmt: readSetSchema,
  DropStmt: readDrop,
  VariableSetStmt: readSet,
  SelectStmt: readSelect,
  CallStmt: () => [{ does: 'unknown' }],
};

function readCreateTable(node: Node): readonly Effect[] {
  const table = rangeVar(node.relation);
  const own: ObjectKey = ['relation', ...table];
  return node.if_not_exists ? readTable(node, table).map((effect) => unless(effect, own)) : readTable(node, table);
}

function guarded(node: Node, effect: Effect): Effect {
  return node.if_not_exists && effect.does === 'make' ? unless(effect, effect.key) : effect;
}

/** Nothing of it happens where `key` is there already. */
function unless(effect: Effect, key: ObjectKey): Effect {
  return effect.does === 'make' || effect.does === 'constrain' ? { ...effect, unless: key } : effect;
}

function readTable(node: Node, table: readonly [string, string]): readonly Effect[] {
  const effects: Effect[] = [make('table', ['relation', ...table])];
  for (const element of list(node.tableElts)) {
    const [type, part] = only(element);
    if (type === 'ColumnDef') effects.push(...readColumn(table, part));
    else if (type === 'Constraint') effects.push(readConstraint(table, part, []));
  }
  return effects;
}

function readColumn(table: readonly string[], column: Node): readonly Effect[] {
  const name = text(column.colname);
  const location = number(column.location);
  const constraints = list(column.constraints).map((each) => readConstraint(table, only(each)[1], [name]));
  return [
    make('column', ['column', ...table, name], location),
    ...constraints.filter((effect) => effect.does !== 'change'),
  ];
}

/** NOT NULL and defaults are said of the column: they change it. */
function readConstraint(table: readonly string[], node: Node, column: readonly string[]): Effect {
  const type = text(node.contype);
  const location = number(node.location);
  if (!(type in CONSTRAINT_KINDS)) return change(['column', ...table, ...column], location);
  const name = text(node.conname);
  const named = strings(type === 'CONSTR_FOREIGN' ? node.fk_attrs : node.keys);
  const columns = named.length > 0 ? named : column;
  if (name !== '') {
    return {
      does: 'make',
      kind: CONSTRAINT_KINDS[type] ?? null,
      key: ['constraint', ...table, name],
      columns,
      ...at(location),
    };
  }
  return {
    does: 'constrain',
    table: ['relation', ...table],
    type,
    columns,
    ...at(location),
  };
}

export const CONSTRAINT_KINDS: Readonly<Record<string, Kind>> = {
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_CHECK: 'check',
  CONSTR_EXCLUSION: 'exclusion',
};

function readAlterTable(node: Node): readonly Effect[] {
  const table = rangeVar(node.relation);
  if (text(node.objtype) === 'OBJECT_INDEX') return [change(['index', ...table])];
  if (text(node.objtype) === 'OBJECT_TYPE') return [change(['type', ...table], undefined, 'attributes')];
  const effects: Effect[] = [];
  for (const each of list(node.cmds)) {
    const command = only(each)[1];
    const name = text(command.name);
    const [, definition] = command.def === undefined ? ['', {}] : only(command.def);
    switch (text(command.subtype)) {
      case 'AT_AddColumn':
        effects.push(
          ...readColumn(table, definition).map((effect) =>
            command.missing_ok ? unless(effect, ['column', ...table, text(definition.colname)]) : effect,
          ),
        );
        break;
      case 'AT_AddConstraint':
        effects.push(readConstraint(table, definition, []));
        break;
      case 'AT_DropColumn':
        effects.push(remove(['column', ...table, name], command.missing_ok === true));
        break;
      case 'AT_DropConstraint':
        effects.push(remove(['constraint', ...table, name], command.missing_ok === true));
        break;
      case 'AT_ValidateConstraint':
      case 'AT_AlterConstraint':
        effects.push(change(['constraint', ...table, name || text(definition.conname)]));
        break;
      case 'AT_AttachPartition':
        effects.push(change(['relation', ...rangeVar(definition.name)]));
        break;
      case 'AT_ChangeOwner':
        effects.push(change(['relation', ...table], undefined, 'owner'));
        break;
      default:
        effects.push(
          change(name === '' ? ['relation', ...table] : ['column', ...table, name], undefined, text(command.subtype)),
        );
    }
  }
  return effects;
}

function readIndex(node: Node): readonly Effect[] {
  const [schema, table] = rangeVar(node.relation);
  const name = text(node.idxname);
  const of: ObjectKey = ['relation', schema, table];
  const columns = list(node.indexParams).map((each) => text(only(each)[1].name));
  const key: ObjectKey = ['index', schema, name];
  const guard = node.if_not_exists ? { unless: key } : {};
  if (name !== '') return [{ does: 'make', key, kind: 'index', of, columns, ...guard }];
  return [{ does: 'index', table: of, columns }];
}

/** COMMENT ON and OWNER TO name an object of any kind alike. */
function readNamed(type: unknown, node: Node, aspect: string): readonly Effect[] {
  const space = SPACES[text(type)];
  if (!space) return [];
  return [
    change(
      node.relation === undefined ? keyIn(space, node.object) : ['relation', ...rangeVar(node.relation)],
      undefined,
      aspect,
    ),
  ];
}

/** What tells overloads apart, as far as the text tells: the types of the input parameters. */
function parameterTypes(parameters: unknown): string {
  const inputs = list(parameters)
    .map((each) => only(each)[1])
    .filter(({ mode }) => !['FUNC_PARAM_OUT', 'FUNC_PARAM_TABLE'].includes(text(mode)));
  return inputs.map(({ argType }) => typeText(child(argType))).join(', ');
}

function grantees(roles: unknown): readonly string[] {
  return list(roles).map((each) => {
    const role = only(each)[1];
    return text(role.roletype) === 'ROLESPEC_PUBLIC' ? 'public' : text(role.rolename);
  });
}

/** On every table of a schema, the grant is that of the schema: what it reaches the catalog tells. */
function readGrant(node: Node): readonly Effect[] {
  return list(node.objects).flatMap((each) => {
    const [type, object] = only(each);
    const names =
      type === 'RangeVar'
        ? rangeVar(object)
        : type === 'ObjectWithArgs'
          ? qualified(object.objname)
          : type === 'List'
            ? qualified(object.items)
            : [text(object.sval)];
    const scope = text(node.targtype) === 'ACL_TARGET_ALL_IN_SCHEMA' ? ['*'] : [];
    return grantees(node.grantees).map((grantee) => make(null, ['grant', ...names, ...scope, grantee]));
  });
}

function defaultPrivilegeKey(node: Node): readonly string[] {
  const options = Object.fromEntries(
    list(node.options).map((each) => {
      const { defname, arg } = only(each)[1];
      return [text(defname), list(child(child(arg).List).items)];
    }),
  );
  const schemas = strings(options.schemas);
  return [schemas.length === 1 ? (schemas[0] ?? '') : '', grantees(child(node.action).grantees)[0] ?? ''];
}

function readSet(node: Node): readonly Effect[] {
  const name = text(node.name).toLowerCase();
  if (/RESET_ALL/.test(text(node.kind))) return [{ does: 'search', schemas: null, local: false }];
  if (name !== 'search_path') return [];
  const values = list(node.args).map((each) => text(child(child(child(each).A_Const).sval).sval));
  const isReset = !/SET_VALUE/.test(text(node.kind));
  return [{ does: 'search', schemas: isReset ? null : values, local: node.is_local === true }];
}

/** A call may do anything; `set_config` is known, and pg_dump writes it. */
function readSelect(node: Node): readonly Effect[] {
  return list(node.targetList).flatMap((each): readonly Effect[] => {
    const call = child(child(child(child(each).ResTarget).val).FuncCall);
    const name = strings(call.funcname).at(-1);
    if (name === undefined) return [];
    const args = list(call.args).map((arg) => child(child(arg).A_Const));
    if (name !== 'set_config' || text(child(args[0]?.sval).sval) !== 'search_path') return [{ does: 'unknown' }];
    const schemas = text(child(args[1]?.sval).sval)
      .split(',')
      .map((part) => part.trim().replaceAll('"', ''));
    return [
      {
        does: 'search',
        schemas: schemas.filter((part) => part !== ''),
        local: child(args[2]?.boolval).boolval === true,
      },
    ];
  });
}

function inSchema(schema: string): (effect: Effect) => Effect {
  return (effect) => {
    if (!('key' in effect) || effect.key[1] !== UNQUALIFIED) return effect;
    const [space, , ...rest] = effect.key;
    return { ...effect, key: [space, schema, ...rest] };
  };
}

function readRename(node: Node): readonly Effect[] {
  const to = text(node.newname);
  const sub = text(node.subname);
  const type = text(node.renameType);
  const space = SPACES[type];
  if (type === 'OBJECT_ATTRIBUTE') return [change(['type', ...rangeVar(node.relation)], undefined, 'attributes')];
  if (type === 'OBJECT_DOMCONSTRAINT') return [change(['type', ...qualified(child(child(node.object).List).items)])];
  if (!space) return [];
  if (node.relation !== undefined) {
    const relation = rangeVar(node.relation);
    if (sub !== '') return [rename([space, ...relation, sub], [space, ...relation, to])];
    return [rename([space, ...relation], [space, relation[0], to])];
  }
  if (PARTS[space] === undefined) {
    return [rename([space, sub || text(child(child(node.object).String).sval)], [space, to])];
  }
  const from = keyIn(space, node.object);
  const [, schema = UNQUALIFIED, , ...rest] = from;
  return [rename(from, [space, schema, to, ...rest])];
}

function readSetSchema(node: Node): readonly Effect[] {
  const space = SPACES[text(node.objectType)];
  if (!space) return [];
  const from: ObjectKey = node.relation === undefined ? keyIn(space, node.object) : [space, ...rangeVar(node.relation)];
  if (space === 'extension') return [change(from)];
  const [, , name = '', ...rest] = from;
  return [rename(from, [space, text(node.newschema), name, ...rest])];
}

function readDrop(node: Node): readonly Effect[] {
  const space = SPACES[text(node.removeType)];
  return space ? list(node.objects).map((each) => remove(keyIn(space, each), node.missing_ok === true)) : [];
}
