import { type Domain, quoteIdent } from '#app/catalog';
import { parenthesise } from '#app/sql';
import { DIFFERS, defineKind, IDENTITY, OWNED_RULES, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import type { Judge } from './judge.ts';
import { orDefault, sayList } from './say.ts';

export const domainRules = defineKind({
  kind: 'domain',
  noun: 'domain',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    type: { how: 'text', place: 'type', class: 'unmanaged', label: 'type', behaves: true },
    collation: {
      how: 'value',
      class: 'unmanaged',
      label: 'collation',
      say: orDefault('collation'),
      behaves: true,
    },
    default: { how: 'text', place: 'domain-default', class: 'unmanaged', label: 'default', behaves: true },
    notNull: {
      how: 'value',
      class: 'unmanaged',
      label: 'NOT NULL',
      say: (value) => (value ? 'is NOT NULL' : 'is nullable'),
      behaves: true,
    },
    checks: { how: 'own', class: 'unmanaged', label: 'checks', say: sayChecks, rule: compareChecks, behaves: true },
  },
});

/** Checks are paired by name: ALTER DOMAIN drops and adds them by it. */
function compareChecks(from: Side<'domain'>, to: Side<'domain'>, judge: Judge): Ruling {
  const others = new Map(to.object.checks.map((check) => [check.name, check]));
  if (from.object.checks.length !== others.size) return DIFFERS;
  let open: Ruling = SAME;
  for (const check of from.object.checks) {
    const other: Domain['checks'][number] | undefined = others.get(check.name);
    if (!other || other.validated !== check.validated) return DIFFERS;
    const ruling = judge.text('domain-check', check.expression, other.expression, from, to);
    if (ruling.outcome === 'differs') return DIFFERS;
    if (ruling.outcome !== 'same') open = ruling;
    else if (other.comment !== check.comment && open.outcome === 'same') open = { outcome: 'differs', behaves: false };
  }
  return open;
}

function sayChecks(checks: Domain['checks'], others: Domain['checks']): string {
  const own = checks.filter((check) => !others.some((other) => isEqual(check, other)));
  const said = own.map(
    ({ name, expression, validated, comment }) =>
      `${quoteIdent(name)} ${parenthesise(expression)}${validated ? '' : ' NOT VALID'}${comment === null ? '' : ` with comment “${comment}”`}`,
  );
  return said.length === 0 ? `has no ${checks.length === 0 ? '' : 'other '}check` : `has check ${sayList(said)}`;
}
