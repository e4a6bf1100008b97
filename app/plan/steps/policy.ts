import { type Policy, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise, renderGrantee } from '#app/sql';
import { agreeBut, isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const policySteps: KindSteps<'policy'> = {
  drop: ({ schema, table, name }) => `DROP POLICY ${quoteIdent(name)} ON ${quoteQualified(schema, table)}`,
  alter: (from, to) => (canBeAltered(from, to) ? statements(renderAlter(from, to)) : REPLACE),
};

/** ALTER POLICY gives other roles and expressions; it takes none away. */
function canBeAltered(from: Policy, to: Policy): boolean {
  const isGone = (before: string | null, after: string | null) => before !== null && after === null;
  return (
    agreeBut(from, to, 'roles', 'using', 'check') && !isGone(from.using, to.using) && !isGone(from.check, to.check)
  );
}

function renderAlter(from: Policy, to: Policy): string {
  const changes = [
    isSame(from.roles, to.roles) ? '' : ` TO ${to.roles.map(renderGrantee).join(', ')}`,
    from.using === to.using || to.using === null ? '' : ` USING ${parenthesise(to.using)}`,
    from.check === to.check || to.check === null ? '' : ` WITH CHECK ${parenthesise(to.check)}`,
  ];
  return `ALTER POLICY ${quoteIdent(to.name)} ON ${quoteQualified(to.schema, to.table)}${changes.join('')}`;
}
