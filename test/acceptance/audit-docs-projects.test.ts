import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Needs, RULES, type Rule } from '#app/audit';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { type ExampleFile, readDoc } from '#test/app/audit/docs.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { sliceFor } from '#test/support/slices.ts';

/** What an embedded database has not. */
const UNKNOWN: ReadonlySet<string> = new Set(['statistics', 'isolation']);

/** Rules whose examples are files of a project; those whose examples are databases run in audit-docs.test.ts. */
const ON_PROJECTS = RULES.filter(
  ({ id, needs }) =>
    readDoc(id).flagged.every(({ file }) => file !== null) && !needs.flat().some((need) => UNKNOWN.has(need)),
);

const NO_SCHEMA = 'src/nothing.ts';

/** Tables and relations; queries and clients are no schema. */
const SCHEMA = /^src\/(schema|relations|nothing)[^/]*\.ts$/;

const configOf = (files: readonly string[]) =>
  `export default { dialect: 'postgresql', schema: ${JSON.stringify(files)}, out: './drizzle' };\n`;

/** What an example leaves out: the configuration, and the journal of its migrations, in the order of their names. */
function projectOf(example: readonly ExampleFile[]): Readonly<Record<string, string>> {
  const files = Object.fromEntries(example.map(({ file, text }) => [file ?? '', text]));
  const tags = Object.keys(files).flatMap((file) => /^drizzle\/(\d[^/]*?)(?<!\.down)\.sql$/.exec(file)?.[1] ?? []);
  const entries = tags.sort().map((tag, idx) => ({ idx, version: '7', when: 1_700_000_000_000 + idx, tag }));
  const journal = JSON.stringify({ version: '7', dialect: 'postgresql', entries });
  const live = files['live.sql'] === undefined ? {} : { environments: { live: { sql: 'live.sql' } } };
  return {
    'drizzle.config.ts': configOf([NO_SCHEMA, ...Object.keys(files).filter((file) => SCHEMA.test(file))]),
    'raingauge.config.json': JSON.stringify(live),
    // A project has a schema; the sources that are read do not name it.
    [NO_SCHEMA]: 'export {};\n',
    ...(tags.length > 0 ? { 'drizzle/meta/_journal.json': journal } : {}),
    ...files,
  };
}

/** Of the sources that an example has, those that the rule looks at. */
function sourcesOf(needs: Needs, files: Readonly<Record<string, string>>): readonly string[] {
  const needed = new Set<string>(needs.flat());
  const names = Object.keys(files);
  const has = {
    code: names.some((name) => name.startsWith('src/') && name !== NO_SCHEMA),
    migrations: names.some((name) => name.startsWith('drizzle/')),
    live: 'live.sql' in files,
  };
  return (['code', 'migrations', 'live'] as const).filter(
    (name) => has[name] && (needed.has(name) || needed.has('catalog') || (name === 'code' && needed.has('usages'))),
  );
}

describe('the project in the doc of', () => {
  let home: string;
  let session: Session;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'raingauge-audit-docs-'));
    const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
    session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: null });
  });
  afterAll(async () => {
    await session.close();
    await rm(home, { recursive: true });
  });

  async function keysOf(rule: Rule, example: readonly ExampleFile[]): Promise<readonly string[]> {
    const files = projectOf(example);
    return withProjectFolder(files, async (root) => {
      const sources = sourcesOf(rule.needs, files);
      const { findings, rules } = await session.audit({ root, fresh: false, sources, only: [rule.id] }, UNWATCHED);
      const own = rules.find(({ id }) => id === rule.id);
      expect({ state: own?.state, reason: own?.reason }).toEqual({ state: 'evaluated', reason: null });
      return findings.map(({ key, message }) => `${key}: ${message}`);
    });
  }

  it.each(sliceFor(null, ON_PROJECTS, 10).map((rule) => [rule.id, rule] as const))(
    '%s is flagged, and fine as the doc says',
    async (id, rule) => {
      const { flagged, fine } = readDoc(id);
      expect(await keysOf(rule, flagged)).not.toEqual([]);
      expect(await keysOf(rule, fine)).toEqual([]);
    },
    60_000,
  );
});
