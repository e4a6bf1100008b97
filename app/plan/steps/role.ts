import { quoteIdent, type Role } from '#app/catalog';
import { quoteLiteral, renderMemberships, renderSetting } from '#app/sql';
import { isSame, type KindSteps, statements } from '../alteration.ts';

export const roleSteps: KindSteps<'role'> = {
  drop: ({ name }) => `DROP ROLE ${quoteIdent(name)}`,
  alter: (from, to) => statements(renderRoleChanges(from, to)),
};

export function renderRoleChanges(from: Role, to: Role): readonly string[] {
  const attributes = renderAttributes(from, to);
  return [...(attributes === null ? [] : [attributes]), ...renderSettings(from, to), ...renderMemberOf(from, to)];
}

function renderAttributes(from: Role, to: Role): string | null {
  const flag = (
    attribute: 'superuser' | 'createDb' | 'createRole' | 'inherit' | 'login' | 'replication' | 'bypassRls',
  ) => (from[attribute] === to[attribute] ? '' : `${to[attribute] ? '' : 'NO'}${attribute.toUpperCase()}`);
  const attributes = [
    flag('superuser'),
    flag('createDb'),
    flag('createRole'),
    flag('inherit'),
    flag('login'),
    flag('replication'),
    flag('bypassRls'),
    from.connectionLimit === to.connectionLimit ? '' : `CONNECTION LIMIT ${to.connectionLimit}`,
    from.validUntil === to.validUntil ? '' : `VALID UNTIL ${quoteLiteral(to.validUntil ?? 'infinity')}`,
  ].filter((attribute) => attribute !== '');
  return attributes.length === 0 ? null : `ALTER ROLE ${quoteIdent(to.name)} ${attributes.join(' ')}`;
}

function renderSettings(from: Role, to: Role): readonly string[] {
  const name = quoteIdent(to.name);
  const nameOf = (setting: string) => setting.slice(0, setting.indexOf('='));
  const kept = new Set(to.config.map(nameOf));
  return [
    ...from.config.filter((one) => !kept.has(nameOf(one))).map((one) => `ALTER ROLE ${name} RESET ${nameOf(one)}`),
    ...to.config
      .filter((one) => !from.config.includes(one))
      .map((one) => `ALTER ROLE ${name} SET ${renderSetting(one)}`),
  ];
}

function renderMemberOf(from: Role, to: Role): readonly string[] {
  const isIn = (role: Role, one: Role['memberOf'][number]) => role.memberOf.some((other) => isSame(other, one));
  const gone = from.memberOf.filter((one) => !isIn(to, one));
  const added = to.memberOf.filter((one) => !isIn(from, one));
  return [
    ...gone.map(({ role }) => `REVOKE ${quoteIdent(role)} FROM ${quoteIdent(to.name)}`),
    ...renderMemberships({ ...to, memberOf: added }),
  ];
}
