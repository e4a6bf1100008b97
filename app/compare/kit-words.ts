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

/** The facts by which something that is there would be gone, or hold no more. */
export function destroyingFacts({ kit, destroyedBy }: Pick<Difference, 'kit' | 'destroyedBy'>): readonly KitFact[] {
  return kit.filter(
    ({ command, verdict }) =>
      destroyedBy.includes(command) && (verdict === 'drops' || verdict === 'weakens' || verdict === 'asks'),
  );
}
