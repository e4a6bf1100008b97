import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzleV1 } from 'drizzle-orm-v1/node-postgres';
import { migrate as migrateV1 } from 'drizzle-orm-v1/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { matrixMajors, startServer, type TestServer } from '#test/support/postgres/servers.ts';

/**
 * Who is wrong, on a real server that Drizzle's own migrators brought to where it is, in both layouts of migrations. Every case
 * has a table of its own (`$t`) in one project: each file of its migrations is applied, edited since, or not applied.
 */
interface Case {
  readonly name: string;
  /** Columns and extras of the table in the code, beside `id` and `name`. */
  readonly columns?: string;
  readonly extras?: string;
  /** The code's own word on the column `name`. */
  readonly nameColumn?: string;
  /** What a second file did that was applied. */
  readonly applied?: string;
  /** What was written into the file that made the table after that was applied. */
  readonly editedInto?: string;
  /** What came after the migrator ran: later than everything, or `before` what was applied last. */
  readonly pending?: string;
  readonly before?: true;
  readonly byHand?: string;
  /** Every difference: `key: verdict`, and whether it counts. */
  readonly told: readonly string[];
  /** In the reason of the first. */
  readonly because?: string | Readonly<Record<Layout, string>>;
}

type Layout = 'journal' | 'folders';

const BREAK = '\n--> statement-breakpoint\n';
const FIRST = 'CREATE TABLE "$t" ("id" integer PRIMARY KEY NOT NULL, "name" text NOT NULL);';
const TRIGGER = `CREATE FUNCTION touch_$t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';${BREAK}CREATE TRIGGER touched BEFORE UPDATE ON $t FOR EACH ROW EXECUTE FUNCTION touch_$t();`;
const FORCE = `ALTER TABLE $t ENABLE ROW LEVEL SECURITY;${BREAK}ALTER TABLE $t FORCE ROW LEVEL SECURITY;`;
const PHONE = 'ALTER TABLE $t ADD COLUMN phone text;';
const IN_CODE = { columns: `phone: text('phone'),` };

const CASES: readonly Case[] = [
  { name: 'nobody, where all three agree', applied: PHONE, ...IN_CODE, told: [] },
  { name: 'code forgot a column', applied: PHONE, told: ['column:public.$t.phone: code-forgot +'] },
  {
    name: 'code forgot that a migration dropped one',
    applied: `${PHONE}${BREAK}ALTER TABLE $t DROP COLUMN phone;`,
    ...IN_CODE,
    told: ['column:public.$t.phone: code-forgot +'],
  },
  {
    name: 'code forgot a policy and row security',
    applied: `ALTER TABLE $t ENABLE ROW LEVEL SECURITY;${BREAK}CREATE POLICY own ON $t USING (id > 0);`,
    told: ['policy:public.$t.own: code-forgot +', 'table:public.$t#rowSecurity: code-forgot +'],
  },
  { name: 'a migration is missing', ...IN_CODE, told: ['column:public.$t.phone: migration-forgot +'] },
  {
    name: 'a migration is missing for an attribute',
    nameColumn: `varchar('name', { length: 30 }).notNull()`,
    told: ['column:public.$t.name#type: migration-forgot +'],
  },
  {
    name: 'a migration is missing for what was pushed: code and database agree',
    ...IN_CODE,
    byHand: 'ALTER TABLE $t ADD COLUMN phone text',
    told: ['column:public.$t.phone: migration-forgot'],
  },
  {
    name: 'a migration is missing for an attribute that was pushed',
    nameColumn: `text('name')`,
    byHand: 'ALTER TABLE $t ALTER name DROP NOT NULL',
    told: ['column:public.$t.name#notNull: migration-forgot'],
  },
  {
    name: 'a migration is missing for a table that was dropped from code and database',
    applied: 'CREATE TABLE rooms_$t (id integer PRIMARY KEY);',
    byHand: 'DROP TABLE rooms_$t',
    told: ['table:public.rooms_$t: migration-forgot'],
  },
  {
    name: 'the database was changed by hand',
    byHand: 'ALTER TABLE $t ALTER name TYPE varchar(20)',
    told: ['column:public.$t.name#type: changed-by-hand +'],
  },
  {
    name: 'the database got an index by hand',
    byHand: 'CREATE INDEX hotfix_$t ON $t (name)',
    told: ['index:public.hotfix_$t: changed-by-hand +'],
  },
  {
    name: 'a trigger was dropped by hand: code has no words for it, and the migrations speak in its place',
    applied: TRIGGER,
    byHand: 'DROP TRIGGER touched ON $t',
    told: ['function:public.touch_$t(): code-forgot', 'trigger:public.$t.touched: changed-by-hand +'],
  },
  {
    name: 'FORCE was taken back by hand',
    applied: FORCE,
    byHand: 'ALTER TABLE $t NO FORCE ROW LEVEL SECURITY',
    told: ['table:public.$t#forceRowSecurity: changed-by-hand +', 'table:public.$t#rowSecurity: code-forgot +'],
  },
  {
    name: 'a constraint was validated by hand: that is more than the migrations asked for',
    extras: "check('named', sql`name <> ''`)",
    applied: `ALTER TABLE $t ADD CONSTRAINT named CHECK (name <> '') NOT VALID;`,
    byHand: 'ALTER TABLE $t VALIDATE CONSTRAINT named',
    told: ['check:public.$t.named#validated: changed-by-hand'],
  },
  {
    name: 'a migration is not applied',
    ...IN_CODE,
    pending: PHONE,
    told: ['column:public.$t.phone: not-applied +'],
    because: 'is not applied',
  },
  {
    name: 'a migration is not applied, and the code does not say it either',
    pending: PHONE,
    told: ['column:public.$t.phone: not-applied'],
    because: 'is not applied',
  },
  {
    name: 'a migration is not applied that is older than what was: 0.x never runs it, 1.0 does',
    applied: 'ALTER TABLE $t ADD COLUMN room text;',
    columns: `room: text('room'), phone: text('phone'),`,
    pending: PHONE,
    before: true,
    told: ['column:public.$t.phone: not-applied +'],
    because: { journal: 'will never be', folders: 'is not applied' },
  },
  {
    name: 'a migration was edited after it was applied',
    extras: "check('named', sql`name <> ''`)",
    editedInto: `ALTER TABLE $t ADD CONSTRAINT named CHECK (name <> '');`,
    told: ['check:public.$t.named: edited-after-apply +'],
    because: 'was changed after being applied',
  },
  {
    name: 'a migration was edited after it was applied, and nobody else says so',
    editedInto: 'ALTER TABLE $t ADD COLUMN phone text;',
    told: ['column:public.$t.phone: edited-after-apply'],
    because: 'was changed after being applied',
  },
  {
    name: 'only the name differs',
    extras: `unique('$t_one_mail').on(t.name)`,
    applied: 'ALTER TABLE $t ADD CONSTRAINT $t_one_mail UNIQUE (name);',
    byHand: 'ALTER TABLE $t RENAME CONSTRAINT $t_one_mail TO $t_each_mail',
    told: ['unique:public.$t.$t_one_mail#name: name-only +'],
  },
  {
    name: 'only a generated name differs',
    extras: 'unique().on(t.name)',
    applied: 'ALTER TABLE $t ADD UNIQUE (name);',
    told: ['unique:public.$t.$t_name_unique#name: name-only'],
  },
  {
    name: 'nobody can tell, where each says something of its own',
    nameColumn: `varchar('name', { length: 10 }).notNull()`,
    byHand: 'ALTER TABLE $t ALTER name TYPE varchar(20)',
    told: ['column:public.$t.name#type: undecided +'],
    because: 'The migrations say a third thing',
  },
];

interface Known extends Case {
  readonly table: string;
}

/** `$t` is the case's own table everywhere. */
const KNOWN: readonly Known[] = CASES.map((each, at) => {
  const table = `case_${at}`;
  return { ...(JSON.parse(JSON.stringify(each).replaceAll('$t', table)) as Case), table };
});

let server: TestServer;
let home: string;
let session: Session;

beforeAll(async () => {
  server = await startServer(matrixMajors().at(-1) ?? 18);
  home = await mkdtemp(join(tmpdir(), 'raingauge-verdicts-'));
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: null });
});

afterAll(async () => {
  await session.close();
  await rm(home, { recursive: true, force: true });
});

describe.each(['journal', 'folders'] as const)('who is wrong, with migrations as %s', (layout) => {
  let result: DriftResult;
  const own = ({ table }: Known) => result.differences.filter(({ key }) => new RegExp(`${table}(?!\\d)`).test(key));

  beforeAll(async () => {
    const root = await mkdtemp(join(home, 'project-'));
    const database = await server.createDatabase();
    try {
      await write(root, filesOf(layout, migrations(false)));
      await migrateTo(layout, database.url, join(root, 'drizzle'));
      for (const { byHand } of KNOWN) if (byHand !== undefined) await server.execute(byHand, database.name);
      await write(root, { ...CODE, ...filesOf(layout, migrations(true)) });
      result = await session.compare({ root, from: 'code', to: database.url, fresh: false }, UNWATCHED);
    } finally {
      await database.drop();
    }
  });

  it.each(KNOWN)('$name', (each) => {
    expect(own(each).map(tell)).toEqual(each.told);
    const because = typeof each.because === 'object' ? each.because[layout] : each.because;
    if (because !== undefined) expect(own(each)[0]?.reason).toContain(because);
  });

  it('is said of all three, and of nothing else', () => {
    expect(result.unread).toEqual([]);
    expect(result.differences).toHaveLength(CASES.flatMap(({ told }) => told).length);
    expect(result.totals.counting).toBe(CASES.flatMap(({ told }) => told).filter((text) => text.endsWith('+')).length);
    for (const { states, key } of result.differences) expect(Object.keys(states), key).toContain('migrations');
  });
});

function tell({ key, verdict, counts }: Difference): string {
  return `${key}: ${verdict}${counts ? ' +' : ''}`;
}

async function migrateTo(layout: Layout, url: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Pool({ connectionString: url, max: 1 });
  try {
    if (layout === 'journal') await migrate(drizzle({ client }), { migrationsFolder });
    else await migrateV1(drizzleV1({ client }), { migrationsFolder });
  } finally {
    await client.end();
  }
}

async function write(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

interface Migration {
  readonly tag: string;
  /** Seconds after noon. */
  readonly at: number;
  readonly texts: readonly (string | undefined)[];
}

/** The files as they were when the migrator ran, and as they are now. */
function migrations(now: boolean): readonly Migration[] {
  const edited = KNOWN.filter(({ editedInto }) => editedInto !== undefined);
  const others = KNOWN.filter((each) => !edited.includes(each));
  const pending = (before: boolean) =>
    KNOWN.filter((each) => (each.before === true) === before).map((each) => each.pending);
  const first = ({ table }: Known) => FIRST.replaceAll('$t', table);
  return [
    { tag: 'tables', at: 1, texts: others.map(first) },
    { tag: 'edited', at: 2, texts: [...edited.map(first), ...(now ? edited.map(({ editedInto }) => editedInto) : [])] },
    ...(now ? [{ tag: 'between', at: 3, texts: pending(true) }] : []),
    { tag: 'changes', at: 4, texts: KNOWN.map(({ applied }) => applied) },
    ...(now ? [{ tag: 'pending', at: 5, texts: pending(false) }] : []),
  ];
}

/** As drizzle-kit of each line lays them out. */
function filesOf(layout: Layout, files: readonly Migration[]): Record<string, string> {
  const texts = files.map(({ texts: own }) => own.filter((text) => text !== undefined).join(BREAK));
  if (layout === 'folders') {
    return Object.fromEntries(
      files.map(({ tag, at }, index) => [`drizzle/2026010112000${at}_${tag}/migration.sql`, texts[index] ?? '']),
    );
  }
  const noon = Date.UTC(2026, 0, 1, 12);
  const entries = files.map(({ tag, at }, idx) => ({
    idx,
    version: '7',
    when: noon + at * 1000,
    tag: `000${at}_${tag}`,
    breakpoints: true,
  }));
  return {
    'drizzle/meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    ...Object.fromEntries(entries.map(({ tag }, index) => [`drizzle/${tag}.sql`, texts[index] ?? ''])),
  };
}

const CODE: Readonly<Record<string, string>> = {
  'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`,
  'schema.ts': `import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, unique, varchar } from 'drizzle-orm/pg-core';
${KNOWN.map(tableOf).join('\n')}
`,
};

function tableOf({ table, columns = '', extras = '', nameColumn = `text('name').notNull()` }: Known): string {
  const own = `{ id: integer('id').primaryKey(), name: ${nameColumn}, ${columns} }`;
  return `export const ${table} = pgTable('${table}', ${own}, (t) => [${extras}]);`;
}
