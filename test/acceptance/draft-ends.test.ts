import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import { type Catalog, KINDS, type ObjectId, objectId, parseObjectId } from '#app/catalog';
import { type CliResult, runCli } from '#test/support/cli.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';

const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url));
const ROLES = ['lantern_owner', 'lantern_app', 'lantern_auditor', 'lantern_intern'];

/** The sample's live database on a real server, brought to what the code says. */
describe('a draft of the sample from live to code', () => {
  let folder: string;
  let server: TestServer;
  let live: TestDatabase;
  let drafted: CliResult;
  let before: Catalog;

  const cli = (...args: readonly string[]) => runCli([...args, '--project', sample, '--url', live.url]);
  const readLive = async (): Promise<Catalog> => JSON.parse((await cli('inspect', 'live', '--format', 'json')).stdout);
  const drift = async (): Promise<DriftResult> =>
    JSON.parse((await cli('drift', 'code', 'live', '--format', 'json', '--hints', join(folder, 'hints.json'))).stdout);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-ends-'));
    server = await startServer(16);
    live = await server.createDatabase();
    await server.execute(readFileSync(join(sample, 'live.sql'), 'utf8'), live.name);
    // The code was right to say studioId: the columns are two, and the one of the database goes.
    writeFileSync(join(folder, 'hints.json'), '{"renames": []}');
    before = await readLive();
    drafted = await cli(
      'draft',
      'live',
      'code',
      '--hints',
      join(folder, 'hints.json'),
      '--out',
      join(folder, 'up.sql'),
    );
  });

  afterAll(async () => {
    await live.drop();
    for (const role of ROLES) await server.execute(`DROP ROLE IF EXISTS ${role}`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks first whether a column was renamed, and writes the question down', async () => {
    const template = join(folder, 'open.json');
    const asked = await cli('draft', 'live', 'code', '--hints-template', template);
    expect(asked.code).toBe(2);
    expect(asked.stdout).toBe('');
    expect(asked.stderr).toContain('public.webhook_events');
    expect(JSON.parse(readFileSync(template, 'utf8')).open).not.toEqual([]);
  });

  it('leads there when it is tried', () => {
    expect(drafted).toMatchObject({ code: 0 });
  });

  it('ends the drift, on a copy of the database, and takes nothing away that is not drift', async () => {
    const counted = await drift();
    await server.execute(readFileSync(join(folder, 'up.sql'), 'utf8'), live.name);
    const after = await drift();
    expect(after.differences.filter(({ counts }) => counts).map(({ key }) => key)).toEqual([]);
    const drifted = new Set<ObjectId>(counted.differences.filter(({ counts }) => counts).map(({ object }) => object));
    const goes = (id: ObjectId) => drifted.has(id) || drifted.has(tableOf(id));
    expect(gone(before, await readLive()).filter((id) => !goes(id))).toEqual([]);
  });
});

/** What stands in a table goes with it. */
function tableOf(id: ObjectId): ObjectId {
  return objectId('table', ...parseObjectId(id).parts.slice(0, 2));
}

function gone(before: Catalog, after: Catalog): readonly ObjectId[] {
  return KINDS.flatMap((kind) => {
    const left = new Set(after.objects[kind].map(({ id }) => id));
    return before.objects[kind].map(({ id }) => id).filter((id) => !left.has(id));
  });
}
