import type { Difference, SideState } from '#app/compare';

/**
 * How one source stands to the others in a difference: it says what another says too, it says something of its own, it has
 * not got it, or nobody asked it. The one that is alone stands out.
 */
export type Standing = 'same' | 'differs' | 'missing' | 'unread';

/** Code first, since changes begin there; then what made the database, then databases. */
const ORDER = ['code', 'migrations'];

/** The sources whose standing is shown, in their order: the two that are compared, and the migrations beside them. */
export function standingLabels(from: string, to: string, known: readonly string[]): readonly string[] {
  const labels = new Set([from, to]);
  if (known.includes('migrations')) labels.add('migrations');
  const rank = (label: string) => (ORDER.includes(label) ? ORDER.indexOf(label) : ORDER.length);
  return [...labels].sort((a, b) => rank(a) - rank(b));
}

const KNOWN = new WeakMap<Difference, ReadonlyMap<string, Standing>>();

/** The standing of every source that has a say in the difference. */
export function standingsOf(difference: Difference): ReadonlyMap<string, Standing> {
  let standings = KNOWN.get(difference);
  if (!standings) {
    standings = new Map(Object.entries(difference.states).map(([label]) => [label, standing(difference, label)]));
    KNOWN.set(difference, standings);
  }
  return standings;
}

export function standingOf(difference: Difference, label: string): Standing {
  return standingsOf(difference).get(label) ?? 'unread';
}

function standing(difference: Difference, label: string): Standing {
  const state = difference.states[label];
  if (!state) return 'unread';
  if (!state.present) return 'missing';
  if (difference.attribute === null) return 'same';
  const agreeing = agreeingOf(difference);
  return agreeing.includes(label) ? 'same' : 'differs';
}

/** The two of three that say the same of an attribute: those that are compared only where the migrations say otherwise. */
function agreeingOf({ class: differenceClass, verdict, states, agreed }: Difference): readonly string[] {
  const { code, migrations } = states;
  const others = Object.keys(states).filter((label) => label !== 'migrations');
  if (agreed) return others;
  if (!migrations?.present || others.length < 2) return [];
  const database = others.find((label) => label !== 'code');
  // The judge's word on texts is in the verdict; their spelling may differ all the same.
  if (code && database) {
    if (verdict === 'code-forgot' || verdict === 'migration-forgot') return ['migrations', database];
    const isByCode = verdict === 'changed-by-hand' || verdict === 'not-applied' || verdict === 'edited-after-apply';
    if (isByCode && differenceClass !== 'unmanaged') return ['code', 'migrations'];
  }
  const alike = others.find((label) => isAlike(states[label], migrations));
  return alike === undefined ? [] : ['migrations', alike];
}

function isAlike(a: SideState | undefined, b: SideState): boolean {
  return a?.present === true && JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** One standing for many differences: what they have in common, else that they differ. */
export function commonStanding(standings: ReadonlySet<Standing>): Standing {
  const [only] = standings;
  return standings.size === 1 && only ? only : 'differs';
}

const WORDS: Readonly<Record<Standing, string>> = {
  same: 'has it as another source has it',
  differs: 'says something of its own',
  missing: 'has it not',
  unread: 'was not asked',
};

/** For those who do not see the marks: `code has it not, live has it as another source has it`. */
export function standingText(standings: readonly (readonly [label: string, standing: Standing])[]): string {
  return standings.map(([label, own]) => `${label} ${WORDS[own]}`).join(', ');
}
