import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';
import { sliceFor } from '#test/support/slices.ts';

const fixtures = fileURLToPath(new URL('../fixtures/schemas/', import.meta.url));

const names = (await readdir(fixtures)).sort();

/** What drizzle-kit does not create and its users write into a migration of their own. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  embeddings: ['btree_gin', 'citext', 'ltree', 'pg_trgm', 'uuid-ossp', 'vector'],
  waypoints: ['postgis'],
};

describe('raingauge drift, of code and the database that drizzle-kit makes of it', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raingauge-made-by-drizzle-kit-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(sliceFor(null, names, 4))('finds no difference at all: fixture %s', async (name) => {
    const root = path.join(fixtures, name);
    const database = path.join(folder, `${name}.sql`);
    const extensions = EXTENSIONS[name] ?? [];
    const created = extensions.map((each) => `CREATE EXTENSION "${each}";`);
    await writeFile(database, [...created, ...(await generateProject(root))].join('\n'));
    const { code, stdout, stderr } = await runCli(['drift', 'code', database, '--project', root, '--format', 'json']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const { complete, differences } = JSON.parse(stdout) as { complete: boolean; differences: { object: string }[] };
    expect({ complete, objects: differences.map(({ object }) => object) }).toEqual({ complete: true, objects: [] });
  });
});
