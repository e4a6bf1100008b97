import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { type Answers, compare, DEFAULT_MIGRATIONS_TABLE, type KitFact, scopeOf } from '#app/compare';
import { type ForeseeOptions, foreseeKit, kitLine } from '#app/kit';
import { renderCatalog } from '#app/sql';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { rolesOf } from '#main/sources/code/config/config-object.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { pgliteSession, readerSettings } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { type Line, linkModules } from '#test/support/drizzle-kit/lines.ts';
import { type Proposal, type PushCase, proposePush } from '#test/support/drizzle-kit/propose.ts';
import { seed } from '#test/support/seed.ts';
import { sliceFor } from '#test/support/slices.ts';
import { PUSH_CASES } from './kit-cases.ts';

const fixture = fileURLToPath(new URL('../fixtures/kit', import.meta.url));
const script = readFileSync(path.join(fixture, 'live.sql'), 'utf8');

/** What takes something away, whatever is put in its place. */
const DESTRUCTIVE =
  /^(DROP |TRUNCATE |ALTER TABLE \S+ (DROP |DISABLE )|ALTER TABLE .* ALTER COLUMN .* DROP |ALTER (MATERIALIZED )?VIEW .* RESET )/i;

let database: PGlite;
let folder: string;
let shadow: Shadow;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'raingauge-kit-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  database = await createEmbedded();
  await database.exec(script);
});

afterAll(async () => {
  await shadow.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

interface KitUnderTest {
  readonly line: Line;
  readonly name: string;
  readonly version: string;
  /** The drizzle-orm of its time, where it is no release that is installed. */
  readonly orm?: string;
}

const WHOLE = process.env.RAINGAUGE_MATRIX === 'all';

/** Fetched, so they are asked in the whole matrix only. */
const OLDER: readonly KitUnderTest[] = [
  { line: 0, name: '0.30', version: '0.30.6', orm: '0.41.0' },
  { line: 0, name: '0.29', version: '0.29.1', orm: '0.37.0' },
  // Takes views and foreign tables for tables.
  { line: 0, name: '0.24', version: '0.24.2', orm: '0.33.0' },
];

const LINES: readonly KitUnderTest[] = [
  { line: 0, name: '0.31', version: '0.31.11' },
  // Takes each NOT NULL of PostgreSQL 18 for a check.
  { line: 0, name: '0.31', version: '0.31.6', orm: '0.44.7' },
  { line: 1, name: '1.0', version: '1.0.0-rc.5' },
  ...(WHOLE ? OLDER : []),
];

/** The same for both lines. */
const CASES_HERE = sliceFor(null, PUSH_CASES, 12);

describe.each(LINES)(`what drizzle-kit $name push would do (seed ${seed})`, ({ line, name, version, orm }) => {
  let root: string;
  let code: Reading;
  let real: readonly Proposal[];

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'raingauge-kit-'));
    await linkModules(root, line, orm === undefined ? undefined : { kit: version, orm });
    await cp(fixture, root, { recursive: true });
    if (!kitLine(version, null).knows.policies) await takePoliciesOut(path.join(root, 'schema.ts'));
    await writeFile(path.join(root, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(
      path.join(root, 'drizzle.config.json'),
      JSON.stringify({ dialect: 'postgresql', schema: './schema.ts' }),
    );
    code = await readCode(await findDrizzleProject(root), UNWATCHED);
    real = await proposePush(root, { line, schema: 'schema.ts', script, cases: CASES_HERE });
  }, 600_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(CASES_HERE.map((each, index) => ({ ...each, index })))('is said of: $sql', async ({ index, ...each }) => {
    const facts = await foreseen(code, each, version);
    expect(new Set(facts.map((fact) => `${fact.command} ${fact.line}`))).toEqual(
      new Set(facts.length === 0 ? [] : [`push ${name}`]),
    );
    const { asks, statements } = real[index] as Proposal;
    expect({ asks: facts.some(({ verdict }) => verdict === 'asks') }).toEqual({ asks });
    if (asks) return;
    expect(statementsOf(facts)).toEqual(destructive(statements));
    // What 0.31 makes of a tablesFilter (it creates what the filter hides) is no matter of any difference.
    if (each.tablesFilter === undefined) {
      expect(facts.some(({ verdict }) => verdict !== 'ignores')).toBe(statements.length > 0);
    }
  });
});

describe.each([
  { line: 0, version: '0.31.11' },
  { line: 1, version: '1.0.0-rc.5' },
] as const)('what push of drizzle-kit $version makes of names over 63 bytes', ({ line, version }) => {
  it('is said, although the two agree', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'raingauge-kit-'));
    await linkModules(root, line);
    await cp(path.join(fixture, 'long-names.ts'), path.join(root, 'schema.ts'));
    await writeFile(path.join(root, 'package.json'), JSON.stringify({ type: 'module' }));
    const config = { dialect: 'postgresql', schema: './schema.ts' };
    await writeFile(path.join(root, 'drizzle.config.json'), JSON.stringify(config));
    const code = await readCode(await findDrizzleProject(root), UNWATCHED);
    const own = renderCatalog(code.catalog)
      .map(({ sql }) => `${sql};`)
      .join('\n');
    const [policy] = code.catalog.objects.policy;
    const cases: readonly PushCase[] = [
      { sql: own },
      { sql: `${own} DROP POLICY "${policy?.name}" ON ${policy?.table}` },
    ];
    const real = await proposePush(root, { line, schema: 'schema.ts', script, cases });
    expect(real.map(({ asks }) => asks)).toEqual([true, line === 1]);
    for (const [index, each] of cases.entries()) {
      const facts = await foreseen(code, each, version);
      const { asks, statements } = real[index] as Proposal;
      expect(facts.some(({ verdict }) => verdict === 'asks')).toBe(asks);
      if (!asks) expect(statementsOf(facts)).toEqual(destructive(statements));
    }
    await rm(root, { recursive: true, force: true });
  });
});

/** For a drizzle-orm that has none. */
async function takePoliciesOut(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll(/^.*pgPolicy.*\n/gm, ''));
}

/** What is said of the code against the database of a case. */
async function foreseen(code: Reading, each: PushCase, version: string): Promise<readonly KitFact[]> {
  const live = await readAfter(each.sql);
  const options: ForeseeOptions = {
    line: kitLine(version, null),
    snapshot: null,
    schemaFilter: each.schemaFilter ?? null,
    tablesFilter: each.tablesFilter ?? [],
    roles: rolesOf({ entities: { roles: each.roles } }),
    migrations: DEFAULT_MIGRATIONS_TABLE,
  };
  const scope = scopeOf({ ...options, readings: [code] });
  let answers: Answers = new Map();
  for (;;) {
    const { differences, questions } = compare(code, live, { scope, answers });
    if (questions.length === 0) {
      const said = foreseeKit(differences, code, live, options);
      return [...said.differences.flatMap(({ kit }) => kit), ...said.elsewhere.map(({ fact }) => fact)];
    }
    answers = new Map([...answers, ...(await shadow.deparse(questions, UNWATCHED))]);
  }
}

async function readAfter(sql: string): Promise<Reading> {
  await database.exec('BEGIN');
  try {
    await database.exec(sql);
    await database.exec(readerSettings);
    return await readLive(pgliteSession(database), { source: { kind: 'live', label: 'live' }, work: UNWATCHED });
  } finally {
    await database.exec('ROLLBACK');
  }
}

function statementsOf(facts: readonly KitFact[]): readonly string[] {
  const texts = facts.flatMap(({ statement }) =>
    statement !== null && DESTRUCTIVE.test(statement) ? [statement] : [],
  );
  return [...new Set(texts)].sort();
}

/** Without what belongs to another statement: a table that is dropped takes its own along. */
function destructive(statements: readonly string[]): readonly string[] {
  const parts = statements
    .flatMap((statement) => statement.split('--> statement-breakpoint'))
    // 0.29 and before say so where it may be gone.
    .map((part) => part.trim().replace(/ IF EXISTS(?= ")/, ''));
  const gone = parts.flatMap((part) => /^DROP TABLE (\S+?)( CASCADE)?;/.exec(part)?.[1] ?? []);
  const isOfGone = (part: string) =>
    !part.startsWith('DROP TABLE') &&
    gone.some((table) => part.startsWith(`ALTER TABLE ${table} `) || part.endsWith(` ON ${table} CASCADE;`));
  const isPutBack = (part: string) => {
    const [column] = /^(ALTER TABLE .* ALTER COLUMN \S+) DROP DEFAULT/.exec(part)?.slice(1) ?? [];
    return column !== undefined && parts.some((other) => other.startsWith(`${column} SET DEFAULT`));
  };
  // The server's own roles, which no catalog holds: PostgreSQL refuses to drop them.
  const isServers = (part: string) => part.startsWith('DROP ROLE "pg_');
  return [
    ...new Set(
      parts.filter((part) => !isServers(part) && DESTRUCTIVE.test(part) && !isOfGone(part) && !isPutBack(part)),
    ),
  ].sort();
}
