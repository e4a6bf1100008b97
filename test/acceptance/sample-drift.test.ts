import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { type CliResult, runCli } from '#test/support/cli.ts';

const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url));

type Planted = Pick<Difference, 'object' | 'attribute' | 'class' | 'verdict' | 'counts'> & {
  readonly code: string | null;
  readonly live: string | null;
  readonly destroyedBy?: readonly string[];
};
const expected: { readonly differences: readonly Planted[]; readonly notCounting: readonly Planted[] } = JSON.parse(
  readFileSync(`${sample}/expected-drift.json`, 'utf8'),
);

const keyOf = ({ object, attribute }: Pick<Difference, 'object' | 'attribute'>) =>
  attribute === null ? object : `${object}#${attribute}`;
const told = (difference: Pick<Difference, 'object' | 'attribute' | 'class'>) =>
  `${keyOf(difference)} (${difference.class})`;

describe('raingauge drift code live, on the sample', () => {
  let answer: CliResult;
  let result: DriftResult;

  beforeAll(async () => {
    answer = await runCli(['drift', 'code', 'live', '--project', sample, '--format', 'json', '--grants', '--owners']);
    result = JSON.parse(answer.stdout);
  });

  it('exits with 1, complete, nothing unread', () => {
    expect({ code: answer.code, unread: result.unread, complete: result.complete }).toEqual({
      code: 1,
      unread: [],
      complete: true,
    });
  });

  it('finds exactly the planted differences, each in its class', () => {
    const counting = result.differences.filter(({ counts }) => counts);
    expect(counting.map(told).toSorted()).toEqual(expected.differences.map(told).toSorted());
    expect(result.totals.counting).toBe(expected.differences.length);
  });

  it('keeps what the migrations account for, and what has no effect, from counting', () => {
    const rest = result.differences.filter(({ counts }) => !counts);
    expect(rest.map(told).toSorted()).toEqual(expected.notCounting.map(told).toSorted());
  });

  it('leaves out grants that do not count where nobody asks for them, and says how many', async () => {
    const unasked = JSON.parse(
      (await runCli(['drift', 'code', 'live', '--project', sample, '--format', 'json'])).stdout,
    );
    const isShown = ({ object, counts }: Planted) => counts || !object.startsWith('grant:');
    const shown = [...expected.differences, ...expected.notCounting].filter(isShown);
    expect(unasked.differences.map(told).toSorted()).toEqual(shown.map(told).toSorted());
    expect(unasked.totals.counting).toBe(expected.differences.length);
    expect(unasked.totals.outOfScope).toMatchObject({
      'grants that do not count (--grants lists them)': expected.notCounting.filter((one) => !isShown(one)).length,
    });
  });

  it('says who is wrong, as far as the migrations can tell', () => {
    const verdicts = (list: readonly Pick<Difference, 'object' | 'attribute' | 'verdict'>[]) =>
      list.map((difference) => `${keyOf(difference)}: ${difference.verdict}`).toSorted();
    expect(verdicts(result.differences)).toEqual(verdicts([...expected.differences, ...expected.notCounting]));
  });

  it('names for each side the line that the difference comes from', () => {
    const planted = new Map(expected.differences.map((entry) => [keyOf(entry), entry]));
    for (const difference of result.differences.filter(({ counts }) => counts)) {
      for (const side of ['code', 'live'] as const) {
        const place = planted.get(keyOf(difference))?.[side];
        const origins = difference.states[side]?.origins ?? [];
        const where = origins.map(({ file, line }) => `${file}:${line}`);
        if (place)
          expect({ key: keyOf(difference), side, where }).toMatchObject({ where: expect.arrayContaining([place]) });
      }
    }
  });

  it('names the migration, by file and line, that is not applied or was edited since', () => {
    const reasons = result.differences
      .filter(({ verdict }) => verdict === 'not-applied' || verdict === 'edited-after-apply')
      .map(({ object, reason }) => `${object}: ${reason}`);
    expect(reasons).toEqual([
      expect.stringContaining('drizzle/0010_reports.sql:1 was changed after being applied.'),
      expect.stringContaining('drizzle/0012_waitlist.sql:12 is not applied.'),
      expect.stringContaining('drizzle/0012_waitlist.sql:1, drizzle/0012_waitlist.sql:11 are not applied.'),
    ]);
  });

  it('warns of what drizzle-kit push would drop', () => {
    const dropped = (list: readonly { readonly object: string; readonly destroyedBy?: readonly string[] }[]) =>
      list.filter(({ destroyedBy }) => destroyedBy?.includes('push')).map(({ object }) => object);
    expect(dropped(result.differences).toSorted()).toEqual(dropped(expected.differences).toSorted());
  });
});
