import type { Kind } from '#app/catalog';
import type { KindRules, Side } from './attribute-rule.ts';
import type { DescriberOptions } from './describe.ts';
import type { DifferenceClass } from './difference.ts';
import { evaluate, isAlike, type NamedRule } from './evaluate.ts';
import { KIND_RULES } from './kind-rules.ts';
import type { Third } from './third.ts';
import { isCode } from './verdict.ts';

/** Whether a difference makes `drift` exit with 1, and why. */
export interface Counting {
  readonly counts: boolean;
  readonly reason: string;
}

const BOTH = 'Both sides can express it.';
const NOT_DRIZZLE = 'Drizzle cannot express it';

/** What a reason says beyond that both sides can express the difference, which its class says already; `null` where nothing. */
export function particularReason({ reason }: { readonly reason: string }): string | null {
  const rest = reason.startsWith(BOTH) ? reason.slice(BOTH.length).trim() : reason;
  return rest === '' ? null : rest;
}

const COUNTED_BY_CLASS: Readonly<Record<Exclude<DifferenceClass, 'unmanaged'>, Counting>> = {
  drift: { counts: true, reason: BOTH },
  order: { counts: true, reason: 'The labels are the same; their order decides how values compare and sort.' },
  cosmetic: { counts: false, reason: 'It has no effect.' },
};

/** The rules of CONTRACTS: unmanaged things count where no migration accounts for them. */
export function createCounting({ from, to, third: beside, judge }: DescriberOptions, third: Third) {
  const sides = [from, to];
  const isBetween = sides.some(({ source }) => source.kind === 'migrations');

  function ofUnmanaged(isAccounted: () => boolean, behaves: boolean): Counting {
    // Against code, what only the migrations say is their own account of it.
    if (isBetween && sides.some(isCode))
      return { counts: false, reason: `${NOT_DRIZZLE}; a migration accounts for it.` };
    if (isBetween) return { counts: true, reason: `${NOT_DRIZZLE}, and the migrations do not account for it.` };
    if (beside && isCode(from) !== isCode(to)) {
      return isAccounted()
        ? { counts: false, reason: `${NOT_DRIZZLE}; a migration accounts for it.` }
        : { counts: true, reason: `${NOT_DRIZZLE}, and no migration accounts for it.` };
    }
    return behaves
      ? { counts: true, reason: `${NOT_DRIZZLE}, and it changes how the table behaves.` }
      : { counts: false, reason: `${NOT_DRIZZLE}.` };
  }

  return {
    ofObject(present: Side, differenceClass: 'drift' | 'unmanaged'): Counting {
      if (differenceClass === 'drift') return COUNTED_BY_CLASS.drift;
      const rules = KIND_RULES[present.object.kind] as unknown as KindRules<Kind>;
      const isAccounted = () => {
        const own = third.find(present);
        return own !== null && isAlike(own, present, judge);
      };
      const behaves = rules.behaves === true && !isKnownGrantee(present, sides.find(isCode)?.catalog);
      return ofUnmanaged(isAccounted, behaves);
    },

    ofAttribute(
      named: NamedRule,
      differenceClass: DifferenceClass,
      left: Side,
      right: Side,
      behaves: boolean = named.rule.behaves === true,
    ): Counting {
      if (differenceClass !== 'unmanaged') return COUNTED_BY_CLASS[differenceClass];
      if (named.rule.neverCounts) return { counts: false, reason: 'It is a matter of the server, not of the schema.' };
      const live = isCode(left.account) ? right : left;
      const isAccounted = () => {
        const own = third.find(live);
        return own !== null && evaluate(named, own, live, judge).outcome === 'same';
      };
      return ofUnmanaged(isAccounted, behaves);
    },
  };
}

/** Grants count where they let in a role that the code does not know. */
function isKnownGrantee({ object }: Side, code: Side['account']['catalog'] | undefined): boolean {
  if (object.kind !== 'grant' || !code) return false;
  if (object.grantee === 'public') return true;
  const named = [...code.objects.role.map(({ name }) => name), ...code.objects.policy.flatMap(({ roles }) => roles)];
  return named.includes(object.grantee);
}
