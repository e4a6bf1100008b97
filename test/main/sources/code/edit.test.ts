import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Catalog, type CatalogObject, type Column, lookupOf, objectId, type Policy } from '#app/catalog';
import type { Rename } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { editCode } from '#main/sources/code/edit/edit-code.ts';
import { codeChanges } from '#main/sources/code/edit/said.ts';
import { choices, mutate } from '#test/support/catalog/mutate-catalog.ts';
import { seed } from '#test/support/seed.ts';
import { drizzleFolder, projectOf, readFolder, withFiles } from './support.ts';

const repository = join(import.meta.dirname, '../../../..');
const HEAD = `import { sql } from 'drizzle-orm';\n`;
const SCHEMA = `${HEAD}import { check, index, integer, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['calm', 'wild']); // of a boat

/** People. */
export const owners = pgTable('owners', { id: integer('id').primaryKey(), fullName: text('full_name') });

export const boats = pgTable(
  'boats',
  {
    id: integer('id').primaryKey(),
    // What is painted on it.
    name: text('name')
      .notNull()
      .default('nobody'),
    /** In metres. */
    length: integer('length'),
    ownerId: integer('owner_id'),
  },
  (t) => [
    check('boats_named', sql\`\${t.name} <> ''\`), // never empty
    index('boats_name_idx').on(t.name),
  ],
);
`;

const find = <K extends CatalogObject>(catalog: Catalog, id: string) => lookupOf(catalog).find(id) as K;

function replaced(catalog: Catalog, object: CatalogObject): Catalog {
  const list = (catalog.objects[object.kind] as readonly CatalogObject[]).filter(({ id }) => id !== object.id);
  return { ...catalog, objects: { ...catalog.objects, [object.kind]: [...list, object] } };
}

const without = (catalog: Catalog, id: string): Catalog => {
  const { kind } = find(catalog, id);
  const list = (catalog.objects[kind] as readonly CatalogObject[]).filter((object) => object.id !== id);
  return { ...catalog, objects: { ...catalog.objects, [kind]: list } };
};

/** The schema file after the edits that a wish leads to, and what could not be done. */
async function edited(
  wish: (code: Catalog) => Catalog,
  text = SCHEMA,
  alias = 'drizzle-orm',
  renames: readonly Rename[] = [],
) {
  return withFiles({ 'schema.ts': text }, async (root) => {
    const project = projectOf(root, ['schema.ts']);
    const { files, problems } = await editCode(project, wish, UNWATCHED, { drizzleOrm: drizzleFolder(alias), renames });
    return { text: files[0]?.after ?? text, problems: problems.map(({ code, message }) => `${code}: ${message}`) };
  });
}

const columnId = (name: string, table = 'boats') => objectId('column', 'public', table, name);

describe('editing code', () => {
  it('leaves the options of a policy in their words that stay', async () => {
    const guarded = `${HEAD}import { integer, pgPolicy, pgRole, pgTable as table } from 'drizzle-orm/pg-core';

const crew = pgRole('crew').existing();
const using = sql\`id > 0\`;
export const boats = table('boats', { id: integer() }, () => [
  pgPolicy('seen', {
    as: 'restrictive',
    to: crew, // not the guests
    using,
    withCheck: sql\`id < 9\`,
  }),
]);
`;
    const seen = objectId('policy', 'public', 'boats', 'seen');
    const changed = (change: Partial<Policy>) =>
      edited((code) => replaced(code, { ...find<Policy>(code, seen), ...change }), guarded);
    const roles = await changed({ command: 'update', check: null });
    expect(roles.text).toBe(guarded.replace('withCheck: sql`id < 9`', "for: 'update'"));
    const expression = await changed({ permissive: true, using: 'id > 1' });
    expect(expression.text).toBe(
      guarded.replace("\n    as: 'restrictive',", '').replace('    using,', '    using: sql`id > 1`,'),
    );
    expect([...roles.problems, ...expression.problems]).toEqual([]);
  });

  it('changes what is to be changed and nothing else', async () => {
    const { text, problems } = await edited((code) => {
      const name = find<Column>(code, columnId('name'));
      const length = find<Column>(code, columnId('length'));
      const wished = [
        { ...name, default: null, notNull: false },
        { ...length, type: 'numeric(6,2)', notNull: true },
      ].reduce<Catalog>(replaced, code);
      return without(wished, objectId('index', 'public', 'boats_name_idx'));
    });
    expect(problems).toEqual([]);
    expect(text).toBe(
      SCHEMA.replace(`text('name')\n      .notNull()\n      .default('nobody'),`, `text('name'),`)
        .replace(`length: integer('length')`, `length: numeric('length', { precision: 6, scale: 2 }).notNull()`)
        .replace(`    index('boats_name_idx').on(t.name),\n`, '')
        .replace(`import { check, index, integer, pgEnum,`, `import { check, integer, numeric, pgEnum,`),
    );
  });

  it('says a column, its key and its index in the project’s own way', async () => {
    const { text, problems } = await edited((code) => {
      const owner = find<Column>(code, columnId('owner_id'));
      const key = {
        kind: 'foreign-key',
        id: objectId('foreign-key', 'public', 'boats', 'boats_harbour_master_owners_id_fk'),
        comment: null,
        origins: [],
        schema: 'public',
        table: 'boats',
        name: 'boats_harbour_master_owners_id_fk',
        inherited: false,
        columns: ['harbour_master'],
        references: { schema: 'public', name: 'owners' },
        referencedColumns: ['id'],
        onUpdate: 'no action',
        onDelete: 'set null',
        onDeleteColumns: [],
        match: 'simple',
        deferrability: 'not deferrable',
        validated: true,
        enforced: true,
        period: false,
      } as const;
      const column = { ...owner, id: columnId('harbour_master'), name: 'harbour_master', position: 5 };
      return replaced(replaced(code, column), key);
    });
    expect(problems).toEqual([]);
    expect(text).toBe(
      SCHEMA.replace(
        `    ownerId: integer('owner_id'),\n`,
        `    ownerId: integer('owner_id'),\n    harbourMaster: integer('harbour_master').references(() => owners.id, { onDelete: 'set null' }),\n`,
      ),
    );
  });

  it('takes out a column with its comment, and a label of an enum', async () => {
    const { text, problems } = await edited((code) => {
      const mood = find<CatalogObject & { labels: readonly string[] }>(code, objectId('enum', 'public', 'mood'));
      const labels = ['calm', 'odd'];
      return replaced(without(code, columnId('length')), { ...mood, labels } as CatalogObject);
    });
    expect(problems).toEqual([]);
    expect(text).toBe(
      SCHEMA.replace(`    /** In metres. */\n    length: integer('length'),\n`, '').replace(`'wild'`, `'odd'`),
    );
  });

  it('takes out a table with its relations and what was imported for it', async () => {
    const more = `${SCHEMA}
export const boatsRelations = relations(boats, ({ one }) => ({ owner: one(owners, { fields: [boats.ownerId], references: [owners.id] }) }));
export const ownersRelations = relations(owners, ({ many }) => ({ boats: many(boats) }));
`.replace(`import { sql }`, `import { relations, sql }`);
    const { text, problems } = await edited((code) => {
      const gone = (['index', 'check', 'primary-key', 'column', 'table'] as const).flatMap((kind) =>
        (code.objects[kind] as readonly (CatalogObject & { readonly table?: string; readonly name: string })[]).filter(
          (object) => (object.kind === 'table' ? object.name : object.table) === 'owners',
        ),
      );
      return gone.reduce((catalog, { id }) => without(catalog, id), code);
    }, more);
    expect(problems).toEqual([]);
    expect(text).not.toContain('owners');
    expect(text).toContain('boatsRelations = relations(boats');
  });

  it.each(['drizzle-orm-0-30', 'drizzle-orm-0-36', 'drizzle-orm-v1'])('writes what %s takes', async (alias) => {
    const plain = `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const boats = pgTable('boats', { id: integer('id') });\n`;
    const { text, problems } = await edited(
      (code) =>
        replaced(code, {
          kind: 'unique',
          id: objectId('unique', 'public', 'boats', 'boats_once'),
          comment: null,
          origins: [],
          schema: 'public',
          table: 'boats',
          name: 'boats_once',
          inherited: false,
          columns: ['id', 'id'],
          include: [],
          deferrability: 'not deferrable',
          withoutOverlaps: false,
          clustered: false,
          options: {},
          tablespace: null,
          nullsNotDistinct: false,
        }),
      plain,
      alias,
    );
    expect(problems).toEqual([]);
    expect(text).toContain(alias === 'drizzle-orm-0-30' ? '(table) => ({' : '(table) => [');
  });

  it('calls a column otherwise where the database is named, and keeps its property', async () => {
    const [from, to] = [
      ['public', 'boats', 'name'],
      ['public', 'boats', 'painted_name'],
    ];
    const renames = [{ kind: 'column', from, to }] as const;
    const { text, problems } = await edited((code) => code, SCHEMA, 'drizzle-orm', renames);
    expect(problems).toEqual([]);
    expect(text).toBe(SCHEMA.replace(`name: text('name')`, `name: text('painted_name')`));
    const raw = SCHEMA.replace(`\${t.name} <> ''`, `name <> 'name'`);
    const inSql = await edited((code) => code, raw, 'drizzle-orm', renames);
    expect(inSql).toEqual({
      problems: [],
      text: raw
        .replace(`name: text('name')`, `name: text('painted_name')`)
        .replace(`name <> 'name'`, `painted_name <> 'name'`),
    });
  });

  it('says where it cannot, with the place, and edits the rest', async () => {
    const shared = `${HEAD}import { integer, pgTable, timestamp } from 'drizzle-orm/pg-core';
const times = { made: timestamp('made') };
export const boats = pgTable('boats', { id: integer('id'), ...times });
export const crews = pgTable('crews', { id: integer('id'), ...times });
`;
    const { text, problems } = await edited((code) => {
      const wished = [find<Column>(code, columnId('made')), find<Column>(code, columnId('id', 'crews'))];
      return wished.map((column) => ({ ...column, notNull: true })).reduce<Catalog>(replaced, code);
    }, shared);
    expect(problems).toEqual([
      'code-not-editable: schema.ts:3: Column made of boats cannot be edited: it is declared where other tables share it.',
    ]);
    expect(text).toBe(shared.replace(`'crews', { id: integer('id')`, `'crews', { id: integer('id').notNull()`));
  });
});

describe.each(['test/fixtures/schemas/regatta', 'test/fixtures/schemas/orchard', 'resources/sample'])(
  'the code of %s',
  (folder) => {
    it(`says what is wished after it was edited (seed ${seed})`, async () => {
      const project = await findDrizzleProject(join(repository, folder), { environment: {} });
      const property = fc.asyncProperty(choices(8), async (chosen) => {
        let wished: Catalog | null = null;
        const { reading, problems } = await editCode(
          project,
          (code) => {
            wished = mutate(code, chosen);
            return wished;
          },
          UNWATCHED,
        );
        // What other tables share is told, and what cannot be loaded (imports in a circle); nothing else fails.
        expect(problems.filter(({ code, cause }) => code !== 'code-not-editable' && cause === null)).toEqual([]);
        const told = new Set(problems.map(({ object }) => object));
        const left = codeChanges(reading.catalog, wished ?? reading.catalog);
        expect(left.filter(({ id }) => !told.has(id))).toEqual([]);
      });
      await fc.assert(property, { numRuns: Number(process.env.RAINGAUGE_EDIT_RUNS ?? 1), seed, endOnFailure: true });
    });
  },
);

it('reads edited files as if they were written', () =>
  withFiles({ 'schema.ts': SCHEMA }, async (root) => {
    const project = projectOf(root, ['schema.ts']);
    const { files, reading } = await editCode(project, (code) => without(code, columnId('length')), UNWATCHED, {
      drizzleOrm: drizzleFolder('drizzle-orm'),
    });
    expect(await readFile(join(root, 'schema.ts'), 'utf8')).toBe(SCHEMA);
    for (const { path, after } of files) await writeFile(join(root, path), after);
    const written = await readFolder(root, { drizzleOrm: drizzleFolder('drizzle-orm') });
    expect(written.catalog).toEqual(reading.catalog);
  }));
