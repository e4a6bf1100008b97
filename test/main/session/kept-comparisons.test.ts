import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { type ComparisonInputs, createKeptComparisons, type KeptComparisons } from '#main/session/kept-comparisons.ts';
import { createCodeCache } from '#main/sources/code/cache/code-cache.ts';
import { digest } from '#main/sources/code/cache/probe.ts';
import { knowSaid } from '#main/sources/code/cache/said.ts';
import { type SchemaSpec, schemaOf } from '../../support/catalog/schema-of.ts';

const PEOPLE = { people: ['id uuid pk', 'name text !'] };
const NOBODY = { people: ['id uuid pk'] };

let folder: string;
let kept: KeptComparisons;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-kept-'));
  const cache = createCodeCache(folder, 'this build');
  if (!cache) throw new Error('A build has a cache');
  kept = createKeptComparisons(cache, '/project');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function reading(kind: 'code' | 'migrations' | 'live', tables: SchemaSpec['tables']): Reading {
  return { source: { kind, label: kind }, catalog: schemaOf({ tables, server: null }), report: [] };
}

function inputs(): ComparisonInputs {
  return {
    from: reading('code', PEOPLE),
    to: reading('live', NOBODY),
    options: { scope: WHOLE_SCOPE, migrations: undefined },
    kit: null,
    judge: 'PostgreSQL 18.1',
  };
}

function made({ from, to, options }: ComparisonInputs) {
  const comparison = compare(from, to, { answers: new Map(), ...options });
  return { comparison, foreseen: { differences: comparison.differences, elsewhere: [] } };
}

describe('comparisons that are kept', () => {
  it('are found for equal readings, whatever the tables hold by now', () => {
    const outcome = made(inputs());
    expect(outcome.comparison.differences.length).toBeGreaterThan(0);
    kept.keep(inputs(), outcome);
    const { to } = inputs();
    const busy = { ...to, changeToken: 'moved on', statistics: { tables: [] } };
    expect(kept.find({ ...inputs(), to: busy })).toEqual(JSON.parse(JSON.stringify(outcome)));
  });

  it('are found by the text that a cache keeps of a reading, and not for another text', () => {
    const { to, ...rest } = inputs();
    const known = (text: string): ComparisonInputs => {
      const own = { ...rest, to: { ...to } };
      knowSaid(own.to, digest(text));
      return own;
    };
    kept.keep(known('what the code says'), made(inputs()));
    expect(kept.find(known('what the code says'))).not.toBeNull();
    expect(kept.find(known('something else'))).toBeNull();
  });

  it.each<[what: string, change: (inputs: ComparisonInputs) => Partial<ComparisonInputs>]>([
    ['one side says something else', () => ({ to: reading('live', PEOPLE) })],
    ['a migration was applied', ({ to }) => ({ to: { ...to, appliedState: 'read', applied: [] } })],
    ['there are migrations', () => ({ options: { scope: WHOLE_SCOPE, migrations: reading('migrations', {}) } })],
    [
      'the scope is another',
      () => ({ options: { scope: { ...WHOLE_SCOPE, schemas: ['public'] }, migrations: undefined } }),
    ],
    ['another server judges', () => ({ judge: 'PostgreSQL 18.2' })],
    ['they were compared the other way round', ({ from, to }) => ({ from: to, to: from })],
  ])('are not found where %s', (_what, change) => {
    kept.keep(inputs(), made(inputs()));
    expect(kept.find({ ...inputs(), ...change(inputs()) })).toBeNull();
  });
});
