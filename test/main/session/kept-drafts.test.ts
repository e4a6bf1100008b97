import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DraftKey, KeptDraft } from '#app/api';
import { createKeptDrafts } from '#main/session/kept-drafts.ts';

const KEY: DraftKey = { root: '/p', from: 'live', to: 'code', only: null, findings: null };
const draftOf = (base: string, ...texts: readonly string[]): KeptDraft => ({
  schemaVersion: 1,
  madeFor: 'abc',
  base,
  edits: texts.map((text) => ({ at: 0, length: 0, text })),
});

let home: string;
let folder: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-kept-'));
  folder = join(home, 'drafts');
});
afterAll(() => rm(home, { recursive: true }));

it('keeps a draft by its ends and what was chosen, for its owner alone, until it is let go', async () => {
  const kept = createKeptDrafts(folder);
  expect(await kept.read(KEY)).toBeNull();
  expect(await kept.keep(KEY, draftOf('SELECT 1;', '-- first\n'))).toBe(true);
  expect(await kept.keep({ ...KEY, only: ['b', 'a'] }, draftOf('SELECT 2;'))).toBe(true);
  // Another process, after a restart; the order of what was chosen says nothing.
  const later = createKeptDrafts(folder);
  expect(await later.read(KEY)).toEqual(draftOf('SELECT 1;', '-- first\n'));
  expect((await later.read({ ...KEY, only: ['a', 'b'] }))?.base).toBe('SELECT 2;');
  expect(await later.read({ ...KEY, root: '/q' })).toBeNull();
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o077).toBe(0);
  expect(await later.keep(KEY, null)).toBe(true);
  expect(await later.read(KEY)).toBeNull();
});

it.each([
  ["CREATE ROLE a PASSWORD 'geheim';"],
  ["CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'geheim');"],
  ["SELECT dblink_connect('host=h password=geheim');"],
  ["CREATE SUBSCRIPTION s CONNECTION 'postgres://u:geheim@h/db' PUBLICATION p;"],
])('keeps nothing of a text with a password, and takes back what it kept: %s', async (sql) => {
  const kept = createKeptDrafts(folder);
  await kept.keep(KEY, draftOf('SELECT 1;'));
  expect(await kept.keep(KEY, draftOf('SELECT 1;', sql, 'SELECT 2;'))).toBe(false);
  expect(await kept.read(KEY)).toBeNull();
  for (const name of await readdir(folder)) expect(await readFile(join(folder, name), 'utf8')).not.toContain('geheim');
});

it('finds a secret also in a step behind those that were looked at, and in one before them that is another now', async () => {
  const kept = createKeptDrafts(folder);
  const [clean, secret] = ['CREATE ROLE a;\n', "CREATE ROLE a PASSWORD 'geheim';\n"];
  expect(await kept.keep(KEY, draftOf('SELECT 1;', clean, clean))).toBe(true);
  expect(await kept.keep(KEY, draftOf('SELECT 1;', clean, clean, secret))).toBe(false);
  expect(await kept.keep(KEY, draftOf('SELECT 1;', secret, clean))).toBe(false);
  // Each half is none.
  expect(await kept.keep(KEY, draftOf("'geheim'"))).toBe(true);
  expect(await kept.keep(KEY, draftOf("'geheim'", 'CREATE ROLE a PASSWORD '))).toBe(false);
  expect(await kept.keep(KEY, draftOf(secret))).toBe(false);
  expect(await kept.read(KEY)).toBeNull();
});

it('keeps columns that are only called so', async () => {
  const kept = createKeptDrafts(folder);
  const sql = 'ALTER TABLE users ADD COLUMN password text; UPDATE users SET token = gen_random_uuid();';
  expect(await kept.keep(KEY, draftOf(sql))).toBe(true);
});

it('reads nothing of a file that is no draft', async () => {
  const kept = createKeptDrafts(folder);
  await kept.keep(KEY, draftOf('SELECT 1;'));
  for (const name of await readdir(folder)) await writeFile(join(folder, name), '{"schemaVersion": 1');
  expect(await kept.read(KEY)).toBeNull();
});
