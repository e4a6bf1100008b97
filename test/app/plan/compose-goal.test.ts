import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  type Catalog,
  type Column,
  type ObjectId,
  objectId,
  type Reading,
  type Source,
  type Table,
} from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { composeGoal } from '#app/plan';

const base = { comment: null, origins: [], owner: null } as const;

function table(name: string): Table {
  return {
    ...base,
    kind: 'table',
    id: objectId('table', 'public', name),
    schema: 'public',
    name,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    ofType: null,
    foreign: null,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    accessMethod: null,
    tablespace: null,
    options: {},
  } as Table;
}

function column(of: string, name: string, more: Partial<Column> = {}): Column {
  return {
    ...base,
    kind: 'column',
    id: objectId('column', 'public', of, name),
    schema: 'public',
    table: of,
    name,
    position: 1,
    type: 'text',
    collation: null,
    notNull: false,
    notNullConstraint: null,
    default: null,
    identity: null,
    generated: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: {},
    foreignOptions: {},
    inherited: false,
    ...more,
  } as Column;
}

function goal(code: Partial<Catalog['objects']>, live: Partial<Catalog['objects']>): Catalog {
  const reading = (source: Source, objects: Partial<Catalog['objects']>): Reading => ({
    source,
    catalog: buildCatalog({ objects }),
    report: [],
  });
  const [from, to] = [reading({ kind: 'live', label: 'live' }, live), reading({ kind: 'code', label: 'code' }, code)];
  const { differences } = compare(from, to, { answers: new Map(), scope: WHOLE_SCOPE });
  const labels = { base: 'live', other: 'code' };
  return composeGoal({ base: from.catalog, other: to.catalog, differences, labels });
}

const ids = (catalog: Catalog): readonly ObjectId[] =>
  Object.values(catalog.objects).flatMap((list) => list.map(({ id }) => id));

describe('the goal of a draft from a database to code', () => {
  it('has what only the code has, with what belongs to it', () => {
    const made = goal({ table: [table('boats')], column: [column('boats', 'name')] }, {});
    expect(ids(made)).toEqual(['table:public.boats', 'column:public.boats.name']);
  });

  it('has not what only the database has, where code could have said it', () => {
    const left = goal(
      { table: [table('boats')], column: [column('boats', 'name')] },
      { table: [table('boats'), table('log')], column: [column('boats', 'name'), column('log', 'line')] },
    );
    expect(ids(left)).toEqual(['table:public.boats', 'column:public.boats.name']);
  });

  it('takes over an attribute that counts, and leaves what code has no words for', () => {
    const [boats] = goal(
      { table: [table('boats')], column: [column('boats', 'name', { notNull: true })] },
      { table: [{ ...table('boats'), comment: 'afloat' }], column: [column('boats', 'name', { storage: 'main' })] },
    ).objects.column;
    expect(boats).toMatchObject({ notNull: true, storage: 'main' });
  });

  it('writes out what a serial column is', () => {
    const made = goal({ table: [table('boats')], column: [column('boats', 'id', { type: 'bigserial' })] }, {});
    expect(made.objects.column[0]).toMatchObject({
      type: 'bigint',
      notNull: true,
      default: "nextval('public.boats_id_seq'::regclass)",
    });
    expect(made.objects.sequence[0]).toMatchObject({ ownedBy: { table: 'boats', column: 'id' } });
  });
});
