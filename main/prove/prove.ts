import { type Catalog, fingerprint, type ObjectId, objectId, quoteQualified } from '#app/catalog';
import { createHazardFinder, type Hazard } from '#app/plan';
import type { Work } from '#main/platform/work.ts';
import type { BuildReport, ScratchSession, Shadow } from '#main/shadow/shadow.ts';
import { changesIn, notReached } from './catalog-difference.ts';
import { groundOf, scriptOf } from './ground.ts';
import { type Files, filesIn, observe } from './observe.ts';
import type { Proof, ProofStep } from './proof.ts';
import { readBack } from './read-back.ts';
import { isByTrigger } from './rows/by-trigger.ts';
import { type FilledTable, fillTables } from './rows/fill.ts';
import { type LostRows, lostRows, storedRows } from './rows/kept-rows.ts';
import { sayProof } from './say-proof.ts';

export interface ProveOptions {
  readonly shadow: Shadow;
  /** What it shall lead to, as that shadow read it; left out where only what it does is asked. */
  readonly target?: Catalog | undefined;
  /** Whether it claims to be the same when it is run a second time. */
  readonly again?: boolean | undefined;
  readonly work: Work;
}

/** Rows of each table: a full one, a sparse one, a full one. */
const ROWS = 3;
/** Above this only the tables that the statements touch are filled, with what they refer to. */
const ALL_TABLES = 150;

/**
 * Runs statements on a clone of a catalog that has rows, each in a transaction of its own: which locks it holds, whether it
 * writes tables anew, whether rows are lost that nothing says are, and whether it leads to the target.
 * @throws {Failure} `shadow-failed` where the shadow fails; not where a statement does.
 */
export async function prove(from: Catalog, statements: readonly string[], options: ProveOptions): Promise<Proof> {
  const { shadow, work } = options;
  const script = scriptOf(from);
  return shadow.scratch(
    { statements: script, mode: 'bulk', later: statements },
    async (session, built) => {
      const proving = new Proving(session, options);
      const proof = await proving.prove(statements);
      const notBuilt = groundOf(script, built, from).failed.map(({ statement }) => statement.object);
      return {
        ...proof,
        server: serverOf(built),
        madeFor: fingerprint(from),
        says: sayProof(proof, serverOf(built), notBuilt),
      };
    },
    work,
  );
}

type Unsigned = Omit<Proof, 'server' | 'madeFor' | 'says'>;

class Proving {
  readonly #session: ScratchSession;
  readonly #options: ProveOptions;

  constructor(session: ScratchSession, options: ProveOptions) {
    this.#session = session;
    this.#options = options;
  }

  async prove(statements: readonly string[]): Promise<Unsigned> {
    const before = await this.#read();
    const rows = await this.#fill(before, statements);
    const files = await filesIn(this.#session);
    const stored = await storedRows(this.#session);
    const steps = await this.#run(statements, before, files);
    const after = await this.#read();
    const kept = await storedRows(this.#session, new Set(stored.keys()));
    const unsaid = lostRows(stored, kept).filter((one) => !isSaid(one, steps));
    const byTriggers = unsaid.filter((one) => isByTrigger(one, steps, before));
    const lost = unsaid.filter((one) => !byTriggers.includes(one));
    const { target } = this.#options;
    const left = target ? notReached(after, target) : [];
    const again = this.#options.again === true ? await this.#again(statements, after) : null;
    const hasFailed = steps.some(({ outcome }) => outcome === 'failed');
    const proven = !hasFailed && lost.length === 0 && left.length === 0 && again !== false;
    return { proven, steps, rows, lost, byTriggers, left, changed: changesIn(before, after), again };
  }

  #read(): Promise<Catalog> {
    return this.#session.reading((session) => readBack(session, this.#options.work));
  }

  #fill(before: Catalog, statements: readonly string[]): Promise<readonly FilledTable[]> {
    const isSmall = before.objects.table.length <= ALL_TABLES;
    const tables = isSmall ? undefined : touchedTables(before, statements);
    return fillTables(this.#session, { catalog: before, also: this.#options.target, tables, rows: ROWS });
  }

  async #run(statements: readonly string[], before: Catalog, files: Files): Promise<readonly ProofStep[]> {
    const find = createHazardFinder(before, this.#options.target);
    const steps: ProofStep[] = [];
    let now = files;
    for (const sql of statements) {
      this.#options.work.signal.throwIfAborted();
      const seen = await observe(this.#session, sql, now);
      steps.push({ sql, hazards: find(sql), ...seen });
      // The next one meets the files as this one left them.
      if (seen.rewrites.length > 0) now = await filesIn(this.#session);
    }
    return steps;
  }

  async #again(statements: readonly string[], after: Catalog): Promise<boolean> {
    const { failures } = await this.#session.run(statements.map((sql) => ({ sql })));
    return failures.length === 0 && notReached(await this.#read(), after).length === 0;
  }
}

function serverOf({ server }: BuildReport): string {
  return `${server.flavour === 'pglite' ? 'embedded ' : ''}PostgreSQL ${server.version}`;
}

/** Whether a statement said that it takes rows or values of the table away. */
function isSaid({ relation, now }: LostRows, steps: readonly ProofStep[]): boolean {
  const said = (hazard: Hazard) =>
    hazard.kind === 'data-loss' && (hazard.relation === relation || hazard.relation === now);
  return steps.some(({ hazards }) => hazards.some(said));
}

function touchedTables(catalog: Catalog, statements: readonly string[]): ReadonlySet<ObjectId> {
  const find = createHazardFinder(catalog);
  const relations = new Set(
    statements.flatMap((sql) =>
      find(sql).flatMap((hazard) => ('relation' in hazard && hazard.relation ? [hazard.relation] : [])),
    ),
  );
  return new Set(
    catalog.objects.table
      .filter(({ schema, name }) => relations.has(quoteQualified(schema, name)))
      .map(({ schema, name }) => objectId('table', schema, name)),
  );
}
