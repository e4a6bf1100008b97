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

/** What statements make of an object: its canonical DDL before and after, empty where it is not there then. */
export interface ObjectEffect {
  readonly object: ObjectId;
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
      const before = await read();
      const { failures } = await session.run(statements.map((sql) => ({ sql })));
      const after = await read();
      const refused = failures.map(({ index, message }) => ({ index, message }));
      return { objects: objectsOf(before, after), refused };
    },
    work,
  );
}

function objectsOf(before: Catalog, after: Catalog): readonly ObjectEffect[] {
  const { made, changed, dropped } = changesIn(before, after);
  const subjects = new Set([...changed, ...dropped, ...made].map((id) => subjectOf(id, [after, before])));
  return [...subjects]
    .map((object) => ({ object, before: renderObjectDdl(before, object), after: renderObjectDdl(after, object) }))
    .filter((one) => one.before !== one.after)
    .sort((a, b) => compare(a.object, b.object));
}

const IN_TABLE: ReadonlySet<string> = new Set(TABLE_CHILD_KINDS);

/** Whose DDL tells of an object: the table or view that it belongs to, else its own. */
function subjectOf(id: ObjectId, catalogs: readonly Catalog[]): ObjectId {
  const { kind, parts } = parseObjectId(id);
  if (kind === 'grant') return subjectOf(parts[0] ?? id, catalogs);
  if (!IN_TABLE.has(kind)) return id;
  const [schema = '', table = ''] = kind === 'index' ? tableOfIndex(id, catalogs) : parts;
  const candidates = (['table', 'view', 'materialized-view'] as const).map((one) => objectId(one, schema, table));
  return candidates.find((one) => catalogs.some((catalog) => lookupOf(catalog).find(one))) ?? id;
}

function tableOfIndex(id: ObjectId, catalogs: readonly Catalog[]): readonly string[] {
  for (const catalog of catalogs) {
    const index = lookupOf(catalog).find(id);
    if (index?.kind === 'index') return [index.schema, index.table];
  }
  return [];
}

function compare(a: ObjectId, b: ObjectId): number {
  const [first, second] = [a, b].map((id) => quoteQualified(...parseObjectId(id).parts));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
