import { setImmediate } from 'node:timers/promises';
import { buildCatalog, type Catalog, type CatalogObject, KINDS, lookupOf } from '#app/catalog';
import { careForRows, liftForce, planChanges, planNameOnlyRenames, planRenames, withHazards } from '#app/plan';
import type { Statement } from '#app/sql';
import { type Draft, Drafting, type DraftOptions } from './drafting.ts';
import { scriptOf } from './ground.ts';
import { isSameWork, onlyAdded, settingsOf } from './only-added.ts';
import { readBack } from './read-back.ts';

/**
 * A draft that only adds, and much: 1,000 tables to an empty database. Where what is planned is what builds the rest of the target,
 * statement for statement, running the draft and building its target are the same, so it is done once, in the order in which the
 * target is built, and planned meanwhile. `null` where anything else is needed: the usual way then tells what and why.
 */
export async function draftAdded(source: Catalog, to: Catalog, options: DraftOptions): Promise<Draft | null> {
  // What is run then is something else than what builds the target.
  if (options.online || options.again || options.owners || options.roles) return null;
  const { shadow, work } = options;
  const [script, goal] = [scriptOf(source), scriptOf(to)];
  // Roles are the cluster's.
  const from = { ...source, objects: { ...source.objects, role: [] } };
  const added = onlyAdded(script, goal)?.filter((statement) => !isThere(statement, from));
  if (!added) return null;
  return shadow.scratch(
    { statements: script, mode: 'bulk', later: goal.map(({ sql }) => sql) },
    async (session, { failures, skipped }) => {
      if (failures.length > 0 || skipped.length > 0) return null;
      const read = () => session.reading((reading) => readBack(reading, work));
      const first = options.down ? await read() : from;
      const wished = withSaid(to, from);
      const settings = settingsOf(goal);
      const [ran, planned] = await Promise.all([
        session.run([...settings.map((sql) => ({ sql })), ...added], { rowless: true }),
        // Once the server has begun.
        setImmediate().then(() => planAdded(from, wished, added, options)),
      ]);
      if (planned === null || ran.failures.length > 0) return null;
      if (settingsOf(planned.statements).length !== settings.length) return null;
      const target = await read();
      if (!hasAll(target, wished)) return null;
      const ground = { failed: [], problems: [], unmodelled: [] };
      const drafting = new Drafting({ session, target, ground, options });
      return drafting.finish(first, { ...planned, reached: target, target });
    },
    work,
  );
}

/** What is planned, in the order of what builds it; `null` where it is something else, and where something is renamed or asked. */
function planAdded(
  from: Catalog,
  to: Catalog,
  added: readonly Statement[],
  { renames }: Pick<DraftOptions, 'renames'>,
): Pick<Draft, 'statements' | 'problems'> | null {
  const { statements: renamed, problems } = planRenames(from, to, renames);
  const isAsked = problems.some(({ effect }) => effect === 'unread');
  if (isAsked || renamed.length > 0 || planNameOnlyRenames(from, to).length > 0) return null;
  // What there is stays, so that nothing that depends on it is concerned.
  const planned = liftForce(careForRows(planChanges({ from, to, dependencies: [] }), from, to), from, to);
  if (!isSameWork(planned, added)) return null;
  const places = new Map(added.map(({ sql }, place) => [sql, place]));
  const placeOf = ({ sql }: Pick<Statement, 'sql'>) => places.get(sql) ?? -1;
  return {
    statements: withHazards(
      planned.toSorted((a, b) => placeOf(a) - placeOf(b)),
      from,
      to,
    ),
    problems,
  };
}

/** Every database has its schema `public`: what builds the target says of it what is so already. */
function isThere({ sql, object }: Statement, from: Catalog): boolean {
  const found = lookupOf(from).find(object);
  if (found?.kind !== 'schema') return false;
  return sql.startsWith('CREATE SCHEMA IF NOT EXISTS') || (found.comment === null && sql.endsWith('IS NULL'));
}

/** The target with what is there already as the source says it. */
function withSaid(to: Catalog, from: Catalog): Catalog {
  const lookup = lookupOf(from);
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
  return KINDS.every((kind) => {
    const there = new Set(reached.objects[kind].map(({ id }: CatalogObject) => id));
    return wished.objects[kind].every(({ id }: CatalogObject) => there.has(id));
  });
}
