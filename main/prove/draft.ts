import type { Catalog, Problem } from '#app/catalog';
import type { WrittenRename } from '#app/compare';
import { type PlannedStatement, planChanges, planNameOnlyRenames, planRenames, withHazards } from '#app/plan';
import type { Statement } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import type { ScratchSession, Shadow } from '#main/shadow/shadow.ts';
import { notReached } from './catalog-difference.ts';
import { type Ground, groundOf, requireSameGround, scriptOf } from './ground.ts';
import type { DraftFault } from './proof.ts';
import { readBack } from './read-back.ts';
import { readDependencies } from './read-dependencies.ts';

export interface DraftOptions {
  readonly shadow: Shadow;
  readonly renames: readonly WrittenRename[];
  readonly work: Work;
}

export interface Draft {
  readonly statements: readonly PlannedStatement[];
  /**
   * Renames that match nothing and what neither end could be built with (notes), or what only a person can tell (`unread`:
   * then there are no statements).
   */
  readonly problems: readonly Problem[];
  /** What the statements did when they were run: empty where they reach the target and the server took each of them. */
  readonly faults: readonly DraftFault[];
  /** What it leads to, as the shadow read it. */
  readonly target: Catalog;
}

/**
 * Plans how one catalog becomes another, and tries it. Both are built on one server first and read back, so that what means
 * the same is written the same; renames are carried out there before anything else is compared. Roles belong to the
 * cluster and are left as they are.
 * @throws {Failure} `shadow-failed` where one of the two cannot be built: what fails in both alike is left as it is.
 */
export async function draft(from: Catalog, to: Catalog, { shadow, renames, work }: DraftOptions): Promise<Draft> {
  const target = await shadow.build(
    scriptOf(to),
    async (session, built) => ({ catalog: await readBack(session, work), ground: groundOf(scriptOf(to), built) }),
    work,
  );
  const script = scriptOf(from);
  return shadow.scratch(
    script,
    (session, built) => {
      const ground = requireSameGround(groundOf(script, built), target.ground, built.called);
      return new Drafting({ session, target: target.catalog, work, ground }).draft(renames);
    },
    work,
  );
}

interface DraftingOptions {
  readonly session: ScratchSession;
  readonly target: Catalog;
  readonly ground: Ground;
  readonly work: Work;
}

/** One draft on a database that is as its source is: what is planned is run there at once. */
class Drafting {
  readonly #session: ScratchSession;
  readonly #target: Catalog;
  readonly #ground: Ground;
  readonly #work: Work;
  readonly #faults: DraftFault[] = [];

  constructor({ session, target, ground, work }: DraftingOptions) {
    this.#session = session;
    this.#target = target;
    this.#ground = ground;
    this.#work = work;
  }

  async draft(written: readonly WrittenRename[]): Promise<Draft> {
    const first = await this.#read();
    let before = first;
    const { statements: hinted, problems: open } = planRenames(first, this.#target, written);
    if (open.some(({ effect }) => effect === 'unread'))
      return { statements: [], problems: open, faults: [], target: this.#target };
    const problems = [...open, ...this.#ground.problems];
    before = await this.#run(hinted, first);
    const byName = planNameOnlyRenames(before, this.#target);
    before = await this.#run(byName, before);
    const dependencies = await this.#session.reading(readDependencies);
    const changes = planChanges({ from: before, to: this.#target, dependencies });
    const reached = await this.#run(changes, before);
    const faults = [...this.#faults, ...notReached(reached, this.#target)];
    const statements = [...withHazards([...hinted, ...byName], first), ...withHazards(changes, before)];
    return { statements, problems, faults, target: this.#target };
  }

  #read(): Promise<Catalog> {
    return this.#session.reading((session) => readBack(session, this.#work));
  }

  /** What the database is like afterwards. */
  async #run(statements: readonly Statement[], before: Catalog): Promise<Catalog> {
    if (statements.length === 0) return before;
    const { failures } = await this.#session.run(statements);
    for (const { index, message } of failures) {
      const { object = '', sql } = statements[index] ?? {};
      this.#faults.push({ object, message: `${message}, with ${sql}` });
    }
    return this.#read();
  }
}
