import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog, Reading } from '#app/catalog';
import { type Comparison, type Difference, type Scope, scopeOf } from '#app/compare';
import { joinStatements, renderCatalog } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { createShadow } from '#main/shadow/shadow.ts';
import type { Line } from '#test/support/drizzle-kit/lines.ts';
import { type Proposal, proposePush } from '#test/support/drizzle-kit/propose.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { judge } from '../judged.ts';
import { PGLITE } from '../round-trip-databases.ts';
import { changesAgainstCode } from './against-code.ts';
import { rowsBeside } from './beside-rows.ts';
import { type BaseCode, BEYOND, createBase, PROJECT, readBaseCode } from './database.ts';
import type { Mutation } from './mutation.ts';

/** What each says of one mutation, of the code beside the mutated database. */
export interface Verdicts {
  readonly row: Mutation;
  /** Whether neither code nor database says anything of what changed. */
  readonly isSilent: boolean;
  readonly raingauge: readonly Difference[];
  /** What `push` proposes beyond what it proposed before the mutation, by line. */
  readonly kit: Readonly<Record<Line, Proposal>>;
}

export interface Beside {
  readonly groups: readonly { readonly title: string; readonly verdicts: readonly Verdicts[] }[];
  /** What `push` proposes for the database that was built from the very same code. */
  readonly unchanged: Readonly<Record<Line, readonly string[]>>;
}

/** Asks drizzle-kit's `push` of both lines and Raingauge about every row, each time for real. */
export async function askBoth(): Promise<Beside> {
  const base = await readBaseCode();
  const groups = rowsBeside(base.reading.catalog);
  const rows = groups.flatMap((group) => group.rows);
  const ours = await askRaingauge(base, rows);
  const kits = { 0: await askKit(base.reading.catalog, 0, rows), 1: await askKit(base.reading.catalog, 1, rows) };
  return {
    unchanged: { 0: kits[0].unchanged, 1: kits[1].unchanged },
    groups: groups.map(({ title, rows: own }) => ({
      title,
      verdicts: own.map((row) => ({
        row,
        isSilent: !changesAgainstCode(row, base.reading.catalog).some(({ becomes }) => becomes === 'told'),
        raingauge: ours.get(row.id) ?? [],
        kit: { 0: answerOf(kits[0].proposed, row), 1: answerOf(kits[1].proposed, row) },
      })),
    })),
  };
}

async function askRaingauge({ reading, drizzle }: BaseCode, rows: readonly Mutation[]) {
  const folder = await mkdtemp(join(tmpdir(), 'raingauge-beside-'));
  const shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  const database = await createBase(PGLITE, reading.catalog);
  const { schemaFilter, tablesFilter, roles, migrations } = drizzle;
  const scope: Scope = scopeOf({ readings: [reading], schemaFilter, tablesFilter, roles, migrations });
  const compareWith = (catalog: Catalog): Promise<Comparison> => {
    const live: Reading = { source: { kind: 'live', label: 'live' }, catalog, report: [] };
    return judge(shadow, reading, live, { scope });
  };
  const found = new Map<string, readonly Difference[]>();
  try {
    for (const row of rows) {
      const before = await compareWith(await database.readAfter(row.given));
      const after = await compareWith(await database.readAfter(row.given, row.sql));
      const expected = changesAgainstCode(row, reading.catalog).map(({ key }) => key);
      const isNew = ({ key }: Difference) =>
        expected.includes(key) || !before.differences.some((each) => each.key === key);
      const gone = before.differences.filter(({ key }) => !after.differences.some((each) => each.key === key));
      found.set(row.id, [...after.differences.filter(isNew), ...gone.filter(({ key }) => !expected.includes(key))]);
    }
    return found;
  } finally {
    await database.close();
    await shadow.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function askKit(code: Catalog, line: Line, rows: readonly Mutation[]) {
  const files = await schemaFiles();
  const cases = ['', ...rows.flatMap(({ given, sql }) => [given ?? '', `${given ?? ''};${sql}`])];
  const script = `${joinStatements(renderCatalog(code))}\n${BEYOND}`;
  const proposals = await withProjectFolder(
    files,
    (root) =>
      proposePush(root, {
        line,
        schema: 'all.ts',
        script,
        cases: cases.map((sql) => ({ sql, schemaFilter: ['public', 'club'], roles: true, mayFail: true })),
      }),
    line,
  );
  const [unchanged, ...others] = proposals;
  if (!unchanged || unchanged.failure !== undefined) {
    throw new Error(`drizzle-kit cannot push the unchanged fixture: ${unchanged?.failure}`);
  }
  const proposed = new Map(rows.map((row, at) => [row.id, beyond(others[2 * at], others[2 * at + 1])]));
  return { unchanged: unchanged.statements, proposed };
}

/** What is proposed after and was not before. */
function beyond(before: Proposal | undefined, after: Proposal | undefined): Proposal {
  if (!before || !after) throw new Error('drizzle-kit gave fewer answers than it was asked');
  const left = [...before.statements];
  const statements = after.statements.filter((statement) => {
    const at = left.indexOf(statement);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { ...after, statements };
}

function answerOf(proposed: ReadonlyMap<string, Proposal>, { id }: Mutation): Proposal {
  const answer = proposed.get(id);
  if (!answer) throw new Error(`drizzle-kit was not asked about ${id}`);
  return answer;
}

/** The code of the fixture, and a file that exports all of it. */
async function schemaFiles(): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(PROJECT, 'src'))).sort();
  const sources = await Promise.all(names.map((name) => readFile(join(PROJECT, 'src', name), 'utf8')));
  return {
    'all.ts': names.map((name) => `export * from './${name.replace(/\.ts$/, '')}';\n`).join(''),
    ...Object.fromEntries(names.map((name, at) => [name, sources[at] ?? ''])),
  };
}
