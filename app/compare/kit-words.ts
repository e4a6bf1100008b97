import type { ObjectId } from '#app/catalog';
import type { Difference, KitFact } from './difference.ts';

const WORDS: Readonly<Record<KitFact['verdict'], string>> = {
  drops: 'would drop it',
  weakens: 'would weaken it',
  asks: 'would ask whether it was renamed, or drop it',
  alters: 'would alter it',
  creates: 'would make it',
  ignores: 'would leave it as it is',
};

/** What a fact says, without its statement: `drizzle-kit push (0.31) would drop it`. */
export function sayKitFact({ command, line, verdict }: KitFact): string {
  return `drizzle-kit ${command} (${line}) ${WORDS[verdict]}`;
}

const DESTROYS: ReadonlySet<KitFact['verdict']> = new Set(['drops', 'weakens', 'asks']);

/** The facts by which something that is there would be gone, or hold no more. */
export function destroyingFacts({ kit, destroyedBy }: Pick<Difference, 'kit' | 'destroyedBy'>): readonly KitFact[] {
  return kit.filter(({ command, verdict }) => destroyedBy.includes(command) && DESTROYS.has(verdict));
}

/** What a command would do to an object of which no difference speaks. */
export interface KitElsewhere {
  readonly object: ObjectId;
  readonly fact: KitFact;
}

/** What would be gone, or hold no more, of what no difference speaks of: those of one command and one reason together. */
export function destroyedElsewhere(elsewhere: readonly KitElsewhere[]): readonly (readonly KitElsewhere[])[] {
  const groups = new Map<string, KitElsewhere[]>();
  for (const entry of elsewhere) {
    const { command, verdict, reason } = entry.fact;
    if (!DESTROYS.has(verdict)) continue;
    const key = [command, verdict, reason].join('\u0000');
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}
