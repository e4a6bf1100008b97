import { type Collation, quoteQualified } from '#app/catalog';
import { quoteLiteral } from './quote-literal.ts';

export function renderCreateCollation(collation: Collation): string {
  const { schema, name, provider, locale, characterType, deterministic, rules } = collation;
  const options = [
    `provider = ${provider}`,
    ...(characterType === null
      ? [`locale = ${quoteLiteral(locale)}`]
      : [`lc_collate = ${quoteLiteral(locale)}`, `lc_ctype = ${quoteLiteral(characterType)}`]),
    ...(deterministic ? [] : ['deterministic = false']),
    ...(rules === null ? [] : [`rules = ${quoteLiteral(rules)}`]),
  ];
  return `CREATE COLLATION ${quoteQualified(schema, name)} (${options.join(', ')})`;
}
