import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { KitFact } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { type Line, linkModules } from '#test/support/drizzle-kit/lines.ts';
import { type Proposal, type PushCase, proposePush } from '#test/support/drizzle-kit/propose.ts';
import { PUSH_CASES } from './kit-cases.ts';

const fixture = fileURLToPath(new URL('../fixtures/kit', import.meta.url));
const script = readFileSync(path.join(fixture, 'live.sql'), 'utf8');

/** What takes something away, whatever is put in its place. */
const DESTRUCTIVE =
  /^(DROP |TRUNCATE |ALTER TABLE \S+ (DROP |DISABLE )|ALTER TABLE .* ALTER COLUMN .* DROP |ALTER (MATERIALIZED )?VIEW .* RESET )/i;

interface Made {
  readonly root: string;
  readonly session: Session;
}

const lines: readonly { readonly line: Line; readonly name: string }[] = [
  { line: 0, name: '0.31' },
  { line: 1, name: '1.0' },
];

describe.each(lines)('what drizzle-kit $name push would do', ({ line, name }) => {
  let made: Made;
  let real: readonly Proposal[];

  beforeAll(async () => {
    made = await makeProject(line);
    real = await proposePush(made.root, { line, schema: 'schema.ts', script, cases: PUSH_CASES });
  }, 600_000);
  afterAll(async () => {
    await made.session.close();
    await rm(made.root, { recursive: true, force: true });
  });

  it.each(PUSH_CASES.map((each, index) => ({ ...each, index })))('is said of: $sql', async ({ index, ...each }) => {
    const result = await compareWith(made, each, index);
    expect(result.kit?.line).toBe(name);
    const facts = factsOf(result, 'push');
    const theirs = real[index];
    expect({ asks: facts.some(({ verdict }) => verdict === 'asks') }).toEqual({ asks: theirs?.asks });
    if (theirs?.asks) return;
    expect(statementsOf(facts)).toEqual(destructive(theirs?.statements ?? []));
    // What 0.31 makes of a tablesFilter (it creates what the filter hides) is no matter of any difference.
    if (each.tablesFilter === undefined) {
      expect(facts.some(({ verdict }) => verdict !== 'ignores')).toBe((theirs?.statements ?? []).length > 0);
    }
  });
});

async function makeProject(line: Line): Promise<Made> {
  const root = await mkdtemp(path.join(tmpdir(), 'raingauge-kit-'));
  await linkModules(root, line);
  await cp(fixture, root, { recursive: true });
  await writeFile(path.join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  const folders = {
    config: path.join(root, '.config'),
    cache: path.join(root, '.cache'),
    log: path.join(root, '.log'),
  };
  const session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: root, base: root });
  return { root, session };
}

async function compareWith({ root, session }: Made, each: PushCase, index: number): Promise<DriftResult> {
  const config = {
    dialect: 'postgresql',
    schema: './schema.ts',
    schemaFilter: each.schemaFilter,
    tablesFilter: each.tablesFilter,
    ...(each.roles === undefined ? {} : { entities: { roles: each.roles } }),
  };
  const before = await readFile(path.join(root, 'drizzle.config.json'), 'utf8').catch(() => '');
  const after = JSON.stringify(config);
  await writeFile(path.join(root, 'drizzle.config.json'), after);
  const database = `database-${index}.sql`;
  await writeFile(path.join(root, database), `${script}\n${each.sql};`);
  return session.compare({ root, from: 'code', to: database, fresh: after !== before }, UNWATCHED);
}

function factsOf({ differences, kit }: DriftResult, command: KitFact['command']): readonly KitFact[] {
  const all = [
    ...differences.flatMap((difference) => difference.kit),
    ...(kit?.elsewhere ?? []).map(({ fact }) => fact),
  ];
  return all.filter((fact) => fact.command === command);
}

function statementsOf(facts: readonly KitFact[]): readonly string[] {
  return [
    ...new Set(
      facts.flatMap(({ statement }) => (statement !== null && DESTRUCTIVE.test(statement) ? [statement] : [])),
    ),
  ].sort();
}

/** Without what belongs to another statement: a table that is dropped takes its own along. */
function destructive(statements: readonly string[]): readonly string[] {
  const parts = statements
    .flatMap((statement) => statement.split('--> statement-breakpoint'))
    .map((part) => part.trim());
  const gone = parts.flatMap((part) => /^DROP TABLE (\S+?)( CASCADE)?;/.exec(part)?.[1] ?? []);
  const isOfGone = (part: string) =>
    !part.startsWith('DROP TABLE') && gone.some((table) => part.startsWith(`ALTER TABLE ${table} `));
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
