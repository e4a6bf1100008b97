import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#main/session/parse-config.ts';
import { withWaiver, writeWaiver } from '#main/session/write-waiver.ts';

const KEY = 'column:public.guests.email#notNull';
const WHAT = { rule: 'drift', object: KEY };
const OTHER = 'trigger:public.orders.orders_touch';
const WAIVER = { reason: 'The old imports have none.', owner: 'Ann', expires: '2027-03-31' };

describe('a waiver that is made in the window', () => {
  it('is added to the file, whose comments and formatting stay', () => {
    const before = `{\n\t// kept\n\t"waivers": [\n\t\t{ "rule": "drift", "object": "${OTHER}", "reason": "Theirs." } // here\n\t]\n}\n`;
    const after = withWaiver(before, WHAT, WAIVER);
    expect(after).toContain('\t// kept\n');
    expect(after).toContain('// here');
    expect(parseConfig(after)).toEqual({
      config: {
        waivers: [
          { rule: 'drift', object: OTHER, reason: 'Theirs.' },
          { rule: 'drift', object: KEY, ...WAIVER },
        ],
      },
      problems: [],
    });
  });

  it('takes the place of the one before it, and is taken back without a trace', () => {
    const first = withWaiver('{}\n', WHAT, { ...WAIVER, owner: null, expires: null });
    expect(parseConfig(first).config).toEqual({ waivers: [{ rule: 'drift', object: KEY, reason: WAIVER.reason }] });
    const second = withWaiver(first, WHAT, WAIVER);
    expect(parseConfig(second).config.waivers).toHaveLength(1);
    expect(parseConfig(withWaiver(second, WHAT, null)).config).toEqual({});
    expect(withWaiver('{}\n', WHAT, null)).toBe('{}\n');
  });

  it('changes no other line, and is taken back to what was there', () => {
    const files = [
      '{\n\t// ours\n\t"tenant": { "root": "companies" },\n\t"patterns": {"names": {}} // short\n}\n',
      '{\r\n    "tenant": { "root": "companies" },\r\n    "patterns": {}, // short\r\n}\r\n',
      '{ "tenant": { "root": "companies" } }',
    ];
    for (const before of files) {
      const after = withWaiver(before, WHAT, WAIVER);
      expect(parseConfig(after).config.waivers).toEqual([{ rule: 'drift', object: KEY, ...WAIVER }]);
      const left = after.split(/\r?\n/);
      const isKept = (line: string) => left.includes(line) || left.includes(line.replace(' // short', ', // short'));
      expect(before.split('\n').length === 1 || before.split(/\r?\n/).every(isKept)).toBe(true);
      expect(after.includes('\r\n')).toBe(before.includes('\r\n'));
      expect(withWaiver(after, WHAT, null)).toBe(before);
    }
  });

  it('leaves a list in one line whole when its last entry is taken back', () => {
    const entry = (rule: string) => `{ "rule": "${rule}", "object": "${KEY}", "reason": "x" }`;
    const text = `{ "waivers": [${entry('no-rls')}, ${entry('drift')}] }`;
    expect(withWaiver(text, WHAT, null)).toBe(`{ "waivers": [${entry('no-rls')}] }`);
    expect(withWaiver(withWaiver(text, WHAT, null), WHAT, { ...WAIVER, owner: null, expires: null })).toBe(
      `{ "waivers": [${entry('no-rls')}, { "rule": "drift", "object": "${KEY}", "reason": "${WAIVER.reason}" }] }`,
    );
  });

  it('leaves alone what is for another rule or a pattern', () => {
    const text = `{ "waivers": [{ "rule": "no-rls", "object": "${KEY}", "reason": "x" }, { "rule": "drift", "object": "column:*", "reason": "y" }] }`;
    expect(parseConfig(withWaiver(text, WHAT, null)).config.waivers).toHaveLength(2);
    expect(parseConfig(withWaiver(text, WHAT, WAIVER)).config.waivers).toHaveLength(3);
  });

  it('takes back with one of several findings what is accepted of their object as a whole', () => {
    const of = (object: string) => `{ "waivers": [{ "rule": "drift", "object": "${object}", "reason": "x" }] }`;
    const whole = 'column:public.guests.email';
    expect(parseConfig(withWaiver(of(whole), { ...WHAT, whole }, null)).config.waivers).toBeUndefined();
    expect(parseConfig(withWaiver(of(whole), WHAT, null)).config.waivers).toHaveLength(1);
    expect(parseConfig(withWaiver('{}', { ...WHAT, whole }, WAIVER)).config.waivers).toEqual([{ ...WHAT, ...WAIVER }]);
  });

  describe('in a folder', () => {
    let root = '';
    beforeEach(async () => {
      root = await mkdtemp(path.join(tmpdir(), 'raingauge-waiver-'));
    });
    afterEach(() => rm(root, { recursive: true }));

    it('makes the file where there is none, and writes nothing over one that is broken', async () => {
      const file = path.join(root, 'raingauge.config.json');
      await writeWaiver(root, WHAT, WAIVER);
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
        waivers: [{ rule: 'drift', object: KEY, ...WAIVER }],
      });
      await writeFile(file, '{ "waivers": [');
      await expect(writeWaiver(root, WHAT, null)).rejects.toMatchObject({ data: { code: 'bad-input' } });
      expect(await readFile(file, 'utf8')).toBe('{ "waivers": [');
    });
  });
});
