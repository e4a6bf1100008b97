import { type ObjectId, type Origin, objectId, truncateIdentifier } from '#app/catalog';
import type { WalkedSchema } from '../inside/values.ts';
import { note } from '../problems.ts';
import { type Build, placeText } from './context.ts';

/**
 * Tables that drizzle-orm itself exports for keys and policies to refer to, which their platform makes: no project exports
 * them. Source: drizzle-orm 0.45 and 1.0, `supabase/rls.js` and `neon/neon-auth.js`.
 */
const TABLES_OF_PLATFORMS: ReadonlySet<ObjectId> = new Set([
  objectId('table', 'auth', 'users'),
  objectId('table', 'realtime', 'messages'),
  objectId('table', 'neon_auth', 'users_sync'),
]);

/**
 * What the schema leans on and does not hold. drizzle-kit sees exports and nothing else: it writes the key to a table, the
 * column of an enum and the table in a schema all the same, and the migration fails unless the database has them already.
 */
export function addDangling(build: Build, walked: WalkedSchema): void {
  addForeignTables(build);
  addEnums(build, walked);
  addSchemas(build, walked);
  for (const hidden of walked.hidden) {
    const origin = build.places.objectOrigin(hidden.exports);
    const { kind } = hidden;
    const id = objectId(kind, hidden.schema ?? 'public', truncateIdentifier(hidden.name));
    // Of an enum the columns may tell.
    const isTold = build.problems.some(({ object, code }) => object === id && code === `${kind}-not-exported`);
    if (build.taken.has(id) || TABLES_OF_PLATFORMS.has(id) || isTold) continue;
    const what = kind.replaceAll('-', ' ');
    build.problems.push(
      note(
        `${kind}-not-exported`,
        `The ${what} ${hidden.name} is held by the export ${hidden.exports[0]?.name ?? ''} and not exported itself, so drizzle-kit does not see it.`,
        { remedy: `Export the ${what} by a name of its own.`, object: id, origin },
      ),
    );
  }
  addSharedNames(build);
}

function addForeignTables(build: Build): void {
  const known = new Set(build.objects.table.map(({ id }) => id));
  for (const key of build.objects['foreign-key']) {
    const id = objectId('table', key.references.schema, key.references.name);
    if (known.has(id) || TABLES_OF_PLATFORMS.has(id)) continue;
    build.problems.push(
      note(
        'foreign-table-not-exported',
        `The foreign key ${key.name} of ${key.table} references ${key.references.schema}.${key.references.name}, which no schema file exports.`,
        {
          remedy: 'Export the table, unless another program makes it before the migrations run.',
          object: key.id,
          origin: key.origins[0] ?? null,
        },
      ),
    );
  }
}

function addEnums(build: Build, walked: WalkedSchema): void {
  const known = new Set(build.objects.enum.map(({ id }) => id));
  const told = new Set<ObjectId>();
  for (const table of walked.tables) {
    for (const column of table.columns) {
      if (column.enumSchema === undefined) continue;
      const name = column.type.replace(/(\[\d*\])+$/, '');
      const id = objectId('enum', column.enumSchema, truncateIdentifier(name));
      if (known.has(id) || told.has(id)) continue;
      told.add(id);
      const part = { kind: 'column', name: column.name, keys: [column.key] } as const;
      build.problems.push(
        note(
          'enum-not-exported',
          `The column ${column.name} of ${table.name} is of the enum ${name}, which no schema file exports, so drizzle-kit does not create it.`,
          { remedy: 'Export the enum.', object: id, origin: build.places.partOrigin(table.exports, part) },
        ),
      );
    }
  }
}

function addSchemas(build: Build, walked: WalkedSchema): void {
  const known = new Set(['public', ...walked.schemas.map(({ name }) => name)]);
  for (const { schema, exports } of [...walked.tables, ...walked.enums, ...walked.sequences, ...walked.views]) {
    if (schema === null || known.has(schema)) continue;
    known.add(schema);
    build.problems.push(
      note(
        'schema-not-exported',
        `The schema ${schema} is used and no schema file exports it, so drizzle-kit does not create it.`,
        {
          remedy: 'Export what pgSchema() gives, unless another program makes the schema.',
          object: objectId('schema', schema),
          origin: build.places.objectOrigin(exports),
        },
      ),
    );
  }
}

/** Tables, views, sequences and indexes share the names of their schema. PostgreSQL refuses whichever comes second. */
function addSharedNames(build: Build): void {
  const { objects } = build;
  const relations = [
    ...objects.table,
    ...objects.view,
    ...objects['materialized-view'],
    ...objects.sequence,
    // The sequence of an identity column has a name too, which drizzle-kit makes of table and column.
    ...objects.column.flatMap(({ id, identity, origins }) =>
      identity?.sequence ? [{ id, origins, ...identity.sequence }] : [],
    ),
    ...objects['primary-key'],
    ...objects.unique,
    ...objects.index,
  ];
  const first = new Map<string, { readonly id: ObjectId; readonly origin: Origin | undefined }>();
  for (const { id, schema, name, origins } of relations) {
    const key = `${schema}\0${name}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, { id, origin: origins[0] });
      continue;
    }
    build.problems.push(
      note(
        'name-shared',
        `${id} and ${other.id} (${placeText(other.origin ?? { source: 'code' })}) have one name, which PostgreSQL refuses.`,
        { remedy: 'Rename one of them.', object: id, origin: origins[0] ?? null },
      ),
    );
  }
}
