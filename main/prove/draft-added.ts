import type { Problem } from '#app/catalog';
import { buildCatalog, type Catalog, type CatalogObject, KINDS, lookupOf } from '#app/catalog';
import {
  careForRows,
  liftForce,
  type PlannedStatement,
  planChanges,
  planNameOnlyRenames,
  planRenames,
  withHazards,
} from '#app/plan';
import type { Statement } from '#app/sql';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { type Draft, Drafting, type DraftOptions } from './drafting.ts';
import { scriptOf } from './ground.ts';
import { isSameWork, onlyAdded } from './only-added.ts';
import { readBack } from './read-back.ts';
import { readDependencies } from './read-dependencies.ts';

/**
 * A draft that only adds, and much: 1,000 tables to an empty database. Where what is planned is what builds the rest of the target,
 * statement for statement, running the draft and building its target are the same, so it is done once and the words are those of
 * the target. `null` where anything else is needed: the usual way then tells what and why.
 */
export async function draftAdded(from: Catalog, to: Catalog, options: DraftOptions): Promise<Draft | null> {
  // What is run then is something else than what builds the target.
  if (options.online || options.again || options.owners || options.roles) return null;
  const { shadow, work } = options;
  const [script, goal] = [scriptOf(from), scriptOf(to)];
  const added = onlyAdded(script, goal);
  if (added === null) return null;
  return shadow.scratch(
    { statements: script, mode: 'bulk', later: goal.map(({ sql }) => sql) },
    async (session, { failures, skipped }) => {
      if (failures.length > 0 || skipped.length > 0) return null;
      const read = () => session.reading((reading) => readBack(reading, work));
      const first = await read();
      const wished = withBuilt(to, first);
      const planned = await planOn(session, first, wished, options);
      if (
        planned === null ||
        !isSameWork(
          planned.statements,
          added.filter((statement) => !isThere(statement, first)),
        )
      )
        return null;
      const ran = await session.run(planned.statements);
      if (ran.failures.length > 0) return null;
      const target = await read();
      if (!hasAll(target, wished)) return null;
      const statements = withHazards(planned.statements, first, target);
      const ground = { failed: [], problems: [] };
      const drafting = new Drafting({ session, target, ground, options });
      return drafting.finish(first, { statements, problems: planned.problems, reached: target, target });
    },
    work,
  );
}

interface Planned {
  readonly statements: readonly (Pick<PlannedStatement, 'sql' | 'object'> & { readonly gap?: string })[];
  readonly problems: readonly Problem[];
}

/** `null` where something is renamed or asked. */
async function planOn(
  session: ScratchSession,
  from: Catalog,
  to: Catalog,
  { renames }: Pick<DraftOptions, 'renames'>,
): Promise<Planned | null> {
  const { statements: renamed, problems } = planRenames(from, to, renames);
  const isAsked = problems.some(({ effect }) => effect === 'unread');
  if (isAsked || renamed.length > 0 || planNameOnlyRenames(from, to).length > 0) return null;
  const dependencies = await session.reading(readDependencies);
  const cared = careForRows(planChanges({ from, to, dependencies }), from, to);
  return { statements: liftForce(cared, from, to), problems };
}

/** Every database has its schema `public`: what builds the target says of it what is so already. */
function isThere({ sql, object }: Statement, built: Catalog): boolean {
  const found = lookupOf(built).find(object);
  if (found?.kind !== 'schema') return false;
  return sql.startsWith('CREATE SCHEMA IF NOT EXISTS') || (found.comment === null && sql.endsWith('IS NULL'));
}

/** The target with what is there already as the server says it. */
function withBuilt(to: Catalog, built: Catalog): Catalog {
  const lookup = lookupOf(built);
  const objects = Object.fromEntries(
    KINDS.map((kind) => {
      const list: readonly CatalogObject[] = kind === 'role' ? [] : to.objects[kind];
      return [kind, list.map((object) => lookup.find(object.id) ?? object)];
    }),
  );
  return buildCatalog({ ...to, objects: objects as unknown as Catalog['objects'] });
}

/** Whether each object is there: what reaches out of the database was left out when it was run. */
function hasAll(reached: Catalog, wished: Catalog): boolean {
  const lookup = lookupOf(reached);
  return KINDS.every((kind) => wished.objects[kind].every(({ id }: CatalogObject) => lookup.find(id) !== undefined));
}
