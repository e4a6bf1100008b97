import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, Reading } from '#app/catalog';
import { WHOLE_SCOPE } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { type Major, matrixMajors, startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole } from '#test/support/postgres/shadow-role.ts';
import { judge } from './judged.ts';
import { PGLITE, type RoundTripServer, readBuilt, realServer } from './round-trip-databases.ts';

const FOLDER = new URL('../fixtures/across-majors/', import.meta.url);

/** One schema, with every form of expression that some major prints in another way; as far as a major can express it. */
function schemaFor(major: number): string {
  return readdirSync(FOLDER)
    .filter((file) => Number.parseInt(file, 10) <= major)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
    .join('\n');
}

const reading = (kind: Reading['source']['kind'], catalog: Catalog): Reading => ({
  source: { kind, label: kind },
  catalog,
  report: [],
});

/** 13 is where most is printed otherwise. */
const OLDER: readonly Major[] = process.env.RAINGAUGE_MATRIX ? matrixMajors() : [13];

let cache: string;
let shadow: Shadow;
const built = new Map<string, Promise<Catalog>>();

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-across-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
});

afterAll(async () => {
  await shadow.close();
  await rm(cache, { recursive: true, force: true });
});

function catalogOn(server: RoundTripServer, as: number): Promise<Catalog> {
  const key = `${server.name} ${as}`;
  const known = built.get(key) ?? readBuilt(server, schemaFor(as));
  built.set(key, known);
  return known;
}

describe('one schema on two majors', () => {
  it.each(OLDER)('differs in nothing, where it is replayed on the newest and live is PostgreSQL %i', async (major) => {
    const live = reading('live', await catalogOn(realServer(major), major));
    const migrations = reading('migrations', await catalogOn(PGLITE, major));
    const { differences, problems } = await judge(shadow, migrations, live, { scope: WHOLE_SCOPE });
    expect(problems).toEqual([]);
    expect(differences.map(({ summary }) => summary)).toEqual([]);
  });

  it.runIf(OLDER.includes(13))('differs in nothing, where the older one is the judge', async () => {
    const role = await createShadowRole(await startServer(13));
    const connection = { source: { kind: 'url', label: 'shadow' }, url: role.url } as const;
    const older = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: cache });
    try {
      const live = reading('live', await catalogOn(realServer(13), 13));
      const migrations = reading('migrations', await catalogOn(PGLITE, 13));
      const { differences, problems } = await judge(older, migrations, live, { scope: WHOLE_SCOPE });
      expect(problems).toEqual([]);
      expect(differences.map(({ summary }) => summary)).toEqual([]);
    } finally {
      await older.close();
      await role.drop();
    }
  });
});
