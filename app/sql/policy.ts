import { type Policy, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';
import { renderGrantee } from './role.ts';

export function renderCreatePolicy(policy: Policy): string {
  const lines = [
    `CREATE POLICY ${quoteIdent(policy.name)} ON ${quoteQualified(policy.schema, policy.table)}`,
    policy.permissive ? '' : 'AS RESTRICTIVE',
    policy.command === 'all' ? '' : `FOR ${policy.command.toUpperCase()}`,
    isPublicOnly(policy.roles) ? '' : `TO ${policy.roles.map(renderGrantee).join(', ')}`,
    policy.using === null ? '' : `USING ${parenthesise(policy.using)}`,
    policy.check === null ? '' : `WITH CHECK ${parenthesise(policy.check)}`,
  ];
  return lines.filter((line) => line !== '').join('\n  ');
}

function isPublicOnly(roles: readonly string[]): boolean {
  return roles.length === 0 || (roles.length === 1 && roles[0] === 'public');
}
