import { type Kind, lookupOf } from '#app/catalog';
import type { Account, KindRules, Side } from './attribute-rule.ts';
import type { DescriberOptions } from './describe.ts';
import type { DifferenceClass, Verdict } from './difference.ts';
import { attributeOf, evaluate, type NamedRule } from './evaluate.ts';
import type { Judge } from './judge.ts';
import { KIND_RULES } from './kind-rules.ts';
import { decide, isCode, isFrom, isNothing } from './verdict.ts';

/** What the migrations say of what code and the database disagree on. */
export interface Third {
  /** The migrations' own account, whether they are one of the two or beside them; `undefined` without any. */
  readonly account: Account | undefined;
  /** The object in the migrations beside the two, by identity or structure. */
  find(side: Side): Side | null;
  verdictOfPresence(present: Side, differenceClass: DifferenceClass): Verdict;
  verdictOfAttribute(rule: NamedRule, differenceClass: DifferenceClass, from: Side, to: Side): Verdict;
  /** Why three accounts cannot tell who is wrong of an attribute; empty where they can, or are only two. */
  whyUndecided(verdict: Verdict, from: Side, to: Side): string;
  /** `renamed`: which of from (0), to (1) and the third (2) have the old name; `own` is the object in the third. */
  verdictOfRename(renamed: ReadonlySet<number>, own: Side | null): Verdict;
}

export function createThird({ from, to, third, migrations, states, judge }: DescriberOptions): Third {
  const { pending, edited } = states;
  const removed = new Set(migrations?.migrations?.removed?.map(({ object }) => object));
  const account = third ?? [from, to].find(({ source }) => source.kind === 'migrations');
  const find = (side: Side) => (third ? findIn(third, side, judge) : null);
  const isTriple = third !== undefined && isCode(from) !== isCode(to);

  /** Without code, the migrations and a database can still tell what was not applied. */
  function verdictOfTwo(sides: readonly (Side | null)[]): Verdict {
    const own = sides.find((side) => side?.account.source.kind === 'migrations') ?? null;
    return isFrom(own, pending) ? 'not-applied' : 'undecided';
  }

  return {
    account,
    find,

    verdictOfPresence(present, differenceClass) {
      if (!isTriple && isFrom(present, edited) && isMigrations(present)) return 'edited-after-apply';
      if (!isTriple) return verdictOfTwo([present]);
      const own = find(present);
      const isInCode = isCode(present.account);
      if (differenceClass === 'unmanaged' && own === null) return 'changed-by-hand';
      return decide({
        codeIsMigrations: isInCode === (own !== null),
        migrationsIsLive: isInCode !== (own !== null),
        codeIsEmpty: !isInCode,
        isPending: isFrom(own, pending),
        isEdited: isFrom(own, edited),
        isRemoved: removed.has(present.object.id),
      });
    },

    verdictOfAttribute(rule, differenceClass, left, right) {
      if (!isTriple) return verdictOfTwo([left, right]);
      const [code, live] = isCode(left.account) ? [left, right] : [right, left];
      const own = find(live) ?? find(code);
      if (!own) return 'undecided';
      const migrationsIsLive = evaluate(rule, own, live, judge).outcome === 'same';
      if (differenceClass === 'unmanaged') return migrationsIsLive ? 'code-forgot' : unmanagedVerdict(own);
      return decide({
        codeIsMigrations: evaluate(rule, code, own, judge).outcome === 'same',
        migrationsIsLive,
        codeIsEmpty: isNothing(attributeOf(code, rule.attribute)),
        isPending: isFrom(own, pending),
        // Whether the edit touched just this attribute cannot be told; by hand is likelier.
        isEdited: false,
        isRemoved: false,
      });
    },

    whyUndecided(verdict, left, right) {
      if (!isTriple || verdict !== 'undecided') return '';
      return (find(left) ?? find(right))
        ? ' The migrations say a third thing, so that nobody can be told wrong.'
        : ' The migrations do not have the object, so that they cannot tell who is wrong.';
    },

    verdictOfRename,
  };

  function verdictOfRename(renamed: ReadonlySet<number>, own: Side | null): Verdict {
    if (!isTriple || !own) return 'name-only';
    const [code, live] = isCode(from) ? [0, 1] : [1, 0];
    return decide({
      codeIsMigrations: renamed.has(code) === renamed.has(2),
      migrationsIsLive: renamed.has(live) === renamed.has(2),
      // The migrations went ahead: the code still has the old name.
      codeIsEmpty: renamed.has(code),
      isPending: isFrom(own, pending),
      isEdited: isFrom(own, edited),
      isRemoved: false,
    });
  }

  function unmanagedVerdict(own: Side): Verdict {
    return isFrom(own, pending) ? 'not-applied' : 'changed-by-hand';
  }
}

function isMigrations({ account }: Side): boolean {
  return account.source.kind === 'migrations';
}

function findIn(account: Account, side: Side, judge: Judge): Side | null {
  const lookup = lookupOf(account.catalog);
  const same = lookup.find(side.object.id);
  if (same) return { object: same, account };
  const { matchKey } = KIND_RULES[side.object.kind] as unknown as KindRules<Kind>;
  if (!matchKey || !('table' in side.object)) return null;
  const { schema, table, kind } = side.object;
  const key = matchKey(side, judge);
  if (key === null) return null;
  const own = lookupOf(side.account.catalog);
  for (const object of lookup.childrenOf(schema, table)[kind]) {
    // What the side has under this name is another object of the same structure.
    if (own.find(object.id)) continue;
    const candidate: Side = { object, account };
    if (matchKey(candidate, judge) === key) return candidate;
  }
  return null;
}
