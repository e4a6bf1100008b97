import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, Reading } from '#app/catalog';
import { type Comparison, type Difference, type Scope, scopeOf } from '#app/compare';
import { KIND_RULES } from '#app/compare/kind-rules.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { judge } from './judged.ts';
import { changesAgainstCode, kindsInCode } from './mutations/against-code.ts';
import { idsOnPage, rowsBeside } from './mutations/beside-rows.ts';
import { type BaseCode, createBase, type MutatedDatabase, readBaseCode } from './mutations/database.ts';
import type { Mutation } from './mutations/mutation.ts';
import { MUTATIONS } from './mutations/table.ts';
import { PGLITE, type RoundTripServer, realServer } from './round-trip-databases.ts';

const SERVERS = [PGLITE, ...matrixMajors().map(realServer)];
const ROWS = MUTATIONS.flatMap(({ rows }) => rows);

/** The first row that asks starts the shadow, which takes a busy machine a minute. */
const base: BaseCode = await readBaseCode();
const { catalog } = base.reading;
const EXPRESSED = ROWS.filter((row) => row.finds.length === 0 || changesAgainstCode(row, catalog).length > 0);

function rowsFor(server: RoundTripServer): readonly Mutation[] {
  const runnable = EXPRESSED.filter(({ since }) => (since ?? 0) <= server.major);
  return server === PGLITE ? sliceFor(null, runnable, 32) : shareOf(server.major, sliceFor(null, runnable, 8));
}

it('changes every attribute of what the code has, whose difference counts as drift', () => {
  const told = new Set(EXPRESSED.flatMap((row) => changesAgainstCode(row, catalog)).map(({ key }) => attributeOf(key)));
  const expressible = kindsInCode(catalog).flatMap((kind) =>
    Object.entries(KIND_RULES[kind as keyof typeof KIND_RULES].attributes)
      .filter(([, rule]) => rule.how !== 'not-compared' && rule.class === 'drift')
      .map(([attribute]) => `${kind}#${attribute}`),
  );
  expect(expressible.length).toBeGreaterThan(30);
  expect(expressible.filter((attribute) => !told.has(attribute))).toEqual([]);
});

it('is put to drizzle-kit row by row, on a page that has the rows there are (npm run bench drizzle-kit writes it)', () => {
  const page = readFileSync(new URL('../../docs/beside-drizzle-kit.md', import.meta.url), 'utf8');
  expect(idsOnPage(page)).toEqual(rowsBeside(catalog).flatMap(({ rows }) => rows.map(({ id }) => id)));
});

function attributeOf(key: string): string {
  return `${key.slice(0, key.indexOf(':'))}#${key.split('#')[1] ?? ''}`;
}

let folder: string;
let shadow: Shadow;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-mutations-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(SERVERS)(`code beside a mutated database on $name (seed ${seed})`, (server) => {
  let database: MutatedDatabase;
  let unchanged: Comparison;

  beforeAll(async () => {
    database = await createBase(server, catalog);
    unchanged = await compareWith(await database.readAfter());
  });
  afterAll(() => database?.close());

  it('differs from the base in nothing that Drizzle can express', () => {
    expect(unchanged.differences.filter(({ class: itsClass }) => itsClass !== 'unmanaged')).toEqual([]);
  });

  it.each(rowsFor(server))('differs in what was changed, and in nothing else: $id', async (row) => {
    const before = row.given === undefined ? unchanged : await compareWith(await database.readAfter(row.given));
    const after = await compareWith(await database.readAfter(row.given, row.sql));
    expect(after.problems).toEqual([]);
    const expected = changesAgainstCode(row, catalog);
    const keysOf = ({ differences }: Comparison) => differences.map(({ key }) => key);
    const [had, has] = [new Set(keysOf(before)), new Set(keysOf(after))];
    const told = expected.filter(({ becomes }) => becomes === 'told').map(({ key }) => key);
    expect([...has].filter((key) => !had.has(key) || told.includes(key))).toEqual([...told].sort());
    const gone = expected.filter(({ becomes }) => becomes === 'gone').map(({ key }) => key);
    expect([...had].filter((key) => !has.has(key))).toEqual([...gone].sort());
    const classes = expected.filter(({ becomes }) => becomes === 'told').map((each) => [each.key, each.class]);
    expect(after.differences.filter(({ key }) => told.includes(key)).map(classed)).toEqual(classes.sort());
  });

  function compareWith(live: Catalog): Promise<Comparison> {
    const to: Reading = { source: { kind: 'live', label: 'live' }, catalog: live, report: [] };
    return judge(shadow, base.reading, to, { scope: SCOPE });
  }
});

const SCOPE: Scope = scopeOf({
  readings: [base.reading],
  schemaFilter: base.drizzle.schemaFilter,
  tablesFilter: base.drizzle.tablesFilter,
  roles: base.drizzle.roles,
  migrations: base.drizzle.migrations,
});

function classed({ key, class: itsClass }: Difference): readonly string[] {
  return [key, itsClass];
}
