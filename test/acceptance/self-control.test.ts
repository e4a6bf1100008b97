import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog, type Reading } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { matrixMajors, startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { judged } from './judged.ts';
import { PGLITE, type RoundTripServer, readBuilt, realServer } from './round-trip-databases.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schemas = join(root, 'test/fixtures/schemas');

/** All but `waypoints`: no server of the tests has PostGIS (extensions-of-code.test.ts compares with stand-ins). */
const PROJECTS = [
  ...readdirSync(schemas)
    .filter((name) => name !== 'waypoints')
    .map((name) => ({ name, folder: join(schemas, name) })),
  { name: 'the sample', folder: join(root, 'resources/sample') },
];
const OF_ALL = PROJECTS.filter(({ name }) => name !== 'embeddings');
const SERVERS = [PGLITE, ...matrixMajors().map(realServer)];

/**
 * A slice is built on one of the real servers each, and some on the embedded one. pgvector is in that alone; `clinic` names
 * pg_read_all_data, which PostgreSQL 14 brought.
 */
const projectsOn = (server: RoundTripServer) =>
  server === PGLITE
    ? [...PROJECTS.filter(({ name }) => name === 'embeddings'), ...sliceFor(null, OF_ALL, 12)]
    : shareOf(
        server.major,
        sliceFor(
          null,
          OF_ALL.filter(({ name }) => name !== 'clinic' || server.major >= 14),
          2,
        ),
      );

const judgedOn = (major: number) =>
  shareOf(
    major,
    sliceFor(
      null,
      OF_ALL.filter(({ name }) => name !== 'clinic' || major >= 14),
      4,
    ),
  );

/** Two real servers of unlike majors: where live runs, and what judges its texts. Each pair has a slice that moves on. */
const UNLIKE = sliceFor(
  null,
  matrixMajors().flatMap((live) =>
    matrixMajors()
      .filter((judge) => judge !== live)
      .map((judge) => ({ live, judge, projects: pairedProjects(live, judge) })),
  ),
  2,
);

function pairedProjects(live: number, judge: number) {
  const shared = PROJECTS.filter(
    ({ name }) => name !== 'embeddings' && (name !== 'clinic' || Math.min(live, judge) >= 14),
  );
  return process.env.RAINGAUGE_MATRIX === 'all'
    ? shared
    : shared.filter((_, at) => (at + seed + live + judge) % 12 === 0);
}

interface Project {
  readonly drizzle: DrizzleProject;
  readonly code: Reading;
}

let cache: string;
let shadow: Shadow;
const projects = new Map<string, Promise<Project>>();

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-self-control-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
});

afterAll(async () => {
  await shadow.close();
  await rm(cache, { recursive: true, force: true });
});

/** Read once, compared with every server. */
function projectIn(folder: string): Promise<Project> {
  let project = projects.get(folder);
  if (!project) {
    project = findDrizzleProject(folder).then(async (drizzle) => ({
      drizzle,
      code: await readCode(drizzle, UNWATCHED),
    }));
    projects.set(folder, project);
  }
  return project;
}

/** What a person who runs an older server has to leave out of the schema. */
function asFarAs(major: number, catalog: Catalog): Catalog {
  if (major >= 15) return catalog;
  const unique = catalog.objects.unique.map((each) => ({ ...each, nullsNotDistinct: false }));
  const view = catalog.objects.view.map((each) => {
    const { security_invoker: _, ...options } = each.options;
    return { ...each, options };
  });
  return buildCatalog({ ...catalog, objects: { ...catalog.objects, unique, view } });
}

/** Roles are the server's, not the database's: those of other fixtures are still there. */
function withRolesOf(code: Catalog, built: Catalog): Catalog {
  const own = new Set(code.objects.role.map(({ name }) => name));
  return buildCatalog({
    ...built,
    objects: { ...built.objects, role: built.objects.role.filter(({ name }) => own.has(name)) },
  });
}

describe.each(SERVERS)(`a database on $name that was built from the code (seed ${seed})`, (server) => {
  it.each(projectsOn(server))('differs from it in nothing: $name', async ({ folder }) => {
    const { drizzle, code } = await projectIn(folder);
    const built = await readBuilt(server, renderCatalog(asFarAs(server.major, code.catalog)));
    const catalog = withRolesOf(code.catalog, built);
    const live: Reading = { source: { kind: 'live', label: 'live' }, catalog, report: [] };
    const { differences, problems } = await judged(shadow, code, live, drizzle);
    expect(problems).toEqual([]);
    // On a server that cannot express an attribute its absence is told, and does not count.
    const told = differences.filter(({ reason }) => !reason.includes(`PostgreSQL ${server.major} cannot express`));
    expect(told.map(({ summary }) => summary)).toEqual([]);
    expect(differences.filter(({ counts }) => counts)).toEqual([]);
  });
});

/** The judge's major and live's are not the same: what a text means is asked of one server for both sides. */
describe.each(matrixMajors())('a database that was built from the code, judged by PostgreSQL %i', (major) => {
  let judge: Shadow;
  let role: ShadowRole;

  beforeAll(async () => {
    role = await createShadowRole(await startServer(major));
    const connection = { source: { kind: 'url', label: 'shadow' }, url: role.url } as const;
    judge = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: cache });
  });

  afterAll(async () => {
    await judge.close();
    await role.drop();
  });

  it.each(judgedOn(major))('differs from it in nothing: $name', async ({ folder }) => {
    const { drizzle, code } = await projectIn(folder);
    const catalog = await readBuilt(PGLITE, renderCatalog(code.catalog));
    const live: Reading = { source: { kind: 'live', label: 'live' }, catalog, report: [] };
    const { differences, problems } = await judged(judge, code, live, drizzle);
    expect(problems).toEqual([]);
    expect(differences.map(({ summary }) => summary)).toEqual([]);
  });
});

describe.each(UNLIKE)(
  `a database on PostgreSQL $live that was built from the code, judged by PostgreSQL $judge (seed ${seed})`,
  ({ live: major, judge: judgeMajor, projects: own }) => {
    let judge: Shadow;
    let role: ShadowRole;

    beforeAll(async () => {
      role = await createShadowRole(await startServer(judgeMajor));
      const connection = { source: { kind: 'url', label: 'shadow' }, url: role.url } as const;
      judge = createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder: cache });
    });

    afterAll(async () => {
      await judge.close();
      await role.drop();
    });

    it.each(own)('differs from it in nothing: $name', async ({ folder }) => {
      const { drizzle, code } = await projectIn(folder);
      const built = await readBuilt(realServer(major), renderCatalog(asFarAs(major, code.catalog)));
      const live: Reading = {
        source: { kind: 'live', label: 'live' },
        catalog: withRolesOf(code.catalog, built),
        report: [],
      };
      const { differences, problems } = await judged(judge, code, live, drizzle);
      expect(problems).toEqual([]);
      const told = differences.filter(({ reason }) => !reason.includes(`PostgreSQL ${major} cannot express`));
      expect(told.map(({ summary }) => summary)).toEqual([]);
    });
  },
);
