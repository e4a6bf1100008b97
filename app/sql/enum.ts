import { type Enum, quoteQualified } from '#app/catalog';
import { quoteLiteral } from './quote-literal.ts';

export function renderCreateEnum(type: Enum): string {
  const name = quoteQualified(type.schema, type.name);
  if (type.labels.length === 0) return `CREATE TYPE ${name} AS ENUM ()`;
  return `CREATE TYPE ${name} AS ENUM (\n${type.labels.map((label) => `  ${quoteLiteral(label)}`).join(',\n')}\n)`;
}
