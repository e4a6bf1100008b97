import { type Catalog, objectId, type Problem } from '#app/catalog';
import type { WrittenRename } from '#app/compare';
import {
  type CaredStatement,
  careForRows,
  guardForRerun,
  liftForce,
  onlineForms,
  type PlannedStatement,
  planChanges,
  planNameOnlyRenames,
  planRenames,
  refuseHidden,
  withHazards,
} from '#app/plan';
import type { Statement } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import type { ScratchSession, Shadow } from '#main/shadow/shadow.ts';
import { BesideTrial } from './beside-trial.ts';
import { notReached } from './catalog-difference.ts';
import type { Ground } from './ground.ts';
import { inverseRenames } from './inverse-renames.ts';
import type { DraftFault } from './proof.ts';
import { readBack } from './read-back.ts';
import { readDependencies } from './read-dependencies.ts';

export interface DraftOptions {
  readonly shadow: Shadow;
  readonly renames: readonly WrittenRename[];
  /** Whether it lets others read and write meanwhile, where PostgreSQL has a form for it. */
  readonly online?: boolean | undefined;
  /** Whether it may be run a second time; it is, when it is tried. */
  readonly again?: boolean | undefined;
  /** Whether the way back is planned and tried as well. */
  readonly down?: boolean | undefined;
  /** Whether owners are planned: of what changes hands, and of what is made anew. */
  readonly owners?: boolean | undefined;
  /** Whether roles are planned. Both are the cluster's as well: nobody gets them unasked. */
  readonly roles?: boolean | undefined;
  /** Whether the target is wanted whole; else only what the draft can concern is built of large schemas. */
  readonly whole?: boolean | undefined;
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
  /** The way back, tried as well: what is made by it is what there was, but for rows that are lost. `null` where not asked for. */
  readonly down: readonly PlannedStatement[] | null;
  /** What it leads to, as the shadow read it: of a large schema what the draft concerns, unless the whole was wanted. */
  readonly target: Catalog;
}

/** The way back of what a person wrote, tried: what is made by it is what there was, but for rows that are lost. */
export interface WayBack {
  readonly statements: readonly PlannedStatement[];
  /** Why there is none that leads back: what of the text was refused, or what is not as it was. */
  readonly faults: readonly DraftFault[];
}

export interface Led {
  readonly statements: readonly PlannedStatement[];
  readonly problems: readonly Problem[];
  readonly reached: Catalog;
  /** What it shall be, by the owners that were planned. */
  readonly target: Catalog;
}

/** What a server does beside what it was told (to partitions, to children) is seen once it is done, and then put right. */
const MOST_PASSES = 3;

export interface DraftingOptions {
  readonly session: ScratchSession;
  readonly target: Catalog;
  readonly ground: Ground;
  readonly options: DraftOptions;
  /** As the sources say it; left out where nothing beside what is built is planned. */
  readonly said?: Ends;
}

/** Two catalogs, of which one becomes the other. */
interface Ends {
  readonly from: Catalog;
  readonly to: Catalog;
}

/** One draft on a database that is as its source is: what is planned is run there at once. */
export class Drafting {
  readonly #session: ScratchSession;
  readonly #target: Catalog;
  readonly #ground: Ground;
  readonly #options: DraftOptions;
  readonly #beside: BesideTrial | null;
  /** Of the way there; the way back is as plain as can be. */
  #forms: Pick<DraftOptions, 'online' | 'again'>;
  readonly #faults: DraftFault[] = [];

  constructor({ session, target, ground, options, said }: DraftingOptions) {
    this.#session = session;
    this.#target = target;
    this.#ground = ground;
    this.#options = options;
    this.#forms = options;
    this.#beside = said ? new BesideTrial(session, said, options) : null;
  }

  async draft(): Promise<Draft> {
    await this.#beside?.prepare();
    const first = await this.#read();
    const target = this.#target;
    const up = await this.#lead(first, target, this.#options.renames, this.#beside);
    if (up.problems.some(({ effect }) => effect === 'unread'))
      return { statements: [], problems: up.problems, faults: [], down: null, target };
    return this.finish(first, up);
  }

  /** Of what was led there: what is to be said of it, and the way back. */
  async finish(first: Catalog, up: Led): Promise<Draft> {
    const { renames: written, down: wantsDown } = this.#options;
    const { target } = up;
    const problems = [...up.problems, ...this.#ground.problems];
    const again = this.#options.again ? await this.#again(up) : [];
    const faults = [...this.#faults, ...notReached(up.reached, target), ...again];
    if (!wantsDown) return { statements: up.statements, problems, faults, down: null, target };
    this.#faults.length = 0;
    this.#forms = {};
    const back = await this.#lead(up.reached, first, inverseRenames(written), this.#beside?.back() ?? null);
    const downFaults = [...this.#faults, ...notReached(back.reached, back.target)].map(({ object, message }) => ({
      object,
      message: `${message}, on the way back`,
    }));
    return { statements: up.statements, problems, faults: [...faults, ...downFaults], down: back.statements, target };
  }

  /** What undoes statements that somebody wrote. */
  async back(written: readonly string[]): Promise<WayBack> {
    const first = await this.#read();
    const reached = await this.#run(
      written.map((sql) => ({ sql, object: objectId('schema', 'public') })),
      first,
    );
    if (this.#faults.length > 0) return { statements: [], faults: this.#faults };
    const { statements, reached: restored } = await this.#lead(
      reached,
      first,
      inverseRenames(this.#options.renames),
      null,
    );
    return { statements, faults: [...this.#faults, ...notReached(restored, first)] };
  }

  /** Runs it a second time, where it says that nothing happens then. */
  async #again({ statements, reached }: Led): Promise<readonly DraftFault[]> {
    const { failures } = await this.#session.run(statements);
    const refused = failures.map(({ index, message }) => ({ object: statements[index]?.object ?? '', message }));
    const faults = [...refused, ...notReached(await this.#read(), reached)];
    return faults.map(({ object, message }) => ({ object, message: `${message}, when it is run again` }));
  }

  /** Plans from what the database is to what it shall be, and runs it. */
  async #lead(
    first: Catalog,
    goal: Catalog,
    written: readonly WrittenRename[],
    beside: BesideTrial | null,
  ): Promise<Led> {
    let target = goal;
    const { statements: hinted, problems: asked } = planRenames(first, target, written);
    if (asked.some(({ effect }) => effect === 'unread'))
      return { statements: [], problems: asked, reached: first, target };
    const problems = [...asked];
    const named = await this.#run(hinted, first);
    const byName = planNameOnlyRenames(named, target);
    const names = this.#forms.again ? guardForRerun([...hinted, ...byName]) : [...hinted, ...byName];
    const statements = [...withHazards(names, first)];
    let reached = await this.#run(byName, named);
    for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
      const dependencies = await this.#session.reading(readDependencies);
      const planned = planChanges({ from: reached, to: target, dependencies });
      const around = pass === 1 ? beside?.around(planned) : undefined;
      const changes = this.#formed(
        careForRows(around?.statements ?? planned, reached, target),
        reached,
        target,
        statements.at(-1)?.step ?? 0,
      );
      statements.push(...withHazards(changes, reached, target));
      const untried = (await around?.untried()) ?? [];
      problems.push(...untried.map(({ problem }) => problem));
      reached = await this.#run(
        changes.filter(({ sql }) => !untried.some((one) => one.sql === sql)),
        reached,
      );
      if (around) {
        target = around.ownedAs(target, reached);
        this.#faults.push(...(await around.faults(reached)));
      }
      const isOver = changes.length === 0 || this.#faults.length > 0;
      if (isOver || notReached(reached, target).length === 0) break;
    }
    return { statements, problems, reached, target };
  }

  /** As they were asked for. `done` is the last step of what was planned before. */
  #formed(
    cared: readonly CaredStatement[],
    before: Catalog,
    target: Catalog,
    done: number,
  ): readonly (CaredStatement & { readonly step?: number })[] {
    const { online, again } = this.#forms;
    const forms = online ? onlineForms(cared, before, target) : cared.map((one) => ({ ...one, step: undefined }));
    // Steps by hand are in no transaction: there nothing may be without its policies meanwhile.
    const isMigration = ({ step = 1 }: { readonly step?: number | undefined }) => step === 1;
    const lifted = [
      ...liftForce(forms.filter(isMigration), before, target),
      ...refuseHidden(
        forms.flatMap(({ step = 1, ...one }) => (step === 1 ? [] : [{ ...one, step }])),
        before,
        target,
      ),
    ];
    const formed = lifted.map(({ step, ...one }) => (step === undefined ? one : { ...one, step: step + done }));
    return again ? guardForRerun(formed) : formed;
  }

  #read(): Promise<Catalog> {
    return this.#session.reading((session) => readBack(session, this.#options.work));
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
