import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Catalog, Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';
import { sliceFor } from '#test/support/slices.ts';
import { buildAndRead, buildCatalogAndRead, closeDatabase, contentOf, structureOf } from './built-catalog.ts';

const folder = fileURLToPath(new URL('../../../fixtures/schemas/', import.meta.url));

async function read(root: string): Promise<Reading> {
  return readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED);
}

/** Extensions, which drizzle-kit does not create. */
const WITH_EXTENSIONS = new Set(['embeddings', 'waypoints']);

afterAll(closeDatabase);

/** `current_user` is whoever runs the statements; the embedded server has one user. */
function asPostgres(catalog: Catalog): Catalog {
  const policy = catalog.objects.policy.map((each) => ({
    ...each,
    roles: each.roles.map((role) => (role === 'current_user' ? 'postgres' : role)).sort(),
  }));
  return { ...catalog, objects: { ...catalog.objects, policy } };
}

describe.each(
  sliceFor(
    null,
    readdirSync(folder).filter((name) => !WITH_EXTENSIONS.has(name)),
    6,
  ),
)('the project %s', (name) => {
  it('is read as PostgreSQL has it after what drizzle-kit generates', async () => {
    const root = join(folder, name);
    const [{ catalog, report }, live] = await Promise.all([read(root), generateProject(root).then(buildAndRead)]);
    expect(report.filter(({ effect }) => effect === 'unread')).toEqual([]);
    expect(structureOf(asPostgres(catalog))).toEqual(structureOf(live));
    const rebuilt = await buildCatalogAndRead(catalog);
    expect(contentOf(rebuilt)).toEqual(contentOf(live));
  });
});
