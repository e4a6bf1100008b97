import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, type CatalogObject, KINDS, type Reading } from '#app/catalog';
import { type Comparison, type Difference, type Scope, WHOLE_SCOPE } from '#app/compare';
import { KIND_RULES } from '#app/compare/kind-rules.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { judge } from './judged.ts';
import { createBase, type MutatedDatabase, readBaseCode } from './mutations/database.ts';
import { modelPaths } from './mutations/model-paths.ts';
import { type Finding, type Mutation, pathOf } from './mutations/mutation.ts';
import { MUTATIONS, WITHOUT_ROW } from './mutations/table.ts';
import { PGLITE, type RoundTripServer, realServer } from './round-trip-databases.ts';

const SERVERS = [PGLITE, ...matrixMajors().map(realServer)];
const ROWS = MUTATIONS.flatMap(({ rows }) => rows);

/** The first row that asks starts the shadow, which takes a busy machine a minute. */
function rowsFor(server: RoundTripServer, rows: readonly Mutation[]): readonly Mutation[] {
  const mine = new Set(server === PGLITE ? sliceFor(null, ROWS, 32) : shareOf(server.major, sliceFor(null, ROWS, 8)));
  return rows.filter((row) => (row.since ?? 0) <= server.major && mine.has(row));
}

describe('the table of mutations', () => {
  const covered = new Set(ROWS.flatMap((row) => [pathOf(row), ...(row.also ?? [])]));
  const isExcused = (path: string) => [path, path.replace(/^[^.]+/, '*')].some((key) => WITHOUT_ROW[key] !== undefined);

  it('has a row for every attribute that the catalog models, or the reason why not', () => {
    expect(modelPaths().filter((path) => !covered.has(path) && !isExcused(path))).toEqual([]);
  });

  it('adds and drops an object of every kind', () => {
    const ids = new Set(ROWS.map(({ id }) => id));
    expect(KINDS.flatMap((kind) => [`${kind}:added`, `${kind}:dropped`]).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('excuses nothing that has a row, and nothing that the catalog does not model', () => {
    const model = new Set(modelPaths());
    const [general, own] = [true, false].map((isGeneral) =>
      Object.keys(WITHOUT_ROW).filter((path) => path.startsWith('*.') === isGeneral),
    );
    expect(own?.filter((path) => covered.has(path) || !model.has(path))).toEqual([]);
    expect(general?.filter((path) => !modelPaths().some((each) => each.endsWith(path.slice(1))))).toEqual([]);
  });

  it('excuses what compare leaves out, and no attribute that it compares', () => {
    for (const kind of KINDS) {
      for (const [attribute, rule] of Object.entries(KIND_RULES[kind].attributes)) {
        const paths = modelPaths().filter((path) => `${path}.`.startsWith(`${kind}.${attribute}.`));
        const hasRow = paths.some((path) => covered.has(path));
        expect(hasRow, `${kind}.${attribute}`).toBe(rule.how !== 'not-compared');
      }
    }
  });

  it('names no row twice', () => {
    const ids = ROWS.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

let folder: string;
let shadow: Shadow;
let code: Catalog;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-mutations-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  code = (await readBaseCode()).reading.catalog;
});

afterAll(async () => {
  await shadow.close();
  await rm(folder, { recursive: true, force: true });
});

const SCOPE: Scope = { ...WHOLE_SCOPE, roles: { all: true, include: [], exclude: [], provider: null } };

const asBase = (catalog: Catalog): Reading => ({ source: { kind: 'url', label: 'base' }, catalog, report: [] });
const asLive = (catalog: Catalog): Reading => ({ source: { kind: 'live', label: 'live' }, catalog, report: [] });

describe.each(SERVERS)(`a mutation of a database on $name (seed ${seed})`, (server) => {
  let database: MutatedDatabase;
  let base: Catalog;

  beforeAll(async () => {
    database = await createBase(server, code);
    base = await database.readAfter();
  });
  afterAll(() => database?.close());

  const groups = MUTATIONS.filter(({ rows }) => rowsFor(server, rows).length > 0);
  describe.each(groups)('$title', ({ rows }) => {
    it.each(rowsFor(server, rows))('is found, classed and worded, and nothing else: $id', async (row) => {
      const from = row.given === undefined ? base : await database.readAfter(row.given);
      const to = await database.readAfter(row.given, row.sql);
      if (row.finds.length > 0) expectChanged(row, from, to);
      const there = await judge(shadow, asBase(from), asLive(to), { scope: SCOPE });
      expect(there.problems).toEqual([]);
      expect(there.differences.map(foundOf)).toEqual(row.finds);
      const back = await judge(shadow, asLive(to), asBase(from), { scope: SCOPE });
      expectMirrored(there, back);
    });
  });
});

function foundOf({ key, class: itsClass, counts, summary }: Difference): Finding {
  return { key, class: itsClass, counts, summary };
}

/** That the row changes the attributes that it says it does: what a leaf of the model holds, in all the objects of its kind. */
function expectChanged(row: Mutation, from: Catalog, to: Catalog): void {
  for (const path of [pathOf(row), ...(row.also ?? [])]) {
    expect(leaves(to, path), `${row.id} does not change ${path}`).not.toEqual(leaves(from, path));
  }
}

function leaves(catalog: Catalog, path: string): unknown {
  const [kind = '', ...parts] = path.split('.');
  const objects = catalog.objects[kind as keyof typeof catalog.objects] as readonly CatalogObject[];
  return objects.map((object) => [object.id, parts.reduce<unknown>(partOf, object)]);
}

function partOf(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.map((each) => partOf(each, part));
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
}

/** The same the other way round, with the sides exchanged. An object under another name goes by the name of the first side. */
function expectMirrored(there: Comparison, back: Comparison): void {
  expect(back.totals).toEqual(there.totals);
  const sorted = ({ differences }: Comparison) => differences.filter(({ attribute }) => attribute !== 'name');
  expect(sorted(back).map(({ key }) => key)).toEqual(sorted(there).map(({ key }) => key));
  sorted(back).forEach((difference, index) => {
    const other = sorted(there)[index];
    expect(difference.states).toEqual(other?.states);
    expect([difference.class, difference.counts]).toEqual([other?.class, other?.counts]);
    if (difference.attribute !== null && difference.attribute !== 'column order') {
      const [, first, second] = /^(.*) in base and (.*) in live$/s.exec(other?.summary ?? '') ?? [];
      const [called] = difference.summary.split(` ${second} in live`);
      expect(first?.startsWith(`${called} `), difference.summary).toBe(true);
    }
  });
}
