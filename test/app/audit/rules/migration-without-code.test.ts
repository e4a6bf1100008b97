import { describe, expect, it } from 'vitest';
import { migrationWithoutCode } from '#app/audit/rules/migration-without-code.ts';
import type { Difference } from '#app/compare';
import { codeOf, flaggedIn, found, migrationsOf, unevaluated } from '../readings.ts';

const tables = { guests: ['id uuid pk', 'company_id uuid', 'name text unique'] };
const readings = [codeOf({ tables }), migrationsOf({ '0000_a': {} }, { schema: { tables } })];
const state = (present: boolean, file?: string) => ({
  present,
  value: null,
  deparsed: null,
  origins: file === undefined ? [] : [{ source: 'migrations' as const, file, line: 3 }],
});
const difference = (rest: Partial<Difference>): Difference => ({
  key: '',
  object: 'column:public.guests.company_id',
  kind: 'column',
  attribute: null,
  class: 'drift',
  verdict: 'code-forgot',
  counts: true,
  summary: 'It is so.',
  reason: 'It is.',
  states: { code: state(false), migrations: state(true, 'drizzle/0000_a.sql') },
  destroyedBy: ['push'],
  kit: [],
  ...rest,
});
const flags = (...differences: readonly Difference[]) =>
  flaggedIn(migrationWithoutCode, readings, null, [{ between: ['code', 'migrations'], differences }]);

describe('migration-without-code', () => {
  it('flags what the migrations make and the code forgot, and an attribute of it', () => {
    expect(flags(difference({}))).toEqual(['column:public.guests.company_id']);
    expect(flags(difference({ attribute: 'notNull' }))).toEqual(['column:public.guests.company_id#notNull']);
  });

  it.each<Partial<Difference>>([
    { class: 'unmanaged' },
    { class: 'cosmetic' },
    { verdict: 'migration-forgot' },
    { verdict: 'undecided' },
    { counts: false },
    { states: { code: state(true), migrations: state(false) } },
  ])('does not flag what is another’s: %j', (rest) => {
    expect(flags(difference(rest))).toEqual([]);
  });

  it('names file and line, and writes the object into the code', () => {
    const [finding] = found(migrationWithoutCode, readings, null, [
      { between: ['code', 'migrations'], differences: [difference({})] },
    ]);
    expect(finding?.message).toBe(
      'drizzle/0000_a.sql:3 makes column guests.company_id, which the Drizzle schema does not know: drizzle-kit push undoes it.',
    );
    expect(finding?.fix?.edits).toMatchObject([{ edit: 'put', object: { id: 'column:public.guests.company_id' } }]);
  });

  it('is not evaluated where the two were not compared', () => {
    expect(unevaluated(migrationWithoutCode, readings)).toBe(true);
  });
});
