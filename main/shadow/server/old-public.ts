import { quoteIdent } from '#app/catalog';
import { parseAcl } from '#main/sources/live/assemble/access-list.ts';
import type { Row } from '#main/sources/live/session.ts';
import { childrenOf, type Node } from './role-statements.ts';

/** The OID of `public` in every database. */
const PUBLIC_OID = 2200;

interface Change {
  readonly gives: boolean;
  /** WITH GRANT OPTION, or GRANT OPTION FOR. */
  readonly option: boolean;
  readonly privileges: readonly ('USAGE' | 'CREATE')[];
  /** The script's names; the empty text is PUBLIC. */
  readonly grantees: readonly string[];
}

/**
 * The schema `public` before PostgreSQL 15: the server's own superuser owns it in every database, and nobody else can grant on
 * it, comment on it or take it over, whoever owns the database. What a script does to it is remembered and put into
 * what is read; everybody may use it and make things in it all the while, as everybody may there by default.
 */
export class OldPublicSchema {
  readonly #superuser: string;
  readonly #changes: Change[] = [];
  #comment: string | null | undefined;
  #owner: string | null = null;
  readonly #oids = new Map<string, unknown>();

  /** `superuser` is how scripts call the owner. */
  constructor(superuser: string) {
    this.#superuser = superuser;
  }

  /** Takes a statement down; false where it is about anything else. */
  takes(type: string, node: Node): boolean {
    if (type === 'GrantStmt' && node.objtype === 'OBJECT_SCHEMA') return this.#takesGrant(node);
    const isPublic = ((node.object as Node | undefined)?.String as Node | undefined)?.sval === 'public';
    if (!isPublic) return false;
    if (type === 'CommentStmt' && node.objtype === 'OBJECT_SCHEMA') {
      this.#comment = typeof node.comment === 'string' ? node.comment : null;
      return true;
    }
    if (type !== 'AlterOwnerStmt' || node.objectType !== 'OBJECT_SCHEMA') return false;
    this.#owner = this.#roleOf((node.newowner ?? {}) as Node);
    return true;
  }

  #takesGrant(node: Node): boolean {
    const names = childrenOf(node.objects).map((each) => String((each.String as Node | undefined)?.sval));
    if (names.length !== 1 || names[0] !== 'public') return false;
    const written = childrenOf(node.privileges).map((each) =>
      String((each.AccessPriv as Node).priv_name).toUpperCase(),
    );
    this.#changes.push({
      gives: node.is_grant === true,
      option: node.grant_option === true,
      privileges: (['USAGE', 'CREATE'] as const).filter((name) => written.length === 0 || written.includes(name)),
      grantees: childrenOf(node.grantees).map((each) => this.#roleOf((each.RoleSpec ?? {}) as Node)),
    });
    return true;
  }

  #roleOf({ roletype, rolename }: Node): string {
    if (roletype === 'ROLESPEC_PUBLIC') return '';
    return roletype === 'ROLESPEC_CSTRING' ? String(rolename) : this.#superuser;
  }

  /** Every role that is named, so that it can be made. */
  namesIn(type: string, node: Node): readonly string[] {
    const specs = type === 'GrantStmt' ? childrenOf(node.grantees).map(({ RoleSpec }) => RoleSpec) : [node.newowner];
    return specs.map((spec) => this.#roleOf((spec ?? {}) as Node)).filter((name) => name !== '');
  }

  /** Which role stands for a name of the script. */
  knows(name: string, oid: unknown): void {
    this.#oids.set(name, oid);
  }

  /** The row of a schema as it would be. */
  schemaRow(row: Row): Row {
    if (row.name !== 'public') return row;
    const owner = this.#owner === null ? row.owner : (this.#oids.get(this.#owner) ?? row.owner);
    if (this.#changes.length === 0) return { ...row, owner };
    return { ...row, owner, acl: this.#acl(String(row.acl ?? row.initial ?? '')) };
  }

  #acl(before: string): string {
    const held = new Map<string, Map<string, boolean>>();
    const owner = ownerIn(before);
    for (const { grantee, privileges } of parseAcl(before)) {
      held.set(grantee, new Map(privileges.map(({ privilege, grantable }) => [privilege, grantable])));
    }
    for (const { gives, option, privileges, grantees } of this.#changes) {
      for (const grantee of grantees) {
        const name = grantee === this.#superuser ? owner : grantee;
        const own = held.get(name) ?? new Map<string, boolean>();
        held.set(name, own);
        for (const privilege of privileges) {
          if (gives) own.set(privilege, option || own.get(privilege) === true);
          else if (!option) own.delete(privilege);
          else if (own.has(privilege)) own.set(privilege, false);
        }
      }
    }
    return [...held]
      .filter(([, own]) => own.size > 0)
      .map(([grantee, own]) => `${quoted(grantee)}=${lettersOf(own)}/${quoted(owner)}`)
      .join(',');
  }

  comments(rows: readonly Row[]): readonly Row[] {
    if (this.#comment === undefined) return rows;
    const others = rows.filter((row) => row.class !== 'pg_namespace' || Number(row.oid) !== PUBLIC_OID);
    return this.#comment === null
      ? others
      : [...others, { class: 'pg_namespace', oid: PUBLIC_OID, sub: 0, text: this.#comment }];
  }
}

/** A grant on several schemas, `public` among them, as two; `null` for anything else. */
export function withoutPublic(
  sql: string,
  type: string,
  node: Node,
): { readonly ofPublic: string; readonly ofOthers: string } | null {
  if (type !== 'GrantStmt' || node.objtype !== 'OBJECT_SCHEMA') return null;
  const names = childrenOf(node.objects).map((each) => String((each.String as Node | undefined)?.sval));
  const [, head, tail] = /^([\s\S]*?\bon\s+schema\s)[\s\S]*?(\s(?:to|from)\s[\s\S]*)$/i.exec(sql) ?? [];
  if (names.length < 2 || !names.includes('public') || head === undefined || tail === undefined) return null;
  const others = names.filter((name) => name !== 'public').map(quoteIdent);
  return { ofPublic: `${head}public${tail}`, ofOthers: `${head}${others.join(', ')}${tail}` };
}

/** Whoever granted what `initdb` granted. */
function ownerIn(acl: string): string {
  return parseAcl(acl).find(({ grantee }) => grantee !== '')?.grantee ?? '';
}

function lettersOf(own: ReadonlyMap<string, boolean>): string {
  return [...own].map(([privilege, grantable]) => `${privilege[0]}${grantable ? '*' : ''}`).join('');
}

/** As `aclitemout` prints names. */
function quoted(name: string): string {
  return /^\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
