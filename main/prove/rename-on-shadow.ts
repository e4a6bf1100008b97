import { type Catalog, type CatalogObject, lookupOf } from '#app/catalog';
import { type AcceptedRename, hintOf } from '#app/compare';
import { ObjectBag, planRenames } from '#app/plan';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { type Ground, groundOf, scriptOf } from './ground.ts';
import { readBack } from './read-back.ts';

export interface RenameOptions {
  readonly shadow: Shadow;
  readonly work: Work;
}

/**
 * A catalog with the names that another has, old or new: its texts are the server's then. What the shadow cannot build stays as it
 * was: the draft says of it what is to be said.
 */
export async function renameOnShadow(
  catalog: Catalog,
  like: Catalog,
  renames: readonly AcceptedRename[],
  { shadow, work }: RenameOptions,
): Promise<Catalog> {
  const written = renames.map(({ kind, from, to }) => {
    const isBack = lookupOf(like).find(from) !== undefined && lookupOf(like).find(to) === undefined;
    return { text: isBack ? hintOf(kind, to, from) : hintOf(kind, from, to), by: 'config' as const };
  });
  const { statements } = planRenames(catalog, like, written);
  if (statements.length === 0) return catalog;
  const script = [...scriptOf(catalog), ...statements];
  return shadow.build(
    { statements: script, mode: 'bulk' },
    async (session, built) => withUnbuilt(await readBack(session, work), catalog, groundOf(script, built, catalog)),
    work,
  );
}

function withUnbuilt(read: Catalog, catalog: Catalog, { failed }: Ground): Catalog {
  const [before, after] = [lookupOf(catalog), lookupOf(read)];
  const lost = failed.flatMap(({ statement }): readonly CatalogObject[] => {
    const object = statement.object === undefined ? undefined : before.find(statement.object);
    if (!object || after.find(object.id)) return [];
    if (object.kind !== 'table') return [object];
    return [object, ...(Object.values(before.childrenOf(object.schema, object.name)).flat() as CatalogObject[])];
  });
  if (lost.length === 0) return read;
  const bag = new ObjectBag(read);
  for (const object of lost) bag.put(object);
  return bag.catalog();
}
