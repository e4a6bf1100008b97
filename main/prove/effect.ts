import {
  type Catalog,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
  quoteQualified,
  TABLE_CHILD_KINDS,
} from '#app/catalog';
import { renderObjectDdl } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { changesIn } from './catalog-difference.ts';
import { scriptOf } from './ground.ts';
import { readBack } from './read-back.ts';
import { readNames, renamesBetween } from './read-names.ts';

/** What statements make of an object: its canonical DDL before and after, empty where it is not there then. */
export interface ObjectEffect {
  readonly object: ObjectId;
  /** What it was called before; `null` where it is called the same, or is new. */
  readonly was: ObjectId | null;
  readonly before: string;
  readonly after: string;
}

export interface Effect {
  /** Tables and views with all that belongs to them, and what stands alone. */
  readonly objects: readonly ObjectEffect[];
  /** Statements that the server refused, by their index; the others ran all the same. */
  readonly refused: readonly { readonly index: number; readonly message: string }[];
}

/**
 * Runs statements on a clone of a catalog without rows, and reads it before and after.
 * @throws {Failure} `shadow-failed` where the shadow fails; not where a statement does.
 */
export async function effectOf(
  from: Catalog,
  statements: readonly string[],
  { shadow, work }: { readonly shadow: Shadow; readonly work: Work },
): Promise<Effect> {
  return shadow.scratch(
    { statements: scriptOf(from), mode: 'bulk', later: statements },
    async (session) => {
      const read = () => session.reading((reading) => readBack(reading, work));
      const [before, calledBefore] = [await read(), await session.reading(readNames)];
      const { failures } = await session.run(statements.map((sql) => ({ sql })));
      const [after, calledAfter] = [await read(), await session.reading(readNames)];
      const refused = failures.map(({ index, message }) => ({ index, message }));
      return { objects: objectsOf(before, after, renamesBetween(calledBefore, calledAfter)), refused };
    },
    work,
  );
}

/** @param renames Old name by new one. */
function objectsOf(before: Catalog, after: Catalog, renames: ReadonlyMap<ObjectId, ObjectId>): readonly ObjectEffect[] {
  const { made, changed, dropped } = changesIn(before, after);
  const subjects = new Set([...changed, ...dropped, ...made].map((id) => subjectOf(id, [after, before])));
  // A name that something else has by now is told of that.
  const gone = new Set([...renames.values()].filter((old) => !renames.has(old) && !lookupOf(after).find(old)));
  return [...subjects]
    .filter((object) => !gone.has(object))
    .map((object) => {
      const was = renames.get(object) ?? null;
      const old = was ?? (isAnother(object, renames) ? null : object);
      return {
        object,
        was,
        before: old === null ? '' : renderObjectDdl(before, old),
        after: renderObjectDdl(after, object),
      };
    })
    .filter((one) => one.before !== one.after)
    .sort((a, b) => compare(a.object, b.object));
}

/** True where what bore the name before bears another one now: what bears it now is new. */
function isAnother(object: ObjectId, renames: ReadonlyMap<ObjectId, ObjectId>): boolean {
  return [...renames.values()].includes(object);
}

const IN_TABLE: ReadonlySet<string> = new Set(TABLE_CHILD_KINDS);

/** Whose DDL tells of an object: the table or view that it belongs to, else its own. */
function subjectOf(id: ObjectId, catalogs: readonly Catalog[]): ObjectId {
  const { kind, parts } = parseObjectId(id);
  if (kind === 'grant') return subjectOf(parts[0] ?? id, catalogs);
  if (!IN_TABLE.has(kind) && kind !== 'statistics') return id;
  const [schema = '', table = ''] = IN_TABLE.has(kind) && kind !== 'index' ? parts : tableNamedBy(id, catalogs);
  const candidates = (['table', 'view', 'materialized-view'] as const).map((one) => objectId(one, schema, table));
  return candidates.find((one) => catalogs.some((catalog) => lookupOf(catalog).find(one))) ?? id;
}

/** Of an index and of extended statistics, whose own names do not tell it. */
function tableNamedBy(id: ObjectId, catalogs: readonly Catalog[]): readonly string[] {
  for (const catalog of catalogs) {
    const object = lookupOf(catalog).find(id);
    if (object?.kind === 'index') return [object.schema, object.table];
    if (object?.kind === 'statistics') return [object.on.schema, object.on.name];
  }
  return [];
}

function compare(a: ObjectId, b: ObjectId): number {
  const [first, second] = [a, b].map((id) => quoteQualified(...parseObjectId(id).parts));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
