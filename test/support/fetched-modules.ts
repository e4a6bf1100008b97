import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheSubfolder, fetchPackages, moveIntoPlace } from '#test/support/postgres/binaries.ts';

/** Packages that a test judges by and that are too large to come with the project: fetched when first asked for. */
const VERSIONS = { mermaid: '12.3.0', '@dbml/core': '10.2.0', '@electric-sql/pglite-tools': '0.4.8' } as const;

export async function importFetched(name: keyof typeof VERSIONS, subpath = ''): Promise<Record<string, unknown>> {
  const version = VERSIONS[name];
  const folder = await cacheSubfolder('modules');
  const place = join(folder, `${name.replace('/', '+')}@${version}`);
  if (!existsSync(place)) {
    const making = await mkdtemp(join(folder, 'making-'));
    try {
      await fetchPackages([`${name}@${version}`], making);
      await moveIntoPlace(making, place);
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      throw error;
    }
  }
  const require = createRequire(join(place, 'node_modules/x.js'));
  return import(pathToFileURL(require.resolve(`${name}${subpath}`)).href);
}
