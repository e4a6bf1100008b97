import { describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { exitCodeOf } from '#main/hosts/cli/drift.ts';
import { renderDrift } from '#main/hosts/cli/render-drift.ts';
import { renderError, renderProblem } from '#main/hosts/cli/render-error.ts';
import { createStyles } from '#main/hosts/cli/terminal.ts';

const plain = createStyles(false);

const email: Difference = {
  key: 'column:public.guests.email#notNull',
  object: 'column:public.guests.email',
  kind: 'column',
  attribute: 'notNull',
  class: 'drift',
  verdict: 'undecided',
  counts: true,
  summary: 'column public.guests.email is NOT NULL in code and nullable in live',
  reason: 'Both sides can express it.',
  states: {
    live: { present: true, value: false, deparsed: null, origins: [{ source: 'live' }] },
    code: {
      present: true,
      value: true,
      deparsed: null,
      origins: [{ source: 'code', file: 'src/guests.ts', line: 12, column: 3 }],
    },
  },
  destroyedBy: [],
  kit: [],
};

const trigger: Difference = {
  key: 'trigger:public.guests.touch',
  object: 'trigger:public.guests.touch',
  kind: 'trigger',
  attribute: null,
  class: 'unmanaged',
  verdict: 'changed-by-hand',
  counts: true,
  summary: 'trigger touch on public.guests is in live only',
  reason: 'no migration accounts for it',
  states: {
    code: { present: false, value: null, deparsed: null, origins: [] },
    live: { present: true, value: null, deparsed: null, origins: [{ source: 'live' }] },
  },
  destroyedBy: ['push'],
  kit: [
    {
      command: 'push',
      line: '0.31',
      verdict: 'drops',
      statement: 'DROP TRIGGER …;',
      reason: 'Only the database has it.',
    },
  ],
};

const cosmetic: Difference = {
  ...email,
  key: 'unique:public.guests.guests_email_key#name',
  object: 'unique:public.guests.guests_email_key',
  attribute: 'name',
  class: 'cosmetic',
  counts: false,
  summary: 'unique guests_email_key has another name',
  reason: 'PostgreSQL generated it',
};

function result(differences: readonly Difference[], rest: Partial<DriftResult> = {}): DriftResult {
  return {
    schemaVersion: 1,
    complete: true,
    unread: [],
    from: 'code',
    to: 'live',
    judgedBy: 'No text had to be judged; live runs PostgreSQL 16.4',
    renameCandidates: [],
    renames: [],
    kit: null,
    differences: [...differences],
    totals: {
      all: differences.length,
      counting: differences.filter(({ counts }) => counts).length,
      byClass: { drift: 1, order: 0, unmanaged: 1, cosmetic: 1 },
      outOfScope: { 'schema not managed': 4 },
    },
    ...rest,
  };
}

describe('drift as text', () => {
  it('lists differences under their table, with both values and origins, and ends with totals', () => {
    expect(renderDrift(result([email, cosmetic, trigger]), plain)).toBe(`code → live

table public.guests
  ✗ column public.guests.email is NOT NULL in code and nullable in live (drift)
      code  true  src/guests.ts:12:3
      live  false
  ! trigger touch on public.guests is in live only (unmanaged, changed-by-hand)
      code  absent
      live  present
      no migration accounts for it
      drizzle-kit push (0.31) would drop it: DROP TRIGGER …;

does not count
  · unique guests_email_key has another name (cosmetic: PostgreSQL generated it)

2 differences count of 3: 1 drift, 1 unmanaged, 1 cosmetic.
Out of scope: 4 schema not managed.
No text had to be judged; live runs PostgreSQL 16.4.
`);
  });

  it('says why a difference is undecided, and which statement is to blame', () => {
    const why = 'The texts differ and PostgreSQL could not build one of them: type "vector" does not exist.';
    const edited = 'Both sides can express it. drizzle/0001_a.sql:3 was changed after being applied.';
    expect(
      renderDrift(
        result([
          { ...email, reason: why },
          { ...trigger, reason: edited },
        ]),
        plain,
      ),
    ).toContain(`
      live  false
      ${why}
  ! trigger touch on public.guests is in live only (unmanaged, changed-by-hand)
      code  absent
      live  present
      drizzle/0001_a.sql:3 was changed after being applied.
`);
  });

  it('says what drizzle-kit would take away beside what differs, a few of one reason, and nothing of what it would alter', () => {
    const of = (column: string, verdict: 'weakens' | 'alters') => ({
      object: `column:public.guests.${column}` as const,
      fact: {
        command: 'push' as const,
        line: '0.31',
        verdict,
        statement: `DROP CONSTRAINT "${column}";`,
        reason: 'It takes NOT NULL for a check.',
      },
    });
    const elsewhere = [of('z', 'alters'), ...['a', 'b', 'c', 'd', 'e'].map((column) => of(column, 'weakens'))];
    expect(renderDrift(result([], { kit: { line: '0.31', elsewhere } }), plain)).toContain(`
drizzle-kit push (0.31) would weaken it, beside what differs
  It takes NOT NULL for a check.
  ! column public.guests.a: DROP CONSTRAINT "a";
  ! column public.guests.b: DROP CONSTRAINT "b";
  ! column public.guests.c: DROP CONSTRAINT "c";
  … and 2 more

No difference counts`);
  });

  it('shows of a structured value the parts that differ', () => {
    const state = (start: string) => ({
      present: true,
      value: { generated: 'always', options: { start, cache: '1' } },
      deparsed: null,
      origins: [],
    });
    const identity = { ...email, attribute: 'identity', states: { code: state('1000'), live: state('5000') } };
    const text = renderDrift(result([identity]), plain);
    expect(text).toContain('      code  options.start: 1000\n      live  options.start: 5000\n');
  });

  it('lists an index under its table, and its keys as SQL', () => {
    const key = {
      expression: 'id',
      isExpression: false,
      operatorClass: null,
      operatorClassOptions: {},
      collation: null,
    };
    const keys = (nullsFirst: boolean) => ({
      ...{ present: true, deparsed: null, origins: [] },
      value: [{ ...key, descending: true, nullsFirst }],
    });
    const index: Difference = {
      ...email,
      object: 'index:public.guests_by_id',
      kind: 'index',
      table: 'table:public.guests',
      attribute: 'keys',
      states: { code: keys(false), live: keys(true) },
    };
    const text = renderDrift(result([email, index]), plain);
    expect(text.match(/^table .*$/gm)).toEqual(['table public.guests']);
    expect(text).toContain('      code  id DESC NULLS LAST\n      live  id DESC\n');
  });

  it('folds many alike that do not count', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ ...cosmetic, key: `unique:public.t${at}.k#name` }));
    expect(renderDrift(result(many), plain)).toContain(
      '  · 9 × column name (cosmetic: PostgreSQL generated it --format json lists them.)\n',
    );
  });

  it('says in one line that there is none', () => {
    const none = result([], {
      judgedBy: null,
      totals: { all: 0, counting: 0, byClass: { drift: 0, order: 0, unmanaged: 0, cosmetic: 0 }, outOfScope: {} },
    });
    expect(renderDrift(none, plain)).toBe('code → live\n\nNo difference counts.\n');
  });

  it('colours for a terminal only', () => {
    expect(renderDrift(result([email]), createStyles(true))).toContain('\u001b[31m');
    expect(renderDrift(result([email]), plain)).not.toContain('\u001b');
  });
});

describe('the exit code of drift', () => {
  it('is 0 without, 1 with differences that count, and 2 goes before 1', () => {
    expect(exitCodeOf(result([]))).toBe(0);
    expect(exitCodeOf(result([cosmetic]))).toBe(0);
    expect(exitCodeOf(result([email]))).toBe(1);
    expect(exitCodeOf(result([email], { complete: false }))).toBe(2);
  });
});

describe('an error as text', () => {
  it('is one block: what, where, what to do, why; without passwords', () => {
    const text = renderError(
      {
        code: 'config-throws',
        message: 'drizzle.config.ts throws.',
        remedy: 'Set DATABASE_URL.',
        origin: { source: 'code', file: 'drizzle.config.ts', line: 4 },
        cause: 'postgres://a:secret@h/d\nis wrong',
      },
      plain,
    );
    expect(text).toBe(`error drizzle.config.ts throws.
  where: drizzle.config.ts:4
  do:    Set DATABASE_URL.
  cause: postgres://a:***@h/d
         is wrong
  code:  config-throws`);
  });

  it('names the place of what could not be read', () => {
    const text = renderProblem(
      {
        code: 'schema-file-throws',
        effect: 'unread',
        message: 'src/a.ts throws.',
        remedy: 'Correct it.',
        object: null,
        origin: { source: 'code', file: 'src/a.ts', line: 2 },
        cause: 'x is not defined',
      },
      plain,
    );
    expect(text.split('\n')).toEqual([
      'unread src/a.ts throws.',
      '  where: src/a.ts:2',
      '  do:    Correct it.',
      '  cause: x is not defined',
    ]);
  });
});
