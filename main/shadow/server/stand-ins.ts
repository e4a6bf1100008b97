import { loadModule, parseSync } from 'libpg-query';
import { quoteIdent } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import { commentsQuery } from '#main/sources/live/queries/comments.ts';
import { membershipsQuery, rolesQuery } from '#main/sources/live/queries/roles.ts';
import { schemasQuery } from '#main/sources/live/queries/schemas.ts';
import type { Row, ShadowSession } from '#main/sources/live/session.ts';
import type { ServerError } from '../protocol.ts';
import type { ScriptRoles } from '../script-roles.ts';
import { OldPublicSchema, withoutPublic } from './old-public.ts';
import {
  childrenOf,
  declaredAttributes,
  type Node,
  namesOf,
  ownerChange,
  roleTokens,
  settingOf,
} from './role-statements.ts';

export interface StandInOptions {
  /** Speaks as the role that may make roles; `null` where none may be made. */
  readonly admin: ShadowSession | null;
  /** The database's name, which the stand-ins' names begin with. */
  readonly database: string;
  /** In the database, as whoever speaks there. */
  readonly session: ShadowSession;
  readonly speaker: string;
  readonly comment: string;
  readonly major: number;
}

/** The superuser that scripts know, and that no script is here. */
const SUPERUSER = 'postgres';
/** PostgreSQL 15's owner of the schema `public`; before that it is the server's own superuser. */
const OWNER_OF_PUBLIC = 'pg_database_owner';
const FIRST_USER = 10;

/** Roles that a server with other work cannot be given. */
class NotReplayable extends Error {
  readonly code = '0A000';
  constructor() {
    super('roles belong to the whole server, and the shadow’s role may not make any (it has no CREATEROLE)');
  }
}

/**
 * Roles belong to a server, and this one is somebody's. A script's roles get stand-ins that have no right but what the
 * script gives them and that are dropped with its database; their names are put into the statements where roles are named,
 * and taken out of everything that is read. Attributes are remembered, not given.
 */
export class StandIns implements ScriptRoles {
  readonly #options: StandInOptions;
  /** By the script's name. */
  readonly #byName = new Map<string, string>();
  readonly #attributes = new Map<string, Record<string, unknown>>();
  #made = 0;
  /** Which statement made a role: a transaction that is undone and run again makes it again. */
  readonly #madeBy = new Map<string, number>();
  #statement = -1;
  readonly #comments = new Map<string, string>();
  /** Settings that the server refuses to whoever is no superuser, by stand-in and parameter. */
  readonly #settings = new Map<string, Map<string, string>>();
  /** The script's name of each stand-in that was read, by OID. */
  #kept: ReadonlyMap<unknown, string> = new Map();

  readonly #oldPublic: OldPublicSchema | null;

  constructor(options: StandInOptions) {
    this.#options = options;
    this.#oldPublic = options.major < 15 ? new OldPublicSchema(SUPERUSER) : null;
    this.#byName.set(SUPERUSER, options.speaker);
  }

  async prepare(sql: string, index = -1): Promise<{ readonly sql: string | null; readonly stubs: readonly string[] }> {
    await loadModule();
    const parsed = parseOrNull(sql);
    if (!parsed) return { sql, stubs: [] };
    const [first] = parsed;
    const [type = '', node = {}] = Object.entries((first?.stmt ?? {}) as Record<string, Node>)[0] ?? [];
    const emulate = parsed.length === 1 ? this.#emulations[type] : undefined;
    const stubs: string[] = [];
    this.#statement = index;
    const split = this.#oldPublic ? withoutPublic(sql, type, node) : null;
    if (split) {
      // What is done to `public` is remembered; the other schemas get the statement.
      const first = await this.prepare(split.ofPublic, index);
      const second = await this.prepare(split.ofOthers, index);
      return { sql: second.sql, stubs: [...first.stubs, ...second.stubs] };
    }
    if (parsed.length === 1 && (await this.#onOldPublic(type, node, stubs))) return { sql: null, stubs };
    if (type === 'DoStmt') return { sql: await this.#inBlock(sql, stubs), stubs };
    if (emulate && (await emulate(node, stubs))) return { sql: null, stubs };
    const rewritten = await this.#rewrite(sql, parsed, stubs);
    return { sql: parsed.length === 1 ? await this.#letOwn(rewritten, type, node) : rewritten, stubs };
  }

  /**
   * A block as drizzle-kit and people write them: `IF NOT EXISTS (…) THEN CREATE ROLE …; END IF`. Statements on roles are
   * done whatever the condition, where the role is not there yet; what is put together at run time is not seen.
   */
  async #inBlock(block: string, stubs: string[]): Promise<string> {
    const parts: string[] = [];
    let at = 0;
    for (const { 0: sql, index } of block.matchAll(INNER)) {
      const parsed = parseOrNull(sql);
      const [type = '', node = {}] = Object.entries((parsed?.[0]?.stmt ?? {}) as Record<string, Node>)[0] ?? [];
      if (!parsed || type === '') continue;
      const isThere = type === 'CreateRoleStmt' && this.#byName.has(String(node.role));
      const isDone =
        isThere ||
        (await this.#onOldPublic(type, node, stubs)) ||
        ((await this.#emulations[type]?.(node, stubs)) ?? false);
      parts.push(block.slice(at, index), isDone ? 'NULL' : await this.#rewrite(sql, parsed, stubs));
      at = index + sql.length;
    }
    return [...parts, block.slice(at)].join('');
  }

  /** Before PostgreSQL 15 nobody here may do anything to the schema `public`. */
  async #onOldPublic(type: string, node: Node, stubs: string[]): Promise<boolean> {
    if (!this.#oldPublic?.takes(type, node)) return false;
    for (const name of this.#oldPublic.namesIn(type, node)) {
      const standIn = await this.#standIn(name, stubs);
      const [row] = await this.#options.session.query(
        `SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ${quoteLiteral(standIn)}`,
      );
      this.#oldPublic.knows(name, row?.oid);
    }
    return true;
  }

  /**
   * Whom a superuser makes an owner needs no right to make something there; for anybody else's word it does. It is given
   * for the time of the statement.
   */
  async #letOwn(sql: string, type: string, node: Node): Promise<string> {
    const change = ownerChange(type, node);
    const standIn = change && this.#byName.get(change.owner);
    if (!change || standIn === undefined) return sql;
    const schema = quoteIdent(change.schema);
    // The name itself: this function reads no quotes.
    const may = `has_schema_privilege('${standIn}', ${quoteLiteral(change.schema)}, 'CREATE') AS may`;
    const [row] = await this.#options.session.query(`SELECT ${may}`);
    if (row?.may !== false) return sql;
    return `GRANT CREATE ON SCHEMA ${schema} TO ${standIn};\n${sql};\nREVOKE CREATE ON SCHEMA ${schema} FROM ${standIn}`;
  }

  async make(name: string): Promise<boolean> {
    const { admin, database, speaker, comment } = this.#options;
    if (!admin) return false;
    const standIn = `${database}_r${this.#made}`;
    this.#made += 1;
    await admin.exec(`CREATE ROLE ${standIn}; COMMENT ON ROLE ${standIn} IS '${comment}'`);
    // So that the script may make it an owner and become it; and so that all can be dropped.
    await admin.exec(`GRANT ${standIn} TO ${speaker}; GRANT ${standIn} TO CURRENT_USER`);
    this.#byName.set(name, standIn);
    return true;
  }

  inOwnWords(error: ServerError): ServerError {
    const inText = (text: string | null) => (text === null ? null : this.#originals(text, (name) => name));
    return {
      ...error,
      message: inText(error.message) ?? '',
      detail: inText(error.detail),
      hint: inText(error.hint),
      position: null,
    };
  }

  /** What was read, with the script's own names and none of the server's other roles. */
  inOwnNames(statement: string, rows: readonly Row[]): readonly Row[] {
    const { major } = this.#options;
    if (statement === rolesQuery.sql({ major })) return this.#ownRoles(rows);
    if (statement === membershipsQuery.sql({ major })) {
      return rows.filter(({ role, member }) => this.#kept.has(role) && this.#kept.has(member));
    }
    const own = statement === commentsQuery.sql({ major }) ? this.#ownComments(rows) : rows;
    const named = own.map((row) => this.#named(row) as Row);
    if (!this.#oldPublic || statement !== schemasQuery.sql({ major })) return named;
    return named.map((row) => this.#oldPublic?.schemaRow(row) ?? row);
  }

  /** The stand-ins' own comments say what they are; the script's were kept. */
  #ownComments(rows: readonly Row[]): readonly Row[] {
    const all = this.#oldPublic?.comments(rows) ?? rows;
    return all.flatMap((row) => {
      if (row.text !== this.#options.comment) return [row];
      const text = this.#comments.get(this.#kept.get(row.oid) ?? '');
      return text === undefined ? [] : [{ ...row, text }];
    });
  }

  #ownRoles(rows: readonly Row[]): readonly Row[] {
    const { speaker, major } = this.#options;
    const standIns = new Map([...this.#byName].map(([name, standIn]) => [standIn, name]));
    const kept: Row[] = [];
    const own = new Map<unknown, string>();
    for (const row of rows) {
      const name = String(row.name);
      const original = standIns.get(name);
      if (original !== undefined) {
        const settings = [...(this.#settings.get(name) ?? [])].map(([parameter, value]) => `${parameter}=${value}`);
        const config = settings.length === 0 ? row.config : [...((row.config as readonly string[]) ?? []), ...settings];
        kept.push({ ...row, config, ...this.#attributes.get(original), name: original });
        if (name !== speaker) own.set(row.oid, original);
      } else if (row.oid === FIRST_USER && major < 15) kept.push({ ...row, name: OWNER_OF_PUBLIC });
      else if (name.startsWith('pg_')) kept.push(row);
    }
    this.#kept = own;
    return kept;
  }

  #named(value: unknown): unknown {
    if (typeof value === 'string') return this.#namedText(value);
    if (Array.isArray(value)) return value.map((each) => this.#named(each));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#named(each)]));
  }

  /** Some queries pack what is rare into JSON: a name that needs quotes must not end a string there. */
  #namedText(text: string): string {
    if (!text.includes(this.#options.database) && !text.includes(this.#options.speaker)) return text;
    if (!text.startsWith('[')) return this.#originals(text, inAccessList);
    try {
      return JSON.stringify(this.#named(JSON.parse(text)));
    } catch {
      return this.#originals(text, inAccessList);
    }
  }

  #originals(text: string, within: (name: string) => string): string {
    if (!text.includes(this.#options.database) && !text.includes(this.#options.speaker)) return text;
    let result = text;
    // The longest first: r1 is the beginning of r10.
    const standIns = [...this.#byName].sort(([, a], [, b]) => b.length - a.length);
    for (const [name, standIn] of standIns) {
      if (result === standIn) return name;
      result = result.replace(new RegExp(`(?<![\\w$])${standIn}(?![\\w$])`, 'g'), () => within(name));
    }
    return result;
  }

  /** The stand-in for a name, made where there is none. */
  async #standIn(name: string, stubs: string[]): Promise<string> {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (name.startsWith('pg_')) return name;
    if (!(await this.make(name))) return name;
    stubs.push(name);
    return this.#byName.get(name) ?? name;
  }

  async #rewrite(sql: string, tree: unknown, stubs: string[]): Promise<string> {
    const bytes = Buffer.from(sql, 'utf8');
    let result = bytes;
    // From the end, so that what comes before stays where it is.
    for (const { name, start, end } of roleTokens(tree, bytes).sort((a, b) => b.start - a.start)) {
      const standIn = await this.#standIn(name, stubs);
      if (standIn === name) continue;
      result = Buffer.concat([result.subarray(0, start), Buffer.from(quoteIdent(standIn)), result.subarray(end)]);
    }
    return result.toString('utf8');
  }

  #requireAdmin(): ShadowSession {
    if (!this.#options.admin) throw new NotReplayable();
    return this.#options.admin;
  }

  /** Statements on roles, done here: true where nothing is left to run. */
  readonly #emulations: Readonly<Record<string, (node: Node, stubs: string[]) => Promise<boolean>>> = {
    CreateRoleStmt: async (node, stubs) => {
      const admin = this.#requireAdmin();
      const name = String(node.role);
      if (this.#byName.has(name)) {
        if (this.#madeBy.get(name) === this.#statement) return true;
        throw new RoleExists(name);
      }
      this.#madeBy.set(name, this.#statement);
      await this.make(name);
      this.#attributes.set(name, declaredAttributes(node, true));
      const own = await this.#standIn(name, stubs);
      // Memberships take it over.
      if (this.#attributes.get(name)?.inherit === false) await admin.exec(`ALTER ROLE ${own} NOINHERIT`);
      const options = childrenOf(node.options).map((option) => option.DefElem as Node);
      for (const { defname, arg } of options) {
        for (const other of namesOf((arg as Node | undefined) ?? {})) {
          const standIn = await this.#standIn(other, stubs);
          if (defname === 'addroleto') await admin.exec(`GRANT ${standIn} TO ${own}`);
          if (defname === 'rolemembers') await admin.exec(`GRANT ${own} TO ${standIn}`);
          if (defname === 'adminmembers') await admin.exec(`GRANT ${own} TO ${standIn} WITH ADMIN OPTION`);
        }
      }
      return true;
    },
    AlterRoleStmt: async (node, stubs) => {
      this.#requireAdmin();
      const [name = ''] = namesOf(node.role);
      await this.#standIn(name, stubs);
      this.#attributes.set(name, { ...this.#attributes.get(name), ...declaredAttributes(node, false) });
      return true;
    },
    AlterRoleSetStmt: async (node, stubs) => {
      const { admin } = this.#options;
      const [name] = namesOf(node.role);
      // For all roles, or for the role that is somebody's own, it would hold beyond the shadow; in a database it is not read.
      if (!admin || name === undefined || node.database !== undefined) return true;
      const setting = settingOf((node.setstmt ?? {}) as Node);
      if (setting === null) return true;
      const own = await this.#standIn(name, stubs);
      await admin.exec(`ALTER ROLE ${quoteIdent(own)} ${setting.sql}`).catch((error: unknown) => {
        // Parameters of extensions and of nobody, and those that only a superuser may set.
        if ((error as { code?: unknown }).code !== '42501') throw error;
        const kept = this.#settings.get(own) ?? new Map<string, string>();
        this.#settings.set(own, kept);
        if (setting.value === null) kept.delete(setting.parameter);
        else kept.set(setting.parameter, setting.value);
      });
      return true;
    },
    DropRoleStmt: async (node) => {
      const admin = this.#requireAdmin();
      for (const name of namesOf(node.roles)) {
        const standIn = this.#byName.get(name);
        if (standIn === undefined && node.missing_ok === true) continue;
        await admin.exec(`DROP ROLE ${quoteIdent(standIn ?? name)}`);
        this.#byName.delete(name);
        this.#attributes.delete(name);
      }
      return true;
    },
    GrantRoleStmt: async (node, stubs) => {
      const admin = this.#requireAdmin();
      const granted = childrenOf(node.granted_roles).map((each) => String((each.AccessPriv as Node).priv_name));
      const isAdmin = JSON.stringify(node.opt ?? '').includes('"admin"');
      for (const role of granted) {
        const what = quoteIdent(await this.#standIn(role, stubs));
        for (const grantee of namesOf(node.grantee_roles)) {
          const whom = quoteIdent(await this.#standIn(grantee, stubs));
          if (node.is_grant === true)
            await admin.exec(`GRANT ${what} TO ${whom}${isAdmin ? ' WITH ADMIN OPTION' : ''}`);
          else await admin.exec(`REVOKE ${isAdmin ? 'ADMIN OPTION FOR ' : ''}${what} FROM ${whom}`);
        }
      }
      return true;
    },
    RenameStmt: async (node) => {
      if (node.renameType !== 'OBJECT_ROLE') return false;
      this.#requireAdmin();
      const [from, to] = [String(node.subname), String(node.newname)];
      const standIn = this.#byName.get(from);
      if (standIn === undefined) return false;
      this.#byName.delete(from);
      this.#byName.set(to, standIn);
      this.#attributes.set(to, this.#attributes.get(from) ?? {});
      return true;
    },
    CommentStmt: async (node) => {
      if (node.objtype === 'OBJECT_DATABASE') return true;
      if (node.objtype !== 'OBJECT_ROLE') return false;
      const { sval } = ((node.object as Node | undefined)?.String ?? {}) as Node;
      if (typeof node.comment === 'string') this.#comments.set(String(sval), node.comment);
      else this.#comments.delete(String(sval));
      return true;
    },
    // Rights on the database as a whole: its name is another one here.
    GrantStmt: async (node) => node.objtype === 'OBJECT_DATABASE',
  };
}

/** Statements of a block that may name roles. */
const INNER = /\b(?:create|alter|drop|grant|revoke|comment|set)\b[^;]*(?=;)/gi;

class RoleExists extends Error {
  readonly code = '42710';
  constructor(name: string) {
    super(`role "${name}" already exists`);
  }
}

/** As `aclitemout` prints names. */
function inAccessList(name: string): string {
  return /^\w+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function parseOrNull(sql: string): readonly { readonly stmt?: unknown }[] | null {
  try {
    return parseSync(sql).stmts ?? [];
  } catch {
    return null;
  }
}
