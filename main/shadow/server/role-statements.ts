import { quoteIdent } from '#app/catalog';
import { quoteLiteral } from '#app/sql';

export type Node = Readonly<Record<string, unknown>>;

export interface RoleToken {
  readonly name: string;
  /** In bytes. */
  readonly start: number;
  readonly end: number;
}

/** Where a parse tree names roles in the text it was made from. */
export function roleTokens(tree: unknown, text: Buffer): RoleToken[] {
  const tokens: RoleToken[] = [];
  const add = (name: unknown, location: unknown) => {
    if (typeof name !== 'string') return;
    const start = typeof location === 'number' ? location : 0;
    const end = tokenEnd(text, start);
    if (end > start) tokens.push({ name, start, end });
  };
  visit(tree, (node) => {
    if (node.roletype === 'ROLESPEC_CSTRING') add(node.rolename, node.location);
    if (node.VariableSetStmt) {
      const { name, args } = node.VariableSetStmt as Node;
      if (name !== 'role' && name !== 'session_authorization') return;
      for (const each of childrenOf(args)) {
        const constant = each.A_Const as Node | undefined;
        add((constant?.sval as Node | undefined)?.sval, constant?.location);
      }
    }
  });
  return tokens;
}

/** The end of the identifier or string that begins at a byte. */
function tokenEnd(text: Buffer, start: number): number {
  const rest = text.toString('latin1', start);
  const token = /^(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[\w$\x80-\xff]+)/.exec(rest)?.[0] ?? '';
  return start + token.length;
}

/** The names of roles anywhere in a part of a parse tree, in order. */
export function namesOf(tree: unknown): readonly string[] {
  const names: string[] = [];
  visit(tree, (node) => {
    if (node.roletype === 'ROLESPEC_CSTRING' && typeof node.rolename === 'string') names.push(node.rolename);
  });
  return names;
}

/** Whom a statement makes the owner of something, and in which schema that is; `null` for any other statement. */
export function ownerChange(type: string, node: Node): { readonly owner: string; readonly schema: string } | null {
  if (type === 'AlterTableStmt') {
    const { schemaname } = (node.relation ?? {}) as Node;
    for (const each of childrenOf(node.cmds)) {
      const command = each.AlterTableCmd as Node;
      const [owner] = command.subtype === 'AT_ChangeOwner' ? namesOf(command.newowner) : [];
      if (owner !== undefined) return { owner, schema: schemaOr(schemaname) };
    }
  }
  const [owner] = type === 'AlterOwnerStmt' ? namesOf(node.newowner) : [];
  if (owner === undefined || node.objectType === 'OBJECT_SCHEMA') return null;
  const names: string[] = [];
  visit(node.object, ({ String: name }) => {
    const { sval } = (name ?? {}) as Node;
    if (typeof sval === 'string') names.push(sval);
  });
  return { owner, schema: schemaOr(names.length > 1 ? names[0] : undefined) };
}

function schemaOr(name: unknown): string {
  return typeof name === 'string' && name !== '' ? name : 'public';
}

/** Options of CREATE ROLE and ALTER ROLE by the column of the roles query that shows them. */
const COLUMNS: Readonly<Record<string, string>> = {
  superuser: 'superuser',
  createdb: 'create_db',
  createrole: 'create_role',
  inherit: 'inherit',
  canlogin: 'login',
  isreplication: 'replication',
  bypassrls: 'bypass_rls',
  connectionlimit: 'connection_limit',
};

/** The attributes that a statement declares, as the roles query would show them. */
export function declaredAttributes(node: Node, isNew: boolean): Record<string, unknown> {
  const attributes: Record<string, unknown> = isNew && node.stmt_type === 'ROLESTMT_USER' ? { login: true } : {};
  for (const each of childrenOf(node.options)) {
    const { defname, arg } = each.DefElem as Node;
    const column = COLUMNS[String(defname)];
    if (column === undefined) continue;
    const { Boolean: flag, Integer: number } = (arg ?? {}) as { Boolean?: Node; Integer?: Node };
    // The tree leaves out what is false or zero.
    attributes[column] = column === 'connection_limit' ? (number?.ival ?? 0) : flag?.boolval === true;
  }
  return attributes;
}

export interface RoleSetting {
  /** What follows `ALTER ROLE name`. */
  readonly sql: string;
  readonly parameter: string;
  /** `null` where it is taken back. */
  readonly value: string | null;
}

/** The setting of ALTER ROLE … SET and RESET, of constants; `null` for anything else. */
export function settingOf({ kind, name, args }: Node): RoleSetting | null {
  const parameter = String(name);
  const quoted = parameter.split('.').map(quoteIdent).join('.');
  if (kind === 'VAR_RESET_ALL') return { sql: 'RESET ALL', parameter, value: null };
  if (kind === 'VAR_RESET' || kind === 'VAR_SET_DEFAULT') return { sql: `RESET ${quoted}`, parameter, value: null };
  const values = childrenOf(args).map((each) => constantOf((each.A_Const ?? {}) as Node));
  if (kind !== 'VAR_SET_VALUE' || values.includes(null)) return null;
  // Every value may be written as a string.
  const list = values.map((value) => quoteLiteral(value ?? '')).join(', ');
  return { sql: `SET ${quoted} TO ${list}`, parameter, value: values.join(', ') };
}

function constantOf({ sval, ival, fval, boolval, isnull }: Node): string | null {
  if (sval !== undefined) return String((sval as Node).sval ?? '');
  // The tree leaves out a zero.
  if (ival !== undefined) return String((ival as Node).ival ?? 0);
  if (fval !== undefined) return String((fval as Node).fval);
  return boolval === undefined || isnull === true ? null : String((boolval as Node).boolval === true);
}

export function childrenOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : [];
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, see);
  } else if (typeof value === 'object' && value !== null) {
    see(value as Node);
    for (const each of Object.values(value)) visit(each, see);
  }
}
