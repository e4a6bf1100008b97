import { expect, it } from 'vitest';
import type { IsolationObject, IsolationResult } from '#app/api';
import { isolationToGithub, isolationToJunit, isolationToMarkdown } from '#app/report';
import { exitCodeOf } from '#main/hosts/cli/isolation.ts';
import { renderIsolation } from '#main/hosts/cli/render-isolation.ts';
import { createStyles } from '#main/hosts/cli/terminal.ts';

const origins = [{ source: 'sql', file: 'a,b.sql', line: 3, column: 1 }] as const;
const LEAKING: IsolationObject = {
  object: 'table:public.notes',
  kind: 'table',
  verdict: 'leaks',
  reasons: ['1 of 1 rows of another tenant were read from public.notes. (as app)'],
  probes: [{ role: 'app', command: 'select', outcome: 'leaks', why: null, control: true }],
  leaks: [
    {
      kind: 'read',
      role: 'app',
      message: '1 of 1 rows of another tenant were read from public.notes.',
      statement: 'SELECT 1 <> 2;',
    },
  ],
  origins: [...origins],
};
const plain = (object: string, verdict: IsolationObject['verdict'], reason: string): IsolationObject => {
  return { ...LEAKING, object, verdict, reasons: [reason], probes: [], leaks: [], origins: [] };
};
const OPEN = plain('table:public.odd', 'not-provable', 'No row could be made: x < y.');
const FINE = plain('table:public.fine', 'isolated', 'Own rows get through.');
const SHARED = plain('table:public.countries', 'exempt', 'It holds no tenant’s data.');

function resultOf(objects: readonly IsolationObject[]): IsolationResult {
  const count = (verdict: IsolationObject['verdict']) => objects.filter((each) => each.verdict === verdict).length;
  const [leaks, notProvable] = [count('leaks'), count('not-provable')];
  return {
    schemaVersion: 1,
    complete: notProvable === 0,
    unread: [],
    source: 'live',
    provenOn: 'PostgreSQL 16.4',
    tenancy: { root: null, columns: ['tenant_id'] },
    roles: [],
    settings: [],
    objects,
    totals: { objects: objects.length, isolated: count('isolated'), leaks, notProvable, exempt: count('exempt') },
    says: ['Run on PostgreSQL 16.4.'],
  };
}

it('exits with 1 for a leak, also where something is undecided, with 2 for what is undecided, and with 0', () => {
  expect(exitCodeOf(resultOf([LEAKING, OPEN]))).toBe(1);
  expect(exitCodeOf(resultOf([FINE, OPEN]))).toBe(2);
  expect(exitCodeOf(resultOf([FINE, SHARED]))).toBe(0);
});

const ALL = resultOf([LEAKING, OPEN, FINE, SHARED]);

it('tells a person what leaks, with the statement, and what is not proven; the rest on demand', () => {
  const styles = createStyles(false);
  const text = renderIsolation(ALL, styles, false);
  expect(text).toContain('✗ table public.notes  a,b.sql:3:1');
  expect(text).toContain('SELECT 1 <> 2;');
  expect(text).toContain('? table public.odd');
  expect(text).not.toContain('public.fine');
  expect(text).toContain('1 of 4 leak: 1 isolated, 1 not provable, 1 exempt.');
  expect(renderIsolation(ALL, styles, true)).toContain('✓ table public.fine');
});

it('is Markdown with the statement as it is, GitHub annotations at the line, and JUnit cases by verdict', () => {
  expect(isolationToMarkdown(ALL)).toContain('```sql\nSELECT 1 <> 2;\n```');
  expect(isolationToMarkdown(resultOf([FINE]))).toContain('**Nothing leaks.**');
  expect(isolationToGithub(ALL).split('\n').slice(0, 2)).toEqual([
    '::error file=a%2Cb.sql,line=3,col=1,title=Leaks%3A table%3Apublic.notes::1 of 1 rows of another tenant were read from public.notes. (as app)',
    '::warning title=Not provable%3A table%3Apublic.odd::No row could be made: x < y.',
  ]);
  const junit = isolationToJunit(ALL);
  expect(junit).toContain('tests="4" failures="1" errors="1" skipped="1"');
  expect(junit).toContain('SELECT 1 &lt;&gt; 2;');
});
