/**
 * What a statement does to which object. Keys are loose (`relation`, `column`, `constraint` …): the parse tree does not
 * say whether `public.v` is a table or a view; the catalog that is read afterwards does.
 */
export type Effect =
  | { readonly does: 'make'; readonly key: ObjectKey; readonly location?: number }
  /** `aspect` is what of the object is changed: of each aspect the last change is remembered. */
  | { readonly does: 'change'; readonly key: ObjectKey; readonly aspect: string; readonly location?: number }
  /** A constraint without a name: it is found by what it constrains. */
  | {
      readonly does: 'constrain';
      readonly table: ObjectKey;
      readonly type: string;
      readonly columns: readonly string[];
      readonly location?: number;
    }
  | {
      readonly does: 'index';
      readonly table: ObjectKey;
      readonly columns: readonly string[];
      readonly location?: number;
    }
  | { readonly does: 'remove'; readonly key: ObjectKey }
  | { readonly does: 'rename'; readonly from: ObjectKey; readonly to: ObjectKey };

/** A kind of name and its parts, schema first. */
export type ObjectKey = readonly [space: Space, ...parts: readonly string[]];

export type Space =
  | 'schema'
  | 'extension'
  | 'role'
  | 'type'
  | 'relation'
  | 'index'
  | 'function'
  | 'column'
  | 'constraint'
  | 'policy'
  | 'trigger'
  | 'rule'
  | 'grant'
  | 'publication'
  | 'event-trigger';

type Node = Readonly<Record<string, unknown>>;

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
  CreateSchemaStmt: (node) => [make(['schema', text(node.schemaname)]), ...list(node.schemaElts).flatMap(effectsOf)],
  CreateExtensionStmt: (node) => [make(['extension', text(node.extname)])],
  CreateRoleStmt: (node) => [make(['role', text(node.role)])],
  AlterRoleStmt: (node) => [change(['role', text(child(node.role).rolename)])],
  CreateEnumStmt: (node) => [make(['type', ...qualified(node.typeName)])],
  AlterEnumStmt: (node) => [change(['type', ...qualified(node.typeName)])],
  CreateDomainStmt: (node) => [make(['type', ...qualified(node.domainname)])],
  AlterDomainStmt: (node) => [change(['type', ...qualified(node.typeName)])],
  CompositeTypeStmt: (node) => [make(['type', ...rangeVar(node.typevar)])],
  CreateRangeStmt: (node) => [make(['type', ...qualified(node.typeName)])],
  CreateSeqStmt: (node) => [make(['relation', ...rangeVar(node.sequence)])],
  AlterSeqStmt: (node) => [change(['relation', ...rangeVar(node.sequence)])],
  CreateStmt: readCreateTable,
  CreateForeignTableStmt: (node) => readCreateTable(child(node.base ?? node.baseStmt)),
  AlterTableStmt: readAlterTable,
  IndexStmt: readIndex,
  ViewStmt: (node) => [make(['relation', ...rangeVar(node.view)])],
  CreateTableAsStmt: (node) => [make(['relation', ...rangeVar(child(node.into).rel)])],
  CreateFunctionStmt: (node) => [make(['function', ...qualified(node.funcname)])],
  AlterFunctionStmt: (node) => [change(['function', ...qualified(child(node.func).objname)])],
  CreateTrigStmt: (node) => [make(['trigger', ...rangeVar(node.relation), text(node.trigname)])],
  CreateEventTrigStmt: (node) => [make(['event-trigger', text(node.trigname)])],
  RuleStmt: (node) => [make(['rule', ...rangeVar(node.relation), text(node.rulename)])],
  CreatePolicyStmt: (node) => [make(['policy', ...rangeVar(node.table), text(node.policy_name)])],
  AlterPolicyStmt: (node) => [change(['policy', ...rangeVar(node.table), text(node.policy_name)])],
  CreatePublicationStmt: (node) => [make(['publication', text(node.pubname)])],
  CommentStmt: readComment,
  GrantStmt: readGrant,
  RenameStmt: readRename,
  AlterObjectSchemaStmt: readSetSchema,
  DropStmt: readDrop,
};

function readCreateTable(node: Node): readonly Effect[] {
  const table = rangeVar(node.relation);
  const effects: Effect[] = [make(['relation', ...table])];
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
  return [make(['column', ...table, name], location), ...constraints.filter((effect) => effect.does !== 'change')];
}

/** NOT NULL and defaults are said of the column: they change it. */
function readConstraint(table: readonly string[], node: Node, column: readonly string[]): Effect {
  const type = text(node.contype);
  const location = number(node.location);
  const isObject = ['CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_FOREIGN', 'CONSTR_CHECK', 'CONSTR_EXCLUSION'].includes(
    type,
  );
  if (!isObject) return change(['column', ...table, ...column], location);
  const name = text(node.conname);
  if (name !== '') return make(['constraint', ...table, name], location);
  const columns = strings(type === 'CONSTR_FOREIGN' ? node.fk_attrs : node.keys);
  return {
    does: 'constrain',
    table: ['relation', ...table],
    type,
    columns: columns.length > 0 ? columns : column,
    ...at(location),
  };
}

function readAlterTable(node: Node): readonly Effect[] {
  const table = rangeVar(node.relation);
  if (text(node.objtype) === 'OBJECT_INDEX') return [change(['index', ...table])];
  const effects: Effect[] = [];
  for (const each of list(node.cmds)) {
    const command = only(each)[1];
    const name = text(command.name);
    const [, definition] = command.def === undefined ? ['', {}] : only(command.def);
    switch (text(command.subtype)) {
      case 'AT_AddColumn':
        effects.push(...readColumn(table, definition));
        break;
      case 'AT_AddConstraint':
        effects.push(readConstraint(table, definition, []));
        break;
      case 'AT_DropColumn':
        effects.push({ does: 'remove', key: ['column', ...table, name] });
        break;
      case 'AT_DropConstraint':
        effects.push({ does: 'remove', key: ['constraint', ...table, name] });
        break;
      case 'AT_ValidateConstraint':
      case 'AT_AlterConstraint':
        effects.push(change(['constraint', ...table, name || text(definition.conname)]));
        break;
      case 'AT_AttachPartition':
        effects.push(change(['relation', ...rangeVar(definition.name)]));
        break;
      case 'AT_ChangeOwner':
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
  const [schema = 'public', table = ''] = rangeVar(node.relation);
  const name = text(node.idxname);
  if (name !== '') return [make(['index', schema, name])];
  const columns = list(node.indexParams).map((each) => text(only(each)[1].name));
  return [{ does: 'index', table: ['relation', schema, table], columns }];
}

function readComment(node: Node): readonly Effect[] {
  const names = strings(child(child(node.object).List).items);
  const space = SPACES[text(node.objtype)];
  if (!space) return [];
  return [
    change([space, ...completed(space, names.length > 0 ? names : [text(child(child(node.object).String).sval)])]),
  ];
}

function readGrant(node: Node): readonly Effect[] {
  const grantees = list(node.grantees).map((each) => {
    const role = only(each)[1];
    return text(role.roletype) === 'ROLESPEC_PUBLIC' ? 'public' : text(role.rolename);
  });
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
    return grantees.map((grantee) => make(['grant', ...names, grantee]));
  });
}

function readRename(node: Node): readonly Effect[] {
  const to = text(node.newname);
  const sub = text(node.subname);
  const type = text(node.renameType);
  const space = SPACES[type];
  if (!space) return [];
  if (node.relation !== undefined) {
    const relation = rangeVar(node.relation);
    if (sub !== '') return [rename([space, ...relation, sub], [space, ...relation, to])];
    return [rename([space, ...relation], [space, relation[0] ?? 'public', to])];
  }
  if (space === 'schema' || space === 'role') return [rename([space, sub], [space, to])];
  const from = qualified(child(child(node.object).List).items ?? child(child(node.object).ObjectWithArgs).objname);
  return [rename([space, ...from], [space, from[0] ?? 'public', to])];
}

function readSetSchema(node: Node): readonly Effect[] {
  const space = SPACES[text(node.objectType)];
  if (!space) return [];
  const from =
    node.relation === undefined
      ? qualified(child(child(node.object).List).items ?? child(child(node.object).ObjectWithArgs).objname)
      : rangeVar(node.relation);
  return [rename([space, ...from], [space, text(node.newschema), from[1] ?? ''])];
}

function readDrop(node: Node): readonly Effect[] {
  const space = SPACES[text(node.removeType)];
  if (!space) return [];
  return list(node.objects).map((each) => {
    const [type, object] = only(each);
    const names = strings(
      type === 'List'
        ? object.items
        : type === 'TypeName'
          ? object.names
          : type === 'ObjectWithArgs'
            ? object.objname
            : [],
    );
    return { does: 'remove', key: [space, ...completed(space, names.length > 0 ? names : [text(object.sval)])] };
  });
}

const SPACES: Readonly<Record<string, Space>> = {
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
  OBJECT_ROLE: 'role',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_TABLE: 'relation',
  OBJECT_FOREIGN_TABLE: 'relation',
  OBJECT_VIEW: 'relation',
  OBJECT_MATVIEW: 'relation',
  OBJECT_SEQUENCE: 'relation',
  OBJECT_INDEX: 'index',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_COLUMN: 'column',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_POLICY: 'policy',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_RULE: 'rule',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_EVENT_TRIGGER: 'event-trigger',
};

/** How many parts a full name has, the schema included. */
const PARTS: Readonly<Partial<Record<Space, number>>> = {
  type: 2,
  relation: 2,
  index: 2,
  function: 2,
  column: 3,
  constraint: 3,
  policy: 3,
  trigger: 3,
  rule: 3,
};

/** Puts the schema before a name that leaves it to the search_path. */
function completed(space: Space, names: readonly string[]): readonly string[] {
  return names.length < (PARTS[space] ?? 1) ? ['public', ...names] : names;
}

function make(key: ObjectKey, location?: number): Effect {
  return { does: 'make', key, ...at(location) };
}

function change(key: ObjectKey, location?: number, aspect = 'definition'): Effect {
  return { does: 'change', key, aspect, ...at(location) };
}

function rename(from: ObjectKey, to: ObjectKey): Effect {
  return { does: 'rename', from, to };
}

function at(location: number | undefined): { readonly location?: number } {
  return location === undefined || location < 0 ? {} : { location };
}

function only(node: unknown): readonly [type: string, node: Node] {
  const [entry] = Object.entries(child(node));
  return entry ? [entry[0], child(entry[1])] : ['', {}];
}

function child(node: unknown): Node {
  return typeof node === 'object' && node !== null ? (node as Node) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A location of 0 is left out of the parse tree. */
function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function strings(value: unknown): readonly string[] {
  return list(value).map((each) => text(child(child(each).String).sval));
}

function qualified(names: unknown): readonly [schema: string, name: string] {
  const parts = strings(names);
  return [parts.length > 1 ? (parts.at(-2) ?? 'public') : 'public', parts.at(-1) ?? ''];
}

function rangeVar(node: unknown): readonly [schema: string, name: string] {
  const { schemaname, relname } = child(node);
  return [text(schemaname) || 'public', text(relname)];
}
