import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzleV1 } from 'drizzle-orm-v1/pglite';
import { migrate as migrateV1 } from 'drizzle-orm-v1/pglite/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { type Line, linkModules } from '#test/support/drizzle-kit/lines.ts';
import { generateAgain, runDrizzleKit } from '#test/support/drizzle-kit/run.ts';

/** The law of saving: the project's own drizzle-kit and migrator take what was saved for their own. */
const BEFORE = `import { sql } from 'drizzle-orm';
import { integer, pgEnum, pgTable, text, varchar } from 'drizzle-orm/pg-core';
export const mood = pgEnum('mood', ['calm', 'wild']);
export const owners = pgTable('owners', { id: integer('id').primaryKey(), name: text('name').notNull() });
export const boats = pgTable('boats', {
  id: integer('id').primaryKey(),
  name: varchar('name', { length: 40 }).notNull().default('nobody'),
  price: integer('price').default(sql\`1 + 1\`),
});
`;

const AFTER = `import { sql } from 'drizzle-orm';
import { check, index, integer, pgEnum, pgPolicy, pgTable, pgView, text, unique, varchar } from 'drizzle-orm/pg-core';
export const mood = pgEnum('mood', ['calm', 'odd', 'wild']);
export const owners = pgTable('owners', { id: integer('id').primaryKey(), name: text('name').notNull() });
export const boats = pgTable('boats', {
  id: integer('id').primaryKey(),
  name: varchar('name', { length: 60 }).notNull().default("o'boat"),
  owner: integer('owner').notNull().references(() => owners.id, { onDelete: 'cascade' }),
  tags: text('tags').array().default(['a', 'b']),
}, (t) => [
  index('boats_owner_idx').on(t.owner.desc(), sql\`lower(\${t.name})\`).where(sql\`\${t.owner} > 0\`),
  check('boats_named', sql\`\${t.name} <> ''\`),
  unique('boats_once').on(t.owner, t.name),
  pgPolicy('boats_own', { for: 'select', using: sql\`\${t.owner} = 1\` }),
]);
export const named = pgView('named').as((qb) => qb.select({ name: boats.name }).from(boats));
`;

let home: string;
let session: Session;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'raingauge-save-law-'));
  session = createSession({
    spawn: forkChild,
    folders: { config: path.join(home, 'config'), cache: path.join(home, 'cache'), log: path.join(home, 'log') },
    host: 'web',
    initialProject: null,
  });
});
afterAll(async () => {
  await session.close();
  await rm(home, { recursive: true, force: true });
});

async function migrateWith(line: Line, folder: string): Promise<readonly string[]> {
  const client = await createEmbedded();
  try {
    if (line === 0) await migrate(drizzle({ client }), { migrationsFolder: folder });
    else await migrateV1(drizzleV1({ client }), { migrationsFolder: folder });
    const { rows } = await client.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'boats'::regclass and attnum > 0 and not attisdropped order by 1",
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

describe.each([0, 1] as const)('a draft that is saved in a project of line %s', (line) => {
  let root: string;
  const out = () => path.join(root, 'db/moves');
  beforeAll(async () => {
    root = path.join(home, `line-${line}`);
    await mkdir(root);
    await linkModules(root, line);
    const config = { dialect: 'postgresql', schema: './schema.ts', out: './db/moves' };
    await writeFile(path.join(root, 'drizzle.config.ts'), `export default ${JSON.stringify(config)};\n`);
    await writeFile(
      path.join(root, 'package.json'),
      JSON.stringify({ type: 'module', dependencies: { 'drizzle-orm': line === 0 ? '^0.45.0' : '1.0.0-rc.5' } }),
    );
    await writeFile(path.join(root, 'empty.sql'), '');
  });

  const save = async (from: string, name: string) => {
    const preview = await session.previewSave({ root, from, to: 'code', hints: [], name }, UNWATCHED);
    expect(preview.problems).toEqual([]);
    await session.save({ root, preview: preview.id });
    return preview;
  };

  it('begins a folder that drizzle-kit and the migrator take for their own', async () => {
    await writeFile(path.join(root, 'schema.ts'), BEFORE);
    const { files } = await save('empty.sql', 'foundation');
    expect(files.map(({ path: file, before }) => [/_foundation/.test(file) || /meta/.test(file), before])).toEqual(
      files.map(() => [true, null]),
    );
    expect(await generateAgain(root)).toEqual([]);
  });

  it('goes on with one, and leaves drizzle-kit nothing to do', async () => {
    await writeFile(path.join(root, 'schema.ts'), AFTER);
    const { tag } = await save('migrations', 'owners of boats!');
    expect(tag).toMatch(line === 0 ? /^0001_owners_of_boats$/ : /^\d{14}_owners_of_boats$/);
    await runDrizzleKit(root, ['check']);
    expect(await generateAgain(root)).toEqual([]);
    expect(await migrateWith(line, out())).toEqual(['id', 'name', 'owner', 'tags']);
  });

  it('is what drizzle-kit itself goes on from', async () => {
    const text = await readFile(path.join(root, 'schema.ts'), 'utf8');
    await writeFile(path.join(root, 'schema.ts'), text.replace("default(['a', 'b'])", "default(['c'])"));
    const [statement, ...others] = await generateAgain(root);
    expect(statement).toMatch(/^ALTER TABLE "boats" ALTER COLUMN "tags" SET DEFAULT '\{"?c"?\}'/);
    expect(others).toEqual([]);
  });
});
