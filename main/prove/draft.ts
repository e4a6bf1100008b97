import type { Catalog } from '#app/catalog';
import { concernedIn } from '#app/plan';
import { draftAdded } from './draft-added.ts';
import { type Draft, Drafting, type DraftOptions, type WayBack } from './drafting.ts';
import { groundOf, requireSameGround, scriptOf } from './ground.ts';
import { readBack } from './read-back.ts';

export type { Draft, DraftOptions, WayBack } from './drafting.ts';

/**
 * Plans how one catalog becomes another, and tries it. Both are built on one server first and read back, so that what means
 * the same is written the same; renames are carried out there before anything else is compared. Owners and roles belong to the
 * cluster and are left as they are, unless they are asked for.
 * @throws {Failure} `shadow-failed` where one of the two cannot be built: what fails in both alike is left as it is.
 */
export async function draft(source: Catalog, aim: Catalog, options: DraftOptions): Promise<Draft> {
  const { shadow, work } = options;
  const whole = { from: source, to: aim };
  const hints = options.renames.map(({ text }) => text);
  const { from, to } = (options.whole ? null : concernedIn(whole, hints)) ?? whole;
  const added = await draftAdded(from, to, options);
  if (added) return added;
  const goal = scriptOf(to);
  const target = await shadow.build(
    { statements: goal, mode: 'bulk' },
    async (session, built) => ({ catalog: await readBack(session, work), ground: groundOf(goal, built, to) }),
    work,
  );
  const script = scriptOf(from);
  return shadow.scratch(
    { statements: script, mode: 'bulk', later: goal.map(({ sql }) => sql) },
    (session, built) => {
      const ground = requireSameGround(groundOf(script, built, from), target.ground, built.called);
      const said = { from, to };
      return new Drafting({ session, target: target.catalog, ground, options, said }).draft();
    },
    work,
  );
}

/**
 * Plans what undoes statements that somebody wrote: they are run on a clone of the catalog, and what they made of it is led back.
 * `renames` are those that the text was drafted with; what of them it does not carry out changes nothing.
 * @throws {Failure} `shadow-failed` where the catalog cannot be built.
 */
export async function draftBack(
  from: Catalog,
  written: readonly string[],
  options: Pick<DraftOptions, 'shadow' | 'renames' | 'work'>,
): Promise<WayBack> {
  const script = scriptOf(from);
  return options.shadow.scratch(
    { statements: script, mode: 'bulk', later: written },
    async (session, built) =>
      new Drafting({ session, target: from, ground: groundOf(script, built, from), options }).back(written),
    options.work,
  );
}
