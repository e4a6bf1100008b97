import { type Catalog, KINDS } from '#app/catalog';
import { concernedIn, type PlanInput, planChanges, planNameOnlyRenames, planRenames } from '#app/plan';
import type { Statement } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { readDependencies } from '#main/prove/read-dependencies.ts';
import { pgliteSession, readerSettings } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import type { RoundTripDatabase } from '../round-trip-databases.ts';

/** Where a plan led: what was run, and what is not as it shall be. */
export interface Led {
  readonly statements: readonly string[];
  /** The statement that the server refused, or the objects that are otherwise. Empty where it led there. */
  readonly faults: readonly string[];
}

/** How often what is left is planned again, as a draft does. */
const PASSES = 3;

/** Plans on a real database, as its superuser, and runs what is planned there: no shadow in between. */
export class DraftedDatabase {
  readonly #database: RoundTripDatabase;

  constructor(database: RoundTripDatabase) {
    this.#database = database;
  }

  /** Runs `use` after a script, and undoes both. Statements that no transaction takes are for the caller to keep away. */
  async after<T>(scripts: readonly (string | undefined)[], use: () => Promise<T>): Promise<T> {
    await this.#database.exec('BEGIN');
    try {
      for (const script of scripts) if (script !== undefined) await this.run(script);
      return await use();
    } finally {
      await this.#database.exec('ROLLBACK');
    }
  }

  async run(script: string): Promise<void> {
    for (const { sql } of await splitSql(Buffer.from(script))) await this.#one(sql);
  }

  /** The answer of a query, as text. */
  async ask(query: string): Promise<string> {
    return JSON.stringify((await this.#database.exec(query)).at(-1)?.rows ?? []);
  }

  /** As the live reader sees it inside the open transaction; roles are the cluster's, owners are left as they are. */
  async read(): Promise<Catalog> {
    const source = { kind: 'live', label: 'live' } as const;
    const { catalog, report } = await this.#aside(() =>
      readLive(pgliteSession(this.#database), { source, work: UNWATCHED }),
    );
    if (report.length > 0) throw new Error(report.map(({ message }) => message).join('\n'));
    const objects = Object.fromEntries(
      KINDS.map((kind) => [kind, kind === 'role' ? [] : catalog.objects[kind].map(withoutOwner)]),
    );
    return { ...catalog, objects: objects as unknown as Catalog['objects'] };
  }

  /** Plans from what is there to the target, and runs it. */
  async lead(target: Catalog, renames: readonly string[] = []): Promise<Led> {
    const run: string[] = [];
    const all = async (statements: readonly Statement[]) => {
      for (const { sql } of statements) {
        run.push(sql);
        await this.#one(sql);
      }
    };
    try {
      const written = renames.map((text) => ({ text, by: 'hints' as const }));
      const { statements, problems } = planRenames(await this.read(), target, written);
      if (problems.length > 0) return { statements: run, faults: problems.map(({ message }) => message) };
      await all(statements);
      await all(planNameOnlyRenames(await this.read(), target));
      let faults: readonly string[] = [];
      for (let pass = 1; pass <= PASSES; pass += 1) {
        const input = { from: await this.read(), to: target, dependencies: await this.#dependencies() };
        const changes = planChanges(input);
        if (!isAllOf(changes, input)) return { statements: run, faults: ['a part of it is planned otherwise'] };
        await all(changes);
        faults = differences(await this.read(), target);
        if (faults.length === 0 || changes.length === 0) break;
      }
      return { statements: run, faults };
    } catch (error) {
      return { statements: run, faults: [error instanceof Error ? error.message : String(error)] };
    }
  }

  #dependencies() {
    return this.#aside(() => {
      const query = async (sql: string) => (await this.#database.exec(sql))[0]?.rows ?? [];
      return readDependencies({ query, queryAll: (all) => Promise.all(all.map(query)) });
    });
  }

  /** With the reader's settings, which are undone. */
  async #aside<T>(use: () => Promise<T>): Promise<T> {
    await this.#database.exec(`SAVEPOINT reading; ${readerSettings}`);
    const result = await use();
    await this.#database.exec('ROLLBACK TO SAVEPOINT reading');
    return result;
  }

  async #one(sql: string): Promise<void> {
    await this.#database.exec(sql).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : String(error)}, with ${sql}`);
    });
  }
}

/** Whether the same is planned where no table is looked at that the plan does not concern. */
function isAllOf(planned: readonly Statement[], { from, to, dependencies }: PlanInput): boolean {
  const [before, after] = [from, to].map((end) => ({ ...end, objects: { ...end.objects, 'event-trigger': [] } }));
  const part = before && after && concernedIn({ from: before, to: after }, [], { tables: 1, share: 0 });
  if (!part) return true;
  const events = (end: Catalog, of: Catalog) => ({
    ...end,
    objects: { ...end.objects, 'event-trigger': of.objects['event-trigger'] },
  });
  const partly = planChanges({ from: events(part.from, from), to: events(part.to, to), dependencies });
  const [all, some] = [planned, partly].map((statements) => statements.map(({ sql }) => sql).sort());
  return JSON.stringify(all) === JSON.stringify(some);
}

function withoutOwner<T extends object>(object: T): T {
  return 'owner' in object ? { ...object, owner: null } : object;
}

/** What is not as it shall be, attribute by attribute. The order of columns is no matter. */
export function differences(reached: Catalog, target: Catalog): readonly string[] {
  return KINDS.flatMap((kind) => {
    const [has, wants] = [reached, target].map(
      ({ objects }) =>
        new Map(objects[kind].map((object) => [object.id, object as unknown as Record<string, unknown>])),
    );
    return [...new Set([...(has?.keys() ?? []), ...(wants?.keys() ?? [])])].flatMap((id) => {
      const [one, other] = [has?.get(id), wants?.get(id)];
      if (!one || !other) return [`${id} is ${one ? 'left over' : 'not made'}`];
      return Object.keys({ ...one, ...other })
        .filter((name) => name !== 'origins' && name !== 'position')
        .filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
        .map((name) => `${id}: ${name} is ${JSON.stringify(one[name])}, not ${JSON.stringify(other[name])}`);
    });
  });
}
