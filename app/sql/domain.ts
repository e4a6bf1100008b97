import { type Domain, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';

type DomainCheck = Domain['checks'][number];

export function renderCreateDomain(domain: Domain): string {
  const clauses = [
    domain.collation === null ? '' : `COLLATE ${domain.collation}`,
    domain.default === null ? '' : `DEFAULT ${domain.default}`,
    domain.notNull ? 'NOT NULL' : '',
    ...domain.checks.filter((check) => check.validated).map(renderDomainCheck),
  ];
  return [`CREATE DOMAIN ${quoteQualified(domain.schema, domain.name)} AS ${domain.type}`, ...clauses]
    .filter((clause) => clause !== '')
    .join('\n  ');
}

/** Checks that were added NOT VALID: CREATE DOMAIN has no words for them. */
export function renderAddDomainChecks(domain: Domain): readonly string[] {
  return domain.checks
    .filter((check) => !check.validated)
    .map(
      (check) => `ALTER DOMAIN ${quoteQualified(domain.schema, domain.name)} ADD ${renderDomainCheck(check)} NOT VALID`,
    );
}

export function renderDomainCheck(check: DomainCheck): string {
  return `CONSTRAINT ${quoteIdent(check.name)} CHECK ${parenthesise(check.expression)}`;
}
