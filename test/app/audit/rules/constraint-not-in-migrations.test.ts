import { describe, expect, it } from 'vitest';
import { constraintNotInMigrations } from '#app/audit/rules/constraint-not-in-migrations.ts';
import type { Difference } from '#app/compare';
import { codeOf, flaggedIn, migrationsOf, unevaluated } from '../readings.ts';

const tables = { guests: ['id uuid pk', 'company_id uuid', 'name text unique'] };
const made = { guests: tables.guests.map((column) => column.replace(' unique', '')) };
const readings = [codeOf({ tables }), migrationsOf({ '0000_a': {} }, { schema: { tables: made } })];
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
  flaggedIn(constraintNotInMigrations, readings, null, [{ between: ['code', 'migrations'], differences }]);

const declared = {
  states: { code: state(true, 'src/schema.ts'), migrations: state(false) },
  verdict: 'migration-forgot',
} as const;
const key = { object: 'unique:public.guests.guests_name_key', kind: 'unique' } as const;

describe('constraint-not-in-migrations', () => {
  it('flags a constraint that only the code has', () => {
    expect(flags(difference({ ...declared, ...key }))).toEqual(['unique:public.guests.guests_name_key']);
  });

  it.each<Partial<Difference>>([
    { ...declared },
    { ...declared, ...key, attribute: 'columns' },
    { ...declared, ...key, counts: false },
    { ...key },
    { ...declared, object: 'unique:public.others.u', kind: 'unique' },
  ])(
    'does not flag columns, attributes, what does not count, what the migrations have, and tables they do not make: %#',
    (rest) => {
      expect(flags(difference(rest))).toEqual([]);
    },
  );

  it('is not evaluated where the two were not compared', () => {
    expect(unevaluated(constraintNotInMigrations, readings)).toBe(true);
  });
});
