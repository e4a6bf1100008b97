import { type Catalog, lookupOf } from '#app/catalog';
import { type AcceptedRename, hintOf } from '#app/compare';
import { planRenames } from '#app/plan';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { scriptOf } from './ground.ts';
import { readBack } from './read-back.ts';

export interface RenameOptions {
  readonly shadow: Shadow;
  readonly work: Work;
}

/** A catalog with the names that another has, old or new: its texts are the server's then. */
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
  return shadow.build({ statements: script, mode: 'bulk' }, (session) => readBack(session, work), work);
}
