import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';

const fixtures = fileURLToPath(new URL('../fixtures/schemas/', import.meta.url));

/** What the embedded PostgreSQL cannot build: pgvector and PostGIS. */
const names = (await readdir(fixtures)).filter((name) => name !== 'embeddings').sort();

describe('raingauge drift, of code and the database that drizzle-kit makes of it', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raingauge-made-by-drizzle-kit-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(names)('finds no difference at all: fixture %s', async (name) => {
    const root = path.join(fixtures, name);
    const database = path.join(folder, `${name}.sql`);
    await writeFile(database, (await generateProject(root)).join('\n'));
    const { code, stdout, stderr } = await runCli(['drift', 'code', database, '--project', root, '--format', 'json']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ complete: true, differences: [] });
  });
});
