import { quoteIdent, type Role } from '#app/catalog';
import { quoteDollar, quoteLiteral } from './quote-literal.ts';
import { renderSetting } from './setting.ts';

/** Words that stand for a role where a statement wants one. A real role of such a name cannot be made unquoted. */
const ROLE_WORDS = new Set(['public', 'current_role', 'current_user', 'session_user']);

/** A role where it is granted to or named by a policy: `public` stands for everybody. */
export function renderGrantee(role: string): string {
  return ROLE_WORDS.has(role) ? role.toUpperCase() : quoteIdent(role);
}

export function renderCreateRole(role: Role): string {
  const attributes = [
    role.superuser ? 'SUPERUSER' : '',
    role.createDb ? 'CREATEDB' : '',
    role.createRole ? 'CREATEROLE' : '',
    role.inherit ? '' : 'NOINHERIT',
    role.login ? 'LOGIN' : '',
    role.replication ? 'REPLICATION' : '',
    role.bypassRls ? 'BYPASSRLS' : '',
    role.connectionLimit === -1 ? '' : `CONNECTION LIMIT ${role.connectionLimit}`,
    role.validUntil === null ? '' : `VALID UNTIL ${quoteLiteral(role.validUntil)}`,
  ].filter((attribute) => attribute !== '');
  return [`CREATE ROLE ${quoteIdent(role.name)}`, ...attributes].join(' ');
}

export function renderRoleSettings(role: Role): readonly string[] {
  return role.config.map((setting) => `ALTER ROLE ${quoteIdent(role.name)} SET ${renderSetting(setting)}`);
}

/** Roles belong to the whole cluster, so one may be there already: then it stays as it is. */
export function renderEnsureRole(role: Role): string {
  const statements = [renderCreateRole(role), ...renderRoleSettings(role)].map((sql) => `  ${sql};\n`).join('');
  const block = `\nBEGIN\n${statements}EXCEPTION WHEN duplicate_object THEN\n  NULL;\nEND\n`;
  return `DO ${quoteDollar(block, 'role')}`;
}

/** `GRANT team TO member`, one per membership. INHERIT and SET are written only where they are not the default. */
export function renderMemberships(role: Role): readonly string[] {
  return role.memberOf.map((membership) => {
    const options = [
      membership.admin ? 'ADMIN' : '',
      membership.inherit === role.inherit ? '' : `INHERIT ${membership.inherit ? 'TRUE' : 'FALSE'}`,
      membership.set ? '' : 'SET FALSE',
    ].filter((option) => option !== '');
    const isOld = options.length === 1 && options[0] === 'ADMIN';
    const list = options.map((option) => (option === 'ADMIN' ? (isOld ? 'ADMIN OPTION' : 'ADMIN TRUE') : option));
    const suffix = list.length === 0 ? '' : ` WITH ${list.join(', ')}`;
    return `GRANT ${quoteIdent(membership.role)} TO ${quoteIdent(role.name)}${suffix}`;
  });
}
