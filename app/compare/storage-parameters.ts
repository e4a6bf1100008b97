import type { Options } from '#app/catalog';

const TRUE = /^(t(r(ue?)?)?|y(es?)?|on)$/i;
const FALSE = /^(f(a(l(se?)?)?)?|no?|off?)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Parameters of WITH (…) as PostgreSQL takes them. It keeps the text as written: `off` is `false` is `0` (parse_bool), and
 * `0.10` is `.1`.
 */
export function storageParameters(options: Options): unknown {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, meaning(value)]));
}

function meaning(value: string): string {
  if (TRUE.test(value)) return '1';
  if (FALSE.test(value)) return '0';
  return NUMBER.test(value) ? String(Number(value)) : value;
}

export const STORAGE_PARAMETERS = {
  how: 'value',
  class: 'unmanaged',
  label: 'storage parameters',
  normalize: storageParameters,
} as const;
