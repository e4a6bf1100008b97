import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationText } from './migration-text.ts';

const WORDS = '(down|rollback|revert|undo)';
const BESIDE = new RegExp(`[._-]${WORDS}\\.sql$`, 'i');

/** True for `0003_guests.down.sql` and its like: Drizzle runs it never, and it is meant so. */
export function isDownScript(name: string): boolean {
  return BESIDE.test(name);
}

/** Notes for each migration the script that takes it back: beside it, in a folder of such scripts, or in its own folder. */
export function withDownScripts(
  root: string,
  folder: string,
  files: readonly MigrationText[],
): readonly MigrationText[] {
  return files.map((file) => {
    const down = placesFor(folder, file).find((path) => existsSync(join(root, path)));
    return down === undefined ? file : { ...file, down };
  });
}

function placesFor(folder: string, { path, tag }: MigrationText): readonly string[] {
  const words = ['down', 'rollback', 'revert', 'undo'];
  const beside = words.flatMap((word) => [
    `${folder}/${tag}.${word}.sql`,
    `${folder}/${tag}_${word}.sql`,
    `${folder}/${tag}-${word}.sql`,
  ]);
  const apart = ['down', 'rollback', 'rollbacks', 'revert', 'undo'].flatMap((each) => [
    `${folder}/${each}/${tag}.sql`,
    `${folder}/${each}/${tag}.down.sql`,
  ]);
  const own = path.endsWith('/migration.sql')
    ? words.map((word) => path.replace(/migration\.sql$/, `${word}.sql`))
    : [];
  return [...own, ...beside, ...apart];
}
