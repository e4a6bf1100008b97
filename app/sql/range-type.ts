import { quoteQualified, type RangeType } from '#app/catalog';

export function renderCreateRangeType(type: RangeType): string {
  const options = [
    ['SUBTYPE', type.subtype],
    ['SUBTYPE_OPCLASS', type.operatorClass],
    ['COLLATION', type.collation],
    ['CANONICAL', type.canonical],
    ['SUBTYPE_DIFF', type.subtypeDiff],
    ['MULTIRANGE_TYPE_NAME', type.multirange],
  ]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `  ${name} = ${value}`);
  return `CREATE TYPE ${quoteQualified(type.schema, type.name)} AS RANGE (\n${options.join(',\n')}\n)`;
}

/** The shell that lets a canonical function be declared before the type; `null` where none is needed. */
export function renderRangeTypeShell(type: RangeType): string | null {
  return type.canonical === null ? null : `CREATE TYPE ${quoteQualified(type.schema, type.name)}`;
}
