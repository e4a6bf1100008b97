import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { seed } from '#test/support/seed.ts';
import { contentOf } from './built-catalog.ts';
import { drizzleFolder, projectOf, withFiles } from './support.ts';

const HEAD = `import { relations, sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgEnum, pgPolicy, pgRole, pgSchema, pgSequence, pgTable, text, unique } from 'drizzle-orm/pg-core';
const yard = pgSchema('yard');
const mood = pgEnum('mood', ['good', 'bad']);
`;

/** Each names the others only in callbacks, which run when all are there. */
const DECLARATIONS = [
  `export { yard, mood };`,
  `export const boats = pgTable('boats', { id: integer('id').primaryKey(), owner: integer('owner').references(() => owners.id), mood: mood('mood') },
    (t) => [index('boats_owner').on(t.owner), check('boats_id', sql\`\${t.id} > 0\`), pgPolicy('seen', { to: 'public', using: sql\`\${t.owner} > 1\` })]);`,
  `export const owners = pgTable('owners', { id: integer('id').primaryKey(), flagship: integer('flagship').references(() => boats.id) });`,
  `export const logs = yard.table('logs', { boat: integer('boat'), line: text('line') },
    (t) => [foreignKey({ columns: [t.boat], foreignColumns: [boats.id], name: 'logs_boat' }), unique('one_line').on(t.boat, t.line)]);`,
  `export const keeper = pgRole('keeper');`,
  `export const numbers = pgSequence('numbers', { startWith: 7 });`,
  `export const boatRelations = relations(boats, ({ one, many }) => ({ owner: one(owners, { fields: [boats.owner], references: [owners.id] }), logs: many(logs) }));`,
  `export const docks = yard.table('docks', { id: integer('id').primaryKey(), next: integer('next') }, (t) => [foreignKey({ columns: [t.next], foreignColumns: [t.id] })]);`,
];
/** What JavaScript runs at once stands after what it names. */
const LATER = new Set([6]);

it.each(['drizzle-orm', 'drizzle-orm-0-36'])(
  'the order of declarations in a file does not matter (%s)',
  async (alias) => {
    const read = (declarations: readonly string[]) =>
      withFiles({ 'schema.ts': `${HEAD}${declarations.join('\n')}` }, async (root) => {
        const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED, { drizzleOrm: drizzleFolder(alias) });
        expect(reading.report).toEqual([]);
        const relations = (reading.code?.relations ?? []).map(({ origin: _, ...relation }) => relation);
        return { catalog: contentOf(reading.catalog), relations };
      });
    const expected = await read(DECLARATIONS);
    expect(expected.relations).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          DECLARATIONS.map((_, at) => at).filter((at) => !LATER.has(at)),
          { minLength: DECLARATIONS.length - LATER.size },
        ),
        async (order) => {
          expect(await read([...order, ...LATER].map((at) => DECLARATIONS[at] ?? ''))).toEqual(expected);
        },
      ),
      { numRuns: 4, seed },
    );
  },
);
