import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, type Needs, RULES, type Rule } from '#app/audit';
import { renderSteps } from '#app/plan';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { type ExampleFile, readDoc } from '#test/app/audit/docs.ts';
import { howOf } from '#test/app/audit/remedies.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { sliceFor } from '#test/support/slices.ts';

/** What an embedded database has not. */
const UNKNOWN: ReadonlySet<string> = new Set(['statistics', 'isolation']);

/** Rules whose examples are files of a project; those whose examples are databases run in audit-docs.test.ts. */
const ON_PROJECTS = RULES.filter(
  ({ id, needs }) =>
    readDoc(id).flagged.every(({ file }) => file !== null) && !needs.flat().some((need) => UNKNOWN.has(need)),
);

/** As findings say of it. */
const OFFERED = {
  sql: { sql: true, code: false },
  code: { sql: false, code: true },
  'by-hand': { sql: false, code: false },
} as const;

/** An example shows one thing, or a few of a kind. */
const MOST_ROUNDS = 4;

/** What SQL that is drafted for a folder of migrations is saved as; of code alone drizzle-kit makes the migration. */
const SAVED_AS: Readonly<Record<string, string>> = { 'constraint-not-in-migrations': 'migration' };

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

/** Of a project that has no code: what a person would save. */
async function writeMigration(root: string, files: Readonly<Record<string, string>>, sql: string) {
  const tag = '0099_what_ends_it';
  const again = projectOf([
    ...Object.entries(files)
      .map(([file, text]) => ({ language: 'sql', file, text }))
      .filter(({ file }) => /^drizzle\/\d/.test(file)),
    { language: 'sql', file: `drizzle/${tag}.sql`, text: sql },
  ]);
  for (const file of [`drizzle/${tag}.sql`, 'drizzle/meta/_journal.json'])
    await writeFile(join(root, file), again[file] ?? '');
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

  /** What a rule finds in a project, told as keys and messages. */
  async function audited(root: string, rule: Rule, files: Readonly<Record<string, string>>, fresh = false) {
    const sources = sourcesOf(rule.needs, files);
    const { findings, rules } = await session.audit({ root, fresh, sources, only: [rule.id] }, UNWATCHED);
    const own = rules.find(({ id }) => id === rule.id);
    expect({ state: own?.state, reason: own?.reason }).toEqual({ state: 'evaluated', reason: null });
    return findings;
  }

  /** Carries a finding's remedy out: the files that it is saved as, and its SQL where the project has a database. */
  async function putRight(root: string, rule: Rule, files: Readonly<Record<string, string>>, { key }: Finding) {
    const sources = sourcesOf(rule.needs, files);
    const request = { root, sources, only: [rule.id], keys: [key] };
    const { statements, faults, inCode, left } = await session.draftFindings(request, UNWATCHED);
    const expected =
      howOf(rule.id) === 'sql'
        ? { drafted: true, inCode: [], left: [] }
        : { drafted: false, inCode: [key], left: [key] };
    expect({ faults, drafted: statements.length > 0, inCode, left }).toEqual({ faults: [], ...expected });
    const sql = renderSteps(statements, null).join('\n');
    if (sources.includes('live')) await appendFile(join(root, 'live.sql'), `\n${sql}`);
    if (!sources.includes('code')) await writeMigration(root, files, sql);
    else if (howOf(rule.id) === 'code' || !sources.includes('live')) {
      const preview = await session.previewRemedy(request, UNWATCHED);
      expect(preview.problems.filter(({ effect }) => effect !== 'note')).toEqual([]);
      expect(preview.files.map(({ role }) => role)).toContain(
        howOf(rule.id) === 'code' ? 'code' : (SAVED_AS[rule.id] ?? 'code'),
      );
      await session.save({ root, preview: preview.id });
    }
  }

  it.each(sliceFor(null, ON_PROJECTS, 10).map((rule) => [rule.id, rule] as const))(
    '%s is flagged, ended by its remedy, and fine as the doc says',
    async (id, rule) => {
      const { flagged, fine } = readDoc(id);
      const files = projectOf(flagged);
      await withProjectFolder(files, async (root) => {
        let findings = await audited(root, rule, files);
        const [first] = findings;
        expect(first).toBeDefined();
        const how = findings.map(({ remedy }) => ({ sql: remedy?.sql ?? false, code: remedy?.code ?? false }));
        expect(how, 'what is offered').toEqual(findings.map(() => OFFERED[howOf(id)]));
        if (howOf(id) === 'by-hand') return;
        for (let round = 0; findings.length > 0 && round < MOST_ROUNDS; round += 1) {
          const [next] = findings;
          if (next) await putRight(root, rule, files, next);
          findings = await audited(root, rule, files, true);
          expect(findings.map(({ key }) => key)).not.toContain(next?.key);
        }
        expect(findings.map(({ key, message }) => `${key}: ${message}`)).toEqual([]);
      });
      const sound = projectOf(fine);
      await withProjectFolder(sound, async (root) => expect(await audited(root, rule, sound)).toEqual([]));
    },
  );
});
