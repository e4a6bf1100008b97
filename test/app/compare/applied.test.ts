import { describe, expect, it } from 'vitest';
import type { AppliedMigration, MigrationFacts, MigrationFile, Reading } from '#app/catalog';
import { emptyCatalog } from '#app/catalog';
import { joinApplied, withAppliedState, withoutAppliedState } from '#app/compare';

const file = (tag: string, when: number, hash = tag): MigrationFile => ({
  path: `drizzle/${tag}.sql`,
  tag,
  when,
  hash,
  statements: 1,
  state: null,
  applied: null,
});

const facts = (layout: MigrationFacts['layout'], ...files: readonly MigrationFile[]): MigrationFacts => ({
  layout,
  folder: 'drizzle',
  files,
  statements: [],
  journal: null,
  database: null,
  appliedOnly: [],
});

const row = (hash: string, createdAt: number, name: string | null = null): AppliedMigration => ({
  hash,
  createdAt,
  name,
});
const states = (joined: MigrationFacts) => joined.files.map(({ state }) => state);

describe('what a database has, by the rules of drizzle-orm 0.x', () => {
  const three = facts('journal', file('a', 1000), file('b', 2000), file('c', 3000));

  it('is what its rows name; the rest is applied later, or never where something newer was', () => {
    expect(states(joinApplied(three, [row('a', 1000), row('b', 2000)]))).toEqual(['applied', 'applied', 'not-applied']);
    expect(states(joinApplied(three, [row('a', 1000), row('c', 3000)]))).toEqual([
      'applied',
      'will-be-skipped',
      'applied',
    ]);
    expect(states(joinApplied(three, []))).toEqual(['not-applied', 'not-applied', 'not-applied']);
  });

  it('was edited where the text is another; a text that ran under another time did run', () => {
    const joined = joinApplied(three, [row('other', 1000), row('b', 1999), row('z', 500)]);
    expect(states(joined)).toEqual(['edited', 'applied', 'not-applied']);
    expect(joined.appliedOnly).toEqual([row('z', 500)]);
  });

  it('tells files of one time apart by their text', () => {
    const twins = facts('journal', file('a', 1000), file('b', 1000));
    expect(states(joinApplied(twins, [row('b', 1000)]))).toEqual(['will-be-skipped', 'applied']);
  });
});

describe('what a database has, by the rules of drizzle-orm 1.0', () => {
  const three = facts('folders', file('2024_a', 1000), file('2024_b', 2000), file('2024_c', 3000));

  it('goes by name: what is older runs all the same', () => {
    const joined = joinApplied(three, [row('2024_a', 1000, '2024_a'), row('x', 3000, '2024_c'), row('y', 9, 'gone')]);
    expect(states(joined)).toEqual(['applied', 'not-applied', 'edited']);
    expect(joined.appliedOnly.map(({ name }) => name)).toEqual(['gone']);
  });

  it('gives rows of 0.x their files by the second, and by text where several share it', () => {
    const old = facts('folders', file('one', 5000), file('two', 7000), file('three', 7000));
    const joined = joinApplied(old, [row('another', 5123), row('three', 7001), row('lost', 8000)]);
    expect(states(joined)).toEqual(['edited', 'not-applied', 'applied']);
    expect(joined.appliedOnly).toEqual([row('lost', 8000)]);
  });
});

describe('the migrations beside a database', () => {
  const reading = (over: Partial<Reading>): Reading => ({
    source: { kind: 'live', label: 'production' },
    catalog: emptyCatalog(),
    report: [],
    ...over,
  });
  const migrations = reading({
    source: { kind: 'migrations', label: 'migrations' },
    migrations: facts('journal', file('a', 1000), file('b', 2000)),
  });
  const said = (database: Partial<Reading>) => {
    const { report, migrations: joined } = withAppliedState(migrations, reading(database));
    return {
      codes: report.map(({ code }) => code),
      database: joined?.database,
      states: joined && states(joined),
      report,
    };
  };

  it('that Drizzle never migrated: that is said, and a baseline is offered', () => {
    for (const database of [{ appliedState: 'missing' as const }, { appliedState: 'read' as const, applied: [] }]) {
      const { codes, states: of, report } = said(database);
      expect(codes).toEqual(['never-migrated']);
      expect(of).toEqual(['not-applied', 'not-applied']);
      expect(report[0]).toMatchObject({ effect: 'note', remedy: expect.stringContaining('baseline') });
    }
  });

  it('say what was edited, what is skipped, and which rows no file accounts for', () => {
    expect(said({ appliedState: 'read', applied: [row('x', 1000), row('b', 2000)] }).codes).toEqual([
      'migration-edited',
    ]);
    expect(said({ appliedState: 'read', applied: [row('b', 2000), row('lost', 9)] }).codes).toEqual([
      'migration-will-be-skipped',
      'applied-without-file',
    ]);
    expect(
      said({ appliedState: 'read', applied: [row('a', 1000), row('b', 2000), row('q', Number.NaN)] }).codes,
    ).toEqual(['applied-without-file']);
  });

  it('say what the database says that is asked last, and nothing where it is taken away again', () => {
    const missing = withAppliedState(migrations, reading({ appliedState: 'missing' }));
    const edited = withAppliedState(missing, reading({ appliedState: 'read', applied: [row('x', 1000)] }));
    expect(edited.report.map(({ code }) => code)).toEqual(['migration-edited']);
    const forbidden = withAppliedState(edited, reading({ appliedState: 'forbidden' }));
    expect(forbidden.report.map(({ code }) => code)).toEqual(['applied-state-forbidden']);
    expect(forbidden.migrations && states(forbidden.migrations)).toEqual([null, null]);
    expect(withoutAppliedState(edited)).toMatchObject({ report: [], migrations: { database: null } });
    expect(withoutAppliedState(migrations)).toBe(migrations);
  });

  it('say nothing where none was asked, and that it may not be read', () => {
    expect(said({})).toMatchObject({ codes: [], database: null, states: [null, null] });
    expect(said({ appliedState: 'forbidden' })).toMatchObject({
      codes: ['applied-state-forbidden'],
      database: 'forbidden',
      states: [null, null],
    });
  });
});
