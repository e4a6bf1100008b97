import { describe, expect, it } from 'vitest';
import { buildCatalog } from '#app/catalog';
import { countFiles, parsePlace, printPlace, statementsTouching } from '#renderer/lib/migrations.ts';
import { folderOf } from '../features/migrations/made-up-migrations.ts';
import { madeUpCatalog } from '../harness/made-up-catalog.ts';

describe('a place in the migrations', () => {
  it('survives its way through a text, whatever the file is called', () => {
    for (const path of ['drizzle/0001_a.sql', 'migrations/2024 # odd/migration.sql']) {
      for (const statement of [null, 12])
        expect(parsePlace(printPlace({ path, statement }))).toEqual({ path, statement });
    }
  });
});

describe('what touched an object', () => {
  const facts = folderOf({
    '0000_a': [
      ['CREATE TABLE', '+table:public.guests', '+column:public.guests.email'],
      ['CREATE INDEX', '+index:public.guests_event_id_idx'],
    ],
    '0001_b': [['CREATE POLICY', '+policy:public.guests.tenant_isolation']],
    '0002_c': [['CREATE TYPE', '+enum:public.plan']],
  });
  const reading = {
    source: { kind: 'migrations' as const, label: 'migrations' },
    catalog: madeUpCatalog('migrations'),
    report: [],
    migrations: facts,
  };

  it('is what touched its parts as well; whose an index is, the catalog knows', () => {
    const found = statementsTouching(reading, 'table:public.guests');
    expect(found.map(({ command }) => command)).toEqual(['CREATE TABLE', 'CREATE INDEX', 'CREATE POLICY']);
    expect(countFiles(found)).toBe(2);
    expect(statementsTouching(reading, 'enum:public.plan')).toHaveLength(1);
    expect(statementsTouching(reading, 'column:public.guests.email')).toHaveLength(1);
  });

  it('follows an object and its parts through renames, by each of its names', () => {
    const renamed = folderOf({
      '0000_a': [
        ['CREATE TABLE', '+table:public.people', '+column:public.people.mail'],
        ['CREATE TABLE', '+table:public.rooms'],
      ],
      '0001_b': [
        ['RENAME COLUMN', '~column:public.people.email<column:public.people.mail'],
        ['RENAME TABLE', '~table:public.persons<table:public.people'],
        ['SET SCHEMA', '~table:app.persons<table:public.persons'],
        ['RENAME SCHEMA', '~schema:core<schema:app'],
        ['RENAME TABLE', '~table:core.guests<table:core.persons'],
        ['ALTER COLUMN', '~column:core.guests.email'],
        ['CREATE TABLE', '+table:public.people', '+column:public.people.mail'],
      ],
    });
    const touching = (id: string) =>
      statementsTouching({ ...reading, migrations: renamed }, id).map(({ origin, command }) => {
        return `${origin.file?.slice(8, 12)}#${origin.statement} ${command}`;
      });
    const column = ['0000#1 CREATE TABLE', '0001#1 RENAME COLUMN', '0001#6 ALTER COLUMN'];
    expect(touching('column:core.guests.email')).toEqual(column);
    const table = [
      '0000#1 CREATE TABLE',
      '0001#1 RENAME COLUMN',
      '0001#2 RENAME TABLE',
      '0001#3 SET SCHEMA',
      '0001#5 RENAME TABLE',
      '0001#6 ALTER COLUMN',
    ];
    expect(touching('table:core.guests')).toEqual(table);
    expect(touching('table:app.persons')).toEqual(table);
    // Another object has the first name since.
    expect(touching('table:public.people')).toEqual([...table, '0001#7 CREATE TABLE']);
    expect(touching('column:public.people.mail')).toEqual([...column, '0001#7 CREATE TABLE']);
    expect(touching('schema:core')).toEqual(['0001#4 RENAME SCHEMA']);
    expect(touching('table:public.rooms')).toEqual(['0000#2 CREATE TABLE']);
  });

  it('is nothing where there are no migrations or none did', () => {
    const { migrations: _, ...without } = reading;
    expect(statementsTouching(without, 'table:public.guests')).toEqual([]);
    expect(statementsTouching({ ...reading, catalog: buildCatalog({ objects: {} }) }, 'table:public.none')).toEqual([]);
  });
});
