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

  it('is nothing where there are no migrations or none did', () => {
    const { migrations: _, ...without } = reading;
    expect(statementsTouching(without, 'table:public.guests')).toEqual([]);
    expect(statementsTouching({ ...reading, catalog: buildCatalog({ objects: {} }) }, 'table:public.none')).toEqual([]);
  });
});
