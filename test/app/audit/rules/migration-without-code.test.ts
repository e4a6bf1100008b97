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

  it('tells of what stands beside the columns of a table once, each thing with its line', () => {
    const indexed = { guests: { columns: tables.guests, indexes: { a_idx: 'name', b_idx: 'company_id' } } };
    const of = [codeOf({ tables }), migrationsOf({ '0000_a': {} }, { schema: { tables: indexed } })];
    const index = (name: string) => difference({ object: `index:public.${name}`, kind: 'index', summary: `${name}.` });
    const secured = difference({ object: 'table:public.guests', kind: 'table', attribute: 'rowSecurity' });
    const differences = [index('a_idx'), index('b_idx'), secured];
    const [finding, ...more] = found(migrationWithoutCode, of, null, [
      { between: ['code', 'migrations'], differences },
    ]);
    expect(more).toEqual([]);
    expect(finding?.key).toBe('migration-without-code table:public.guests');
    expect(finding?.message).toBe(
      'drizzle/0000_a.sql gives guests 3 things that the Drizzle schema does not know (index a_idx, index b_idx and rowSecurity of guests): drizzle-kit push undoes them.',
    );
    expect(finding?.evidence.flatMap(({ object }) => object ?? [])).toEqual([
      'index:public.a_idx',
      'index:public.b_idx',
      'table:public.guests',
    ]);
    expect(finding?.fix?.edits.map(({ edit }) => edit)).toEqual(['put', 'put', 'set']);
  });

  it.each<Partial<Difference>>([
    { class: 'unmanaged' },
    { class: 'cosmetic' },
    { verdict: 'migration-forgot' },
    { verdict: 'not-applied' },
    { verdict: 'undecided', attribute: 'notNull', states: { code: state(true), migrations: state(true) } },
    { kind: 'foreign-key', object: 'foreign-key:public.guests.f' },
    { counts: false },
    { states: { code: state(true), migrations: state(false) } },
  ])('does not flag what is another’s: %j', (rest) => {
    expect(flags(difference(rest))).toEqual([]);
  });

  it('goes by the newest snapshot where two accounts do not tell', () => {
    const object = 'column:public.guests.company_id';
    const withSnapshot = (attributes: Readonly<Record<string, unknown>> | null) => {
      const objects =
        attributes === null ? [] : [{ id: object, kind: 'column' as const, table: 'table:public.guests', attributes }];
      const snapshot = { path: 'drizzle/meta/0000_snapshot.json', objects };
      return [codeOf({ tables }), migrationsOf({ '0000_a': {} }, { schema: { tables }, snapshot })];
    };
    const told = (attributes: Readonly<Record<string, unknown>> | null, rest: Partial<Difference>) =>
      flaggedIn(migrationWithoutCode, withSnapshot(attributes), null, [
        { between: ['code', 'migrations'], differences: [difference({ verdict: 'undecided', ...rest })] },
      ]);
    expect(told(null, {})).toEqual([object]);
    // The code had it once, and gave it up.
    expect(told({ notNull: false }, {})).toEqual([]);
    const values = { code: { ...state(true), value: false }, migrations: { ...state(true), value: true } };
    expect(told({ notNull: false }, { attribute: 'notNull', states: values })).toEqual([`${object}#notNull`]);
    expect(told({ notNull: true }, { attribute: 'notNull', states: values })).toEqual([]);
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
