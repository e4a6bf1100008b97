import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideRename, withDecision } from '#main/session/decide-rename.ts';
import { parseConfig } from '#main/session/parse-config.ts';

const HINT = 'table:public.users->public.accounts';
const OTHER = 'enum:public.mood->public.feeling';

describe('an answer to a rename candidate', () => {
  it('is added to the file, whose comments and formatting stay', () => {
    const before = '{\n\t// who looks\n\t"applicationRole": "app", // here\n\t"renames": [\n\t\t"a.b->a.c",\n\t],\n}\n';
    const after = withDecision(before, HINT, 'renamed');
    expect(after).toContain('\t// who looks\n\t"applicationRole": "app", // here\n');
    expect(parseConfig(after)).toEqual({
      config: { applicationRole: 'app', renames: ['a.b->a.c', HINT] },
      problems: [],
    });
    expect(withDecision(after, HINT, 'renamed')).toBe(after);
  });

  it('takes back the one before it, and leaves no empty list', () => {
    const accepted = withDecision('{}\r\n', HINT, 'renamed');
    expect(accepted).toContain('\r\n');
    const refused = withDecision(accepted, HINT, 'separate');
    expect(parseConfig(refused).config).toEqual({ notRenamed: [HINT] });
    expect(parseConfig(withDecision(withDecision(refused, OTHER, 'separate'), HINT, 'open')).config).toEqual({
      notRenamed: [OTHER],
    });
    expect(parseConfig(withDecision(refused, HINT, 'open')).config).toEqual({});
  });

  it('knows a rename again that somebody wrote otherwise', () => {
    const text = '{ "renames": ["table: public.users -> table:public.accounts"] }';
    expect(withDecision(text, HINT, 'renamed')).toBe(text);
    expect(parseConfig(withDecision(text, HINT, 'open')).config).toEqual({});
  });

  it.each(['[]', '{ "renames": [', 'no'])('is not written into what is no JSON object: %s', (text) => {
    expect(() => withDecision(text, HINT, 'renamed')).toThrow(/raingauge\.config\.json/);
  });
});

describe('the file of a project', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'raingauge-decide-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is made where there is none, and a link stays a link', async () => {
    await decideRename(root, HINT, 'renamed');
    const file = path.join(root, 'raingauge.config.json');
    expect(parseConfig(await readFile(file, 'utf8')).config).toEqual({ renames: [HINT] });
    await rm(file);
    await writeFile(path.join(root, 'elsewhere.json'), '{}');
    await symlink('elsewhere.json', file);
    await decideRename(root, HINT, 'separate');
    expect(JSON.parse(await readFile(path.join(root, 'elsewhere.json'), 'utf8'))).toEqual({ notRenamed: [HINT] });
  });

  it('is left alone by what is no rename', async () => {
    await expect(decideRename(root, 'users', 'renamed')).rejects.toMatchObject({ data: { code: 'bad-input' } });
    await expect(readFile(path.join(root, 'raingauge.config.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
