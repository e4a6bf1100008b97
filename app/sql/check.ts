import type { Check } from '#app/catalog';
import { parenthesise } from './expression.ts';

/** Without its name: `CHECK (amount > 0)`. */
export function renderCheck(check: Check): string {
  const noInherit = check.noInherit ? ' NO INHERIT' : '';
  const enforced = check.enforced ? '' : ' NOT ENFORCED';
  // A constraint that is not enforced is never validated either, and may not be told so.
  const validated = check.validated || !check.enforced ? '' : ' NOT VALID';
  return `CHECK ${parenthesise(check.expression)}${noInherit}${enforced}${validated}`;
}
