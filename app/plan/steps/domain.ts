import { type Domain, quoteIdent, quoteQualified } from '#app/catalog';
import { renderCheckComment, renderDomainCheck } from '#app/sql';
import { agreeBut, type KindSteps, RETYPE, statements } from '../alteration.ts';

export const domainSteps: KindSteps<'domain'> = {
  drop: ({ schema, name }) => `DROP DOMAIN ${quoteQualified(schema, name)}`,
  alter: (from, to, { isStoredWithin }) => {
    if (from.type !== to.type || from.collation !== to.collation) return RETYPE;
    // The server looks for offending rows only in columns of the domain itself, and refuses where others hold it.
    return asksRows(from, to) && isStoredWithin(from.id) ? RETYPE : statements(renderDomainChanges(from, to));
  },
};

function asksRows(from: Domain, to: Domain): boolean {
  return (to.notNull && !from.notNull) || to.checks.some((check) => check.validated && !isIn(from, check));
}

/** What a domain of the same base may change. */
export function renderDomainChanges(from: Domain, to: Domain): readonly string[] {
  const alter = `ALTER DOMAIN ${quoteQualified(to.schema, to.name)}`;
  return [
    ...(from.default === to.default
      ? []
      : [`${alter} ${to.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${to.default}`}`]),
    ...(from.notNull === to.notNull ? [] : [`${alter} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`]),
    ...from.checks
      .filter((check) => !isIn(to, check))
      .map(({ name }) => `${alter} DROP CONSTRAINT ${quoteIdent(name)}`),
    ...to.checks
      .filter((check) => !isIn(from, check))
      .map((check) => `${alter} ADD ${renderDomainCheck(check)}${check.validated ? '' : ' NOT VALID'}`),
    ...to.checks
      .filter((check) => check.comment !== commentBefore(from, check))
      .map((check) => renderCheckComment(to, check)),
  ];
}

type DomainCheck = Domain['checks'][number];

function isIn({ checks }: Domain, check: DomainCheck): boolean {
  return checks.some((other) => agreeBut(other, check, 'comment'));
}

/** What is dropped and added again has lost it. */
function commentBefore({ checks }: Domain, check: DomainCheck): string | null {
  return checks.find((other) => agreeBut(other, check, 'comment'))?.comment ?? null;
}

/** As it stands while what its default and checks call is not there. */
export function bareDomain(domain: Domain): Domain {
  return { ...domain, default: null, checks: [] };
}
