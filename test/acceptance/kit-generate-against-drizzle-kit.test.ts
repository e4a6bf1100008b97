import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCatalog, type Reading } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE, NO_ROLES } from '#app/compare';
import { type Foreseen, foreseeKit, kitLine } from '#app/kit';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { readMigrationFolder } from '#main/sources/migrations/folder.ts';
import { snapshotFacts } from '#main/sources/migrations/snapshots.ts';
import { type Line, linkModules } from '#test/support/drizzle-kit/lines.ts';
import { generateAgain, runDrizzleKit } from '#test/support/drizzle-kit/run.ts';

const fixture = fileURLToPath(new URL('../fixtures/kit', import.meta.url));

/** What the code says otherwise, one thing each; nothing is made that could be a renamed other. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ["varchar('mail', { length: 80 }).notNull().default('x')", "varchar('mail', { length: 90 })"],
  ["pgEnum('mood', ['calm', 'wild'])", "pgEnum('mood', ['calm'])"],
  ["onDelete: 'cascade'", "onDelete: 'restrict'"],
  ["    upper: text('upper').generatedAlwaysAs(sql`upper(name)`),\n", ''],
  ["default('nobody')", "default('somebody')"],
  ["index('guests_name_idx').on(t.name)", "uniqueIndex('guests_name_idx').on(t.name)"],
  ["    index('guests_part_idx').on(t.owner).where(sql`age > 1`),\n", ''],
  ['sql`age > 0`', 'sql`age > 5`'],
  ['using: sql`owner = 1`', 'using: sql`true`'],
  ["a: integer('a').notNull()", "a: integer('a')"],
  ['qb.select({ name: guests.name })', 'qb.select({ name: guests.name, age: guests.age })'],
  ["export const tickets = pgSequence('tickets', { startWith: 1, increment: 1 });\n", ''],
  ['  index,\n', '  uniqueIndex,\n'],
  ['  pgSequence,\n', ''],
];

const DESTRUCTIVE =
  /^(DROP |TRUNCATE |ALTER TABLE \S+ (DROP |DISABLE )|ALTER TABLE .* ALTER COLUMN .* DROP |ALTER (MATERIALIZED )?VIEW .* RESET )/i;

const LINES: readonly { readonly line: Line; readonly name: string; readonly version: string }[] = [
  { line: 0, name: '0.31', version: '0.31.11' },
  { line: 1, name: '1.0', version: '1.0.0-rc.5' },
];

describe.each(LINES)('what drizzle-kit $name generate would write', ({ line, name, version }) => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'raingauge-generate-'));
    await linkModules(root, line);
    await cp(fixture, root, { recursive: true });
    await writeFile(path.join(root, 'package.json'), JSON.stringify({ type: 'module' }));
    const config = { dialect: 'postgresql', schema: ['./schema.ts', './long-names.ts'], out: './drizzle' };
    await writeFile(path.join(root, 'drizzle.config.ts'), `export default ${JSON.stringify(config)};\n`);
    await generateAgain(root);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const edit = async (edits: typeof EDITS) => {
    let text = await readFile(path.join(fixture, 'schema.ts'), 'utf8');
    for (const [before, after] of edits) {
      if (!text.includes(before)) throw new Error(`The fixture has no ${before}`);
      text = text.replace(before, after);
    }
    await writeFile(path.join(root, 'schema.ts'), text);
  };

  it('is nothing where nothing changed', async () => {
    await edit([]);
    expect((await foreseen(root, version)).elsewhere).toEqual([]);
    expect(await generateAgain(root)).toEqual([]);
  });

  it('is asked about where something may be renamed', async () => {
    await edit([
      ["age: integer('age')", "years: integer('years')"],
      ['sql`age > 0`', 'sql`years > 0`'],
      ['sql`age > 1`', 'sql`years > 1`'],
      ['age: guests.age', 'age: guests.years'],
    ]);
    const { elsewhere } = await foreseen(root, version);
    const column = elsewhere.find(({ object }) => object === 'column:public.guests.age');
    expect(column?.fact).toMatchObject({ command: 'generate', line: name, verdict: 'asks' });
    // 0.31 ends as if all were well, 1.0 with an error: neither writes anything without an answer.
    expect(await generateAgain(root).catch(() => [])).toEqual([]);
  });

  it('is nothing where a file cannot be parsed: it ends there', async () => {
    await edit([["pgEnum('mood', ['calm', 'wild'])", "pgEnum('mood', ['calm', "]]);
    expect((await foreseen(root, version)).elsewhere).toEqual([]);
    const migrations = async () => (await readdir(path.join(root, 'drizzle'), { recursive: true })).sort();
    const before = await migrations();
    // 1.0 exits with an error, 0.31 as if all were well: neither writes anything.
    const said = await runDrizzleKit(root, ['generate']).catch(String);
    expect(said).not.toContain('tables');
    expect(await migrations()).toEqual(before);
  });

  it('is said with every statement that takes something away, and of a chain of snapshots', async () => {
    await edit(EDITS);
    const { elsewhere } = await foreseen(root, version);
    const ours = elsewhere.flatMap(({ fact: { statement } }) =>
      statement !== null && DESTRUCTIVE.test(statement) ? [statement] : [],
    );
    const theirs = (await generateAgain(root)).map((text) => text.replace(/, ADD CONSTRAINT .*;$/s, ';'));
    const putBack = theirs.flatMap((text) => /^(ALTER TABLE .* ALTER COLUMN \S+) SET DEFAULT/.exec(text)?.[1] ?? []);
    const kept = theirs.filter(
      (text) => DESTRUCTIVE.test(text) && !putBack.some((start) => text.startsWith(`${start} DROP DEFAULT`)),
    );
    expect([...new Set(ours)].sort()).toEqual([...new Set(kept)].sort());
    // The second migration's snapshot, which 1.0 writes as changes only, says what the code says.
    expect((await foreseen(root, version)).elsewhere).toEqual([]);
  });
});

/** All that generate would write, without any difference beside it. */
async function foreseen(root: string, version: string): Promise<Foreseen> {
  const code = await readCode(await findDrizzleProject(root), UNWATCHED);
  const found = await readMigrationFolder(root, 'drizzle');
  const { snapshot, problems } = snapshotFacts(found.newestSnapshot, found.snapshots);
  expect(problems).toEqual([]);
  expect(snapshot).not.toBeNull();
  const migrations: Reading = {
    source: { kind: 'migrations', label: 'migrations' },
    catalog: emptyCatalog(),
    report: [],
  };
  return foreseeKit([], code, migrations, {
    line: kitLine(version, null),
    snapshot,
    schemaFilter: null,
    tablesFilter: [],
    roles: NO_ROLES,
    migrations: DEFAULT_MIGRATIONS_TABLE,
  });
}
