import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EDITOR_PRESETS, parseEditorCommand } from '#app/api';
import { Failure } from '#main/platform/failure.ts';
import { openInEditor, placeArguments, requireEditor, urlOf } from '#main/session/open-in-editor.ts';

const folder = mkdtempSync(join(tmpdir(), 'raingauge editor '));
const root = join(folder, 'project');
mkdirSync(root);
writeFileSync(join(root, 'a$(touch pwned) {line}.ts'), 'one\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLACE = { path: '/home/me/my app/src/a {line}.ts', line: 12, column: 3 };

describe('the command of an editor', () => {
  it('is taken apart at its spaces, and quotes keep words together', () => {
    expect(parseEditorCommand(`"/opt/My Editor/bin" --at '{file}:{line}' ""`)).toEqual({
      ok: true,
      program: '/opt/My Editor/bin',
      args: ['--at', '{file}:{line}', ''],
    });
  });

  it.each([
    ['', 'No program is named.'],
    ['"subl {file}', 'A " is not closed.'],
    ['{file}', 'The first word has to be a program, not a place in a file.'],
    ['subl {path}', '{path} stands for nothing; there are {file}, {line}, {column}.'],
  ])('%s is refused: %s', (command, problem) => {
    expect(parseEditorCommand(command)).toEqual({ ok: false, problem });
    expect(() => requireEditor(command)).toThrow(Failure);
  });

  it('gives each preset the place, and a path as one argument however it is spelt', () => {
    for (const { command } of EDITOR_PRESETS) {
      const parsed = parseEditorCommand(command);
      if (!parsed.ok) throw new Error(parsed.problem);
      const args = placeArguments(parsed.program, parsed.args, PLACE);
      expect(args.filter((arg) => arg.includes(PLACE.path))).toHaveLength(1);
      expect(args.join(' ')).toContain('12');
    }
    expect(placeArguments('webstorm', ['--line', '{line}', '{file}'], PLACE)).toEqual(['--line', '12', PLACE.path]);
  });

  it('is given the place as it takes it where it names none, and the file alone where it is not known', () => {
    expect(placeArguments('code', ['-r'], PLACE)).toEqual(['-r', '--goto', `${PLACE.path}:12:3`]);
    expect(placeArguments('my-editor', [], PLACE)).toEqual([PLACE.path]);
  });

  it('has an address where applications bring no program, with the path written for it', () => {
    const place = { path: '/Users/me/a b/#1.ts', line: 2, column: 1 };
    expect(urlOf('code', place, 'darwin')).toBe('vscode://file/Users/me/a%20b/%231.ts:2:1');
    expect(urlOf('idea', place, 'darwin')).toBe('idea://open?file=%2FUsers%2Fme%2Fa%20b%2F%231.ts&line=2&column=1');
    expect(urlOf('code', place, 'linux')).toBeNull();
    expect(urlOf('my-editor', place, 'darwin')).toBeNull();
  });
});

describe('opening a file', () => {
  it('runs the command with the arguments as they are, and no shell', async () => {
    const seen = join(folder, 'seen.json');
    const program = join(folder, 'editor.mjs');
    writeFileSync(
      program,
      `#!${process.execPath}\nimport { renameSync, writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(`${seen}.tmp`)}, JSON.stringify(process.argv.slice(2)));\nrenameSync(${JSON.stringify(`${seen}.tmp`)}, ${JSON.stringify(seen)});\n`,
    );
    chmodSync(program, 0o755);
    const file = 'a$(touch pwned) {line}.ts';
    await openInEditor({ root, file, line: 1, column: 2 }, `"${program}" --at {line} {file}`);
    await expect.poll(() => existsSync(seen)).toBe(true);
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual(['--at', '1', join(root, file)]);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });

  it('says what could not be run and what to do', async () => {
    const file = 'a$(touch pwned) {line}.ts';
    const opening = openInEditor({ root, file, line: 1, column: 1 }, join(folder, 'nowhere'));
    await expect(opening).rejects.toMatchObject({ data: { code: 'bad-input', remedy: /Choose your editor/ } });
    await expect(openInEditor({ root, file: '../outside.ts', line: 1, column: 1 }, null)).rejects.toBeInstanceOf(
      Failure,
    );
  });
});
