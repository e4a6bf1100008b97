import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { matrixMajors, startServer, type TestServer } from '#test/support/postgres/servers.ts';

/** Renames of every kind that code can declare, asked, answered and remembered, against a real server. */
const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts' };\n`;
const SCHEMA = `import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgEnum, pgMaterializedView, pgPolicy, pgSchema, pgSequence, pgTable, pgView, primaryKey, text, unique } from 'drizzle-orm/pg-core';
export const mood = pgEnum('mood', ['calm', 'merry', 'wild']);
export const colour = pgEnum('colour', ['red', 'green', 'blue']);
export const archive = pgSchema('archive');
export const boxes = archive.table('boxes', { id: integer('id').primaryKey() });
export const tickets = pgSequence('tickets', { startWith: 100 });
export const rooms = pgTable('rooms', { id: integer('id').primaryKey(), label: text('label') });
export const guests = pgTable('guests', {
  id: integer('id'), name: text('name').notNull(), mail: text('mail').default('none'), seats: integer('seats'),
  room: integer('room'), mood: mood('mood'), colour: colour('colour'), nick: text('nick'),
}, (t) => [
  primaryKey({ name: 'guests_key', columns: [t.id] }),
  unique('one_mail').on(t.mail),
  foreignKey({ name: 'guest_room', columns: [t.room], foreignColumns: [rooms.id] }),
  check('some_seats', sql\`\${t.seats} > 0\`),
  index('by_name').on(t.name),
  pgPolicy('own_guests', { for: 'select', using: sql\`nick <> ''\` }),
]);
export const seated = pgView('seated', { id: integer('id') }).as(sql\`SELECT id FROM guests WHERE nick <> ''\`);
export const totals = pgMaterializedView('totals', { room: integer('room') }).as(sql\`SELECT room FROM guests GROUP BY room\`);
`;

/** What the code calls anew: kind, the old name in the database, and the difference that is left. */
const RENAMED: readonly (readonly [hint: string, sql: string, left: string])[] = [
  [
    'enum-label:public.mood.jolly->public.mood.merry',
    "ALTER TYPE mood RENAME VALUE 'merry' TO 'jolly'",
    'enum:public.mood#label merry',
  ],
  ['enum:public.hue->public.colour', 'ALTER TYPE colour RENAME TO hue', 'enum:public.colour#name'],
  [
    'index:public.guests_by_name->public.by_name',
    'ALTER INDEX by_name RENAME TO guests_by_name',
    'index:public.by_name#name',
  ],
  [
    'unique:public.guests.single_mail->public.guests.one_mail',
    'ALTER TABLE guests RENAME CONSTRAINT one_mail TO single_mail',
    'unique:public.guests.one_mail#name',
  ],
  [
    'primary-key:public.guests.guest_keys->public.guests.guests_key',
    'ALTER TABLE guests RENAME CONSTRAINT guests_key TO guest_keys',
    'primary-key:public.guests.guests_key#name',
  ],
  [
    'foreign-key:public.guests.guests_room->public.guests.guest_room',
    'ALTER TABLE guests RENAME CONSTRAINT guest_room TO guests_room',
    'foreign-key:public.guests.guest_room#name',
  ],
  [
    'check:public.guests.any_seats->public.guests.some_seats',
    'ALTER TABLE guests RENAME CONSTRAINT some_seats TO any_seats',
    'check:public.guests.some_seats#name',
  ],
  [
    'policy:public.guests.their_guests->public.guests.own_guests',
    'ALTER POLICY own_guests ON guests RENAME TO their_guests',
    'policy:public.guests.own_guests#name',
  ],
  [
    'column:public.guests.nickname->public.guests.nick',
    'ALTER TABLE guests RENAME COLUMN nick TO nickname',
    'column:public.guests.nick#name',
  ],
  ['table:public.halls->public.rooms', 'ALTER TABLE rooms RENAME TO halls', 'table:public.rooms#name'],
  ['schema:store->archive', 'ALTER SCHEMA archive RENAME TO store', 'schema:archive#name'],
  ['sequence:public.ticket->public.tickets', 'ALTER SEQUENCE tickets RENAME TO ticket', 'sequence:public.tickets#name'],
  ['view:public.seated_guests->public.seated', 'ALTER VIEW seated RENAME TO seated_guests', 'view:public.seated#name'],
  [
    'materialized-view:public.totals_by_room->public.totals',
    'ALTER MATERIALIZED VIEW totals RENAME TO totals_by_room',
    'materialized-view:public.totals#name',
  ],
];
const ALL = RENAMED.map(([hint]) => hint).toSorted();

let server: TestServer;
let home: string;

beforeAll(async () => {
  server = await startServer(matrixMajors()[0] ?? 14);
  home = await mkdtemp(join(tmpdir(), 'raingauge-renames-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

function openSession(): Session {
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  return createSession({ spawn: forkChild, folders, host: 'web', initialProject: null });
}

const hintsOf = ({ renameCandidates }: DriftResult) => renameCandidates.map(({ hint }) => hint).toSorted();
const keysOf = ({ differences }: DriftResult) => differences.map(({ key }) => key);

describe('renames in a project', () => {
  it('are asked of every kind, remembered when they are answered, and asked again when that is taken back', () =>
    withProjectFolder({ 'drizzle.config.ts': CONFIG, 'schema.ts': SCHEMA }, async (root) => {
      const database = await server.createDatabase();
      const session = openSession();
      const compare = (fresh = false) => session.compare({ root, from: 'code', to: database.url, fresh }, UNWATCHED);
      try {
        const code = await session.read({ root, source: 'code', fresh: false }, UNWATCHED);
        expect(code.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
        const { joinStatements, renderCatalog } = await import('#app/sql');
        await server.execute(joinStatements(renderCatalog(code.catalog)), database.name);
        expect(keysOf(await compare())).toEqual([]);
        for (const [, sql] of RENAMED) await server.execute(sql, database.name);

        const asked = await compare(true);
        expect(hintsOf(asked)).toEqual(ALL);
        expect(asked.renameCandidates.every(({ score, reasons }) => score >= 0.6 && reasons.length > 0)).toBe(true);
        // drizzle-kit 0.31 asks about some of these, too: nobody has answered yet, so nothing is taken for a rename.
        expect(asked.renames).toEqual([]);

        for (const { hint } of asked.renameCandidates) await session.decideRename({ root, hint, decision: 'renamed' });
        const config = JSON.parse(await readFile(join(root, 'raingauge.config.json'), 'utf8'));
        expect(config.renames.toSorted()).toEqual(ALL);
        const answered = await compare();
        expect(answered.unread).toEqual([]);
        expect(keysOf(answered)).toEqual(RENAMED.map(([, , left]) => left).toSorted());
        expect(answered.renames.map(({ hint }) => hint).toSorted()).toEqual(ALL);
        expect(hintsOf(answered)).toEqual([]);

        // What the window takes back is what the result names.
        for (const { hint } of answered.renames) await session.decideRename({ root, hint, decision: 'open' });
        expect(hintsOf(await compare())).toEqual(ALL);

        for (const hint of ALL) await session.decideRename({ root, hint, decision: 'separate' });
        const separate = await compare();
        expect(hintsOf(separate)).toEqual([]);
        expect(separate.renames).toEqual([]);
        for (const name of [
          'index:public.by_name',
          'unique:public.guests.one_mail',
          'check:public.guests.some_seats',
        ]) {
          expect(separate.differences).toContainEqual(expect.objectContaining({ key: name, attribute: null }));
        }
      } finally {
        await session.close();
        await database.drop();
      }
    }));
});
