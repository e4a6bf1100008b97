import { type Domain, quoteIdent, quoteQualified } from '#app/catalog';
import { renderDomainCheck } from '#app/sql';
import { isSame, type KindSteps, RETYPE, statements } from '../alteration.ts';

export const domainSteps: KindSteps<'domain'> = {
  drop: ({ schema, name }) => `DROP DOMAIN ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    if (from.type !== to.type || from.collation !== to.collation) return RETYPE;
    const alter = `ALTER DOMAIN ${quoteQualified(to.schema, to.name)}`;
    return statements(
      from.default === to.default
        ? null
        : `${alter} ${to.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${to.default}`}`,
      from.notNull === to.notNull ? null : `${alter} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`,
      renderChecks(from, to, alter),
    );
  },
};

function renderChecks(from: Domain, to: Domain, alter: string): readonly string[] {
  const isIn = (domain: Domain, check: Domain['checks'][number]) => domain.checks.some((other) => isSame(other, check));
  return [
    ...from.checks
      .filter((check) => !isIn(to, check))
      .map(({ name }) => `${alter} DROP CONSTRAINT ${quoteIdent(name)}`),
    ...to.checks
      .filter((check) => !isIn(from, check))
      .map((check) => `${alter} ADD ${renderDomainCheck(check)}${check.validated ? '' : ' NOT VALID'}`),
  ];
}
