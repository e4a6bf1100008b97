import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrationFolder } from '#main/sources/migrations/folder.ts';
import { journalOf, openBench } from './support.ts';

let bench: Awaited<ReturnType<typeof openBench>>;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

type Files = Record<string, string | Buffer>;

async function folderOf(files: Files, folder = 'drizzle') {
  const { root } = await bench.project(files);
  return { root, found: await readMigrationFolder(root, folder) };
}

/** Code, and where it says the fault is. */
async function faults(files: Files) {
  const { found } = await folderOf(files);
  return found.problems.map(({ code, origin }) => `${code} ${origin?.file}${origin?.line ? `:${origin.line}` : ''}`);
}

const three = () => journalOf('SELECT 1;', 'SELECT 2;', 'SELECT 3;');
const JOURNAL = 'drizzle/meta/_journal.json';

function editJournal(files: Files, edit: (entries: { idx: number; when: number; tag: string }[]) => void): Files {
  const journal = JSON.parse(String(files[JOURNAL]));
  edit(journal.entries);
  return { ...files, [JOURNAL]: JSON.stringify(journal, null, 2) };
}

describe('a journal', () => {
  it('that is as drizzle-kit writes it has no fault', async () => {
    const { found } = await folderOf(three());
    expect(found.problems).toEqual([]);
    expect(found.journal).toEqual({ dialect: 'postgresql', version: '7', entries: 3, snapshots: 3, breakpoints: true });
  });

  it('and its files: one without an entry, one without a file, by the line of the entry', async () => {
    const files: Files = { ...three(), 'drizzle/0009_stray.sql': 'SELECT 9;' };
    delete files['drizzle/0001_step.sql'];
    expect(await faults(files)).toEqual([
      `migration-missing ${JOURNAL}:16`,
      'migration-not-in-journal drizzle/0009_stray.sql',
    ]);
  });

  it('whose times go back: 0.x skips such a file', async () => {
    const files = editJournal(three(), (entries) => {
      for (const entry of entries) if (entry.idx === 1) entry.when = 5;
    });
    expect(await faults(files)).toEqual([`journal-out-of-order ${JOURNAL}:16`]);
  });

  it('that names a file, a number or an idx twice', async () => {
    const twice = editJournal(three(), (entries) => void entries.push({ idx: 3, when: 2000, tag: '0002_step' }));
    expect(await faults(twice)).toEqual([`journal-duplicate ${JOURNAL}:29`]);
    const number = editJournal(
      { ...three(), 'drizzle/0002_other.sql': 'SELECT 4;' },
      (entries) => void entries.push({ idx: 2, when: 2000, tag: '0002_other' }),
    );
    expect(await faults(number)).toEqual([`journal-duplicate ${JOURNAL}:29`]);
  });

  it('with an entry that is none keeps the others', async () => {
    const files = editJournal(three(), (entries) => void entries.splice(1, 1, {} as never));
    expect((await folderOf(files)).found.files.map(({ tag }) => tag)).toEqual(['0000_step', '0002_step']);
    expect((await faults(files))[0]).toBe(`journal-entry-invalid ${JOURNAL}:1`);
  });

  it('that is no JSON, or gone, leaves the files in the order of their numbers', async () => {
    const files: Files = { 'drizzle/10_b.sql': 'SELECT 10;', 'drizzle/9_a.sql': 'SELECT 9;' };
    for (const [journal, code] of [
      ['{', 'journal-invalid'],
      [null, 'journal-missing'],
    ] as const) {
      const { found } = await folderOf(journal === null ? files : { ...files, [JOURNAL]: journal });
      expect(found.files.map(({ tag }) => tag)).toEqual(['9_a', '10_b']);
      expect(found.problems).toMatchObject([{ code, effect: 'replaced' }]);
    }
  });

  it('of another dialect is refused, and says which', async () => {
    const files = { ...three(), [JOURNAL]: '{"version":"6","dialect":"sqlite","entries":[]}' };
    await expect(folderOf(files)).rejects.toMatchObject({ data: { message: expect.stringContaining('sqlite') } });
  });
});

describe('snapshots', () => {
  const snapshot = (id: string, prevId: string) => JSON.stringify({ id, prevId, tables: {} });

  it('fewer or more than entries are named', async () => {
    const fewer: Files = three();
    delete fewer['drizzle/meta/0001_snapshot.json'];
    expect(await faults(fewer)).toEqual(['snapshot-missing drizzle/meta']);
    const more = { ...three(), 'drizzle/meta/0007_snapshot.json': snapshot('x', 'y') };
    expect(await faults(more)).toEqual(['snapshot-without-entry drizzle/meta/0007_snapshot.json']);
  });

  it('that do not follow each other, follow the same, or are copies', async () => {
    const path = 'drizzle/meta/0002_snapshot.json';
    const first = '00000000-0000-4000-8000-000000000000';
    const second = '00000000-0000-4000-8000-000000000001';
    expect(await faults({ ...three(), [path]: snapshot('new', 'unknown') })).toEqual([`snapshot-chain-broken ${path}`]);
    expect(await faults({ ...three(), [path]: snapshot('new', first) })).toEqual([`snapshot-chain-broken ${path}`]);
    expect(await faults({ ...three(), [path]: snapshot(second, second) })).toEqual([`snapshot-chain-broken ${path}`]);
    expect(await faults({ ...three(), [path]: 'no JSON' })).toEqual([`snapshot-invalid ${path}`]);
  });
});

describe('files', () => {
  it('that are empty, or no UTF-8, are said with their line', async () => {
    const latin = Buffer.from("SELECT 1;\nSELECT 'caf\u00e9';", 'latin1');
    expect(
      await faults(journalOf('-- put your code below\n', latin, Buffer.from('\uFEFFSELECT 1;', 'utf16le'))),
    ).toEqual([
      'migration-encoding drizzle/0001_step.sql:2',
      'migration-encoding drizzle/0002_step.sql:1',
      'migration-empty drizzle/0000_step.sql',
    ]);
  });

  it('that cannot be read cost themselves only', async () => {
    const { root } = await bench.project(three());
    await chmod(join(root, 'drizzle/0001_step.sql'), 0o000);
    await mkdir(join(root, 'other/meta'), { recursive: true });
    const found = await readMigrationFolder(root, 'drizzle');
    // The superuser reads everything.
    if (process.getuid?.() !== 0)
      expect(found.problems).toMatchObject([{ code: 'migration-unreadable', effect: 'unread' }]);
    expect(found.files.length).toBeGreaterThanOrEqual(2);
    await writeFile(
      join(root, 'other/meta/_journal.json'),
      JSON.stringify({ dialect: 'postgresql', entries: [{ idx: 0, when: 1, tag: 'loop' }] }),
    );
    await symlink('loop.sql', join(root, 'other/loop.sql'));
    const looped = await readMigrationFolder(root, 'other');
    expect(looped.problems.map(({ code }) => code)).toContain('migration-unreadable');
  });
});

describe('folders of migrations', () => {
  it('are found by dialect where the configured folder only holds those', async () => {
    const pg = Object.fromEntries(
      Object.entries(three()).map(([path, text]) => [path.replace('drizzle/', 'drizzle/pg/'), text]),
    );
    const { found } = await folderOf(
      { ...pg, 'drizzle/sqlite/meta/_journal.json': '{"dialect":"sqlite","entries":[]}' },
      './drizzle/',
    );
    expect(found).toMatchObject({ folder: 'drizzle/pg', layout: 'journal' });
    expect(found.problems).toMatchObject([{ code: 'migrations-below', effect: 'note' }]);
  });

  it('of 1.0 without a file, a time or a snapshot are named; so are two layouts at once', async () => {
    const files: Files = {
      'drizzle/20240101000000_a/migration.sql': 'SELECT 1;',
      'drizzle/20240101000000_a/snapshot.json': '{"id":"a","prevIds":["00000000-0000-0000-0000-000000000000"]}',
      'drizzle/20240102000000_b/snapshot.json': '{"id":"b","prevIds":["a"]}',
      'drizzle/later/migration.sql': 'SELECT 3;',
    };
    expect(await faults(files)).toEqual([
      'migration-missing drizzle/20240102000000_b/migration.sql',
      'migration-without-time drizzle/later/migration.sql',
      'snapshot-missing drizzle',
    ]);
    const both = { ...three(), 'drizzle/20240101000000_a/migration.sql': 'SELECT 1;' };
    expect(await faults(both)).toEqual(['mixed-layouts drizzle/20240101000000_a/migration.sql']);
  });
});
