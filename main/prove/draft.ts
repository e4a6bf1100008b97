import { type Catalog, type CatalogObject, KINDS, type ObjectId, type Problem, type Source } from '#app/catalog';
import type { WrittenRename } from '#app/compare';
import { type Dependency, planChanges, planNameOnlyRenames, planRenames } from '#app/plan';
import { renderCatalog, type Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { readDependencies } from './read-dependencies.ts';

export interface DraftOptions {
  readonly shadow: Shadow;
  readonly renames: readonly WrittenRename[];
  readonly work: Work;
}

export interface Draft {
  readonly statements: readonly Statement[];
  /** Renames that match nothing (notes), or that only a person can tell apart (`unread`: then there are no statements). */
  readonly problems: readonly Problem[];
  /** What the statements did when they were run: empty where they reach the target and the server took each of them. */
  readonly faults: readonly DraftFault[];
}

/** A statement that the server refused, or an object that is not what it shall be. */
export interface DraftFault {
  readonly object: ObjectId;
  readonly message: string;
}

const SHADOW: Source = { kind: 'sql', label: 'shadow' };

/**
 * Plans how one catalog becomes another, and tries it. Both are built on one server first and read back, so that what means
 * the same is written the same; renames are carried out there before anything else is compared. Roles belong to the
 * cluster and are left as they are.
 * @throws {Failure} `shadow-failed` where one of the two cannot be built.
 */
export async function draft(from: Catalog, to: Catalog, options: DraftOptions): Promise<Draft> {
  const target = await build(to, [], options);
  const before = await build(from, [], options);
  const { statements: hinted, problems } = planRenames(before.catalog, target.catalog, options.renames);
  if (problems.some(({ effect }) => effect === 'unread')) return { statements: [], problems, faults: [] };
  const named = hinted.length === 0 ? before : await build(from, hinted, options);
  const renames = [...hinted, ...planNameOnlyRenames(named.catalog, target.catalog)];
  const renamed = renames.length === hinted.length ? named : await build(from, renames, options);
  const changes = planChanges({ from: renamed.catalog, to: target.catalog, dependencies: renamed.dependencies });
  const statements = [...renames, ...changes];
  if (statements.length === 0) return { statements, problems, faults: [] };
  const reached = await build(from, statements, options);
  return { statements, problems, faults: [...reached.faults, ...notReached(reached.catalog, target.catalog)] };
}

interface Built {
  readonly catalog: Catalog;
  readonly dependencies: readonly Dependency[];
  /** Of the statements that were run beside those of the catalog. */
  readonly faults: readonly DraftFault[];
}

async function build(catalog: Catalog, more: readonly Statement[], { shadow, work }: DraftOptions): Promise<Built> {
  const own = renderCatalog(catalog, { owners: false, roles: false });
  const statements = [...own, ...more];
  return shadow.build(
    statements,
    async (session, built) => {
      const failures = [...built.failures, ...built.skipped];
      const first = failures.find(({ index }) => index < own.length);
      if (first) throw notBuilt(built.called, first.message, statements[first.index]);
      const { catalog: read } = await readLive(session, { source: SHADOW, work });
      const faults = failures.map(({ index, message }) => ({
        object: statements[index]?.object ?? '',
        message: `${message}, with ${statements[index]?.sql}`,
      }));
      return { catalog: withoutRoles(read), dependencies: await readDependencies(session), faults };
    },
    work,
  );
}

function withoutRoles(catalog: Catalog): Catalog {
  return { ...catalog, objects: { ...catalog.objects, role: [] } };
}

function notBuilt(server: string, message: string, statement: Statement | undefined): Failure {
  return new Failure({
    code: 'shadow-failed',
    message: `A draft cannot be planned: ${server} does not take what it starts from or leads to: ${message}.`,
    remedy: 'Correct it, or use a shadow on a real server if it needs what the embedded one has not.',
    cause: statement?.sql,
  });
}

function notReached(reached: Catalog, target: Catalog): readonly DraftFault[] {
  return KINDS.flatMap((kind) => {
    const [has, wants] = [reached, target].map(
      ({ objects }) => new Map(objects[kind].map((object) => [object.id, said(object)])),
    ) as [Map<ObjectId, string>, Map<ObjectId, string>];
    const ids = new Set([...has.keys(), ...wants.keys()]);
    return [...ids].flatMap((object) => {
      if (has.get(object) === wants.get(object)) return [];
      const message = !has.has(object)
        ? 'is not made'
        : !wants.has(object)
          ? 'is left over'
          : 'is not what it shall be';
      return [{ object, message }];
    });
  });
}

/** All that counts of an object: the order of a table's columns does not. */
function said(object: CatalogObject): string {
  const { origins, ...rest } = object;
  return JSON.stringify('position' in rest ? { ...rest, position: null } : rest);
}
