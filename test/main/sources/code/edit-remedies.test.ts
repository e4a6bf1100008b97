import { describe, expect, it } from 'vitest';
import type { CodeRemedy } from '#app/audit';
import type { Relation } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { editCode } from '#main/sources/code/edit/edit-code.ts';
import { drizzleFolder, projectOf, withFiles } from './support.ts';

const TABLES = `import { integer, pgTable, text } from 'drizzle-orm/pg-core';

export const owners = pgTable('owners', { id: integer('id').primaryKey(), name: text('name') });
export const boats = pgTable('boats', {
  id: integer('id').primaryKey(),
  ownerId: integer('owner_id').references(() => owners.id),
  builderId: integer('builder_id').references(() => owners.id),
});
export const trips = pgTable('trips', {
  id: integer('id').primaryKey(),
  boatId: integer('boat_id').references(() => boats.id),
});
`;

const end = (table: string, ...columns: string[]) => ({ schema: 'public', table, columns });

function relation(name: string, parts: Partial<Relation> & Pick<Relation, 'from' | 'to'>): Relation {
  const cardinality = parts.from.columns.length > 0 ? 'one' : 'many';
  return { export: `${parts.from.table}Relations`, name, cardinality, relationName: null, origin: null, ...parts };
}

const add = (name: string, parts: Partial<Relation> & Pick<Relation, 'from' | 'to'>): CodeRemedy => ({
  code: 'add-relation',
  relation: relation(name, parts),
});

const OWNER = { from: end('boats', 'owner_id'), to: end('owners', 'id') };

/** The files that are other ones then, and what could not be done. */
function edited(files: Readonly<Record<string, string>>, remedies: readonly CodeRemedy[], alias = 'drizzle-orm') {
  return withFiles(files, async (root) => {
    const schema = Object.keys(files).filter((file) => file !== 'db.ts');
    const edits = await editCode(projectOf(root, schema), (code) => code, UNWATCHED, {
      drizzleOrm: drizzleFolder(alias),
      remedies,
    });
    const texts = Object.fromEntries(edits.files.map(({ path, after }) => [path, after]));
    return { texts, problems: edits.problems.map(({ message }) => message) };
  });
}

describe('relations', () => {
  it('are written beside others of their table, and into relations() of its own where it has none', async () => {
    const relations = `import { relations } from 'drizzle-orm';
import { boats, owners } from './schema';

export const boatsRelations = relations(boats, ({ one }) => ({
  // Who has it.
  owner: one(owners, { fields: [boats.ownerId], references: [owners.id], relationName: 'owned' }),
}));
`;
    const { texts, problems } = await edited({ 'schema.ts': TABLES, 'relations.ts': relations }, [
      add('builder', { from: end('boats', 'builder_id'), to: end('owners', 'id'), relationName: 'built' }),
      add('trips', { from: end('boats'), to: end('trips') }),
      add('boat', { from: end('trips', 'boat_id'), to: end('boats', 'id') }),
    ]);
    expect(problems).toEqual([]);
    expect(texts).toEqual({
      'relations.ts': `import { relations } from 'drizzle-orm';
import { boats, owners, trips } from './schema';

export const boatsRelations = relations(boats, ({ one, many }) => ({
  // Who has it.
  owner: one(owners, { fields: [boats.ownerId], references: [owners.id], relationName: 'owned' }),
  builder: one(owners, { fields: [boats.builderId], references: [owners.id], relationName: 'built' }),
  trips: many(trips),
}));

export const tripsRelations = relations(trips, ({ one }) => ({
  boat: one(boats, { fields: [trips.boatId], references: [boats.id] }),
}));
`,
    });
  });

  it('are written into defineRelations as drizzle-orm 1.0 has it', async () => {
    const relations = `import { defineRelations } from 'drizzle-orm';
import * as schema from './schema';

export const relations = defineRelations(schema, (r) => ({
  boats: {
    owner: r.one.owners({ from: r.boats.ownerId, to: r.owners.id }),
  },
}));
`;
    const { texts, problems } = await edited(
      { 'schema.ts': TABLES, 'relations.ts': relations },
      [
        add('trips', { from: end('boats', 'id'), to: end('trips', 'boat_id'), cardinality: 'many' }),
        add('boat', { from: end('trips', 'boat_id'), to: end('boats', 'id') }),
      ],
      'drizzle-orm-v1',
    );
    expect(problems).toEqual([]);
    expect(texts['relations.ts']).toBe(
      relations
        .replace(
          'r.owners.id }),',
          `r.owners.id }),\n    trips: r.many.trips({ from: r.boats.id, to: r.trips.boatId }),`,
        )
        .replace(
          '  },\n}));',
          '  },\n  trips: {\n    boat: r.one.boats({ from: r.trips.boatId, to: r.boats.id }),\n  },\n}));',
        ),
    );
  });

  it('are named on the spot, and taken out with their statement where nothing else is in it', async () => {
    const declared = (name: string, entry: string) =>
      `export const ${name} = relations(boats, ({ one }) => ({\n  ${entry}: one(owners, { fields: [boats.ownerId], references: [owners.id] }),\n}));\n`;
    const [kept, gone] = [declared('boatsRelations', 'owner'), declared('more', 'keeper')];
    const head = `import { relations } from 'drizzle-orm';\n${TABLES}\n`;
    const { texts, problems } = await edited({ 'schema.ts': `${head}${kept}\n${gone}` }, [
      { code: 'name-relation', relation: relation('owner', OWNER), relationName: 'owned' },
      { code: 'remove-relation', relation: relation('keeper', { ...OWNER, export: 'more' }) },
    ]);
    expect(problems).toEqual([]);
    expect(texts['schema.ts']).toBe(`${head}${kept.replace('[owners.id] }', "[owners.id], relationName: 'owned' }")}`);
  });

  it('that cannot be written are told, and leave the others to be written', async () => {
    const own = `\nexport const boatsRelations = relations(boats, ({ one }) => ({ owner: one(owners) }));\n`;
    const { texts, problems } = await edited(
      { 'schema.ts': `import { relations } from 'drizzle-orm';\n${TABLES}${own}` },
      [
        add('owner', OWNER),
        add('boat', { from: end('trips', 'boat_id'), to: end('boats', 'id') }),
        { code: 'remove-relation', relation: relation('captain', { from: end('owners'), to: end('boats') }) },
      ],
    );
    expect(problems.join('\n')).toMatch(/relation owner cannot be written: that name is taken/);
    expect(problems.join('\n')).toMatch(/relation captain is not written where it can be edited/);
    expect(texts['schema.ts']).toContain('export const tripsRelations = relations(trips, ({ one }) => ({');
  });
});

describe('options of clients', () => {
  const option = (name: string, value: string, line: number): CodeRemedy => ({
    code: 'client-option',
    file: 'db.ts',
    line,
    option: name,
    value,
  });
  const db = `import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

const client = postgres(process.env.DATABASE_URL!, { max: 5 });
export const db = drizzle(client);
`;

  it('are said where the client is made, the schema as all that the project exports', async () => {
    const files = { 'schema.ts': TABLES, 'db.ts': db };
    const { texts, problems } = await edited(files, [option('prepare', 'false', 4), option('schema', 'schema', 5)]);
    expect(problems).toEqual([]);
    expect(texts['db.ts']).toBe(
      db
        .replace(`from 'postgres';`, `from 'postgres';\nimport * as schema from './schema';`)
        .replace('{ max: 5 }', '{ max: 5, prepare: false }')
        .replace('drizzle(client)', 'drizzle(client, { schema })'),
    );
  });

  it('that are made elsewhere are left to a person', async () => {
    const made = db.replace('{ max: 5 }', 'options()');
    const { texts, problems } = await edited({ 'schema.ts': TABLES, 'db.ts': made }, [option('prepare', 'false', 4)]);
    expect(texts).toEqual({});
    expect(problems).toEqual([
      'db.ts:4: prepare cannot be said where this client is made: its options are not written there.',
    ]);
  });
});
