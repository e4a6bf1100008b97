import { parseObjectId, type SnapshotKind, type SnapshotObject } from '#app/catalog';
import { nameIn, placeIn } from './change.ts';
import type { KitLine } from './kit-line.ts';

/** As drizzle-kit quotes: always. */
export function quote(name: string): string {
  return `"${name}"`;
}

/** A table as drizzle-kit writes it: `public` is left out. */
export function tableName(object: SnapshotObject): string {
  const [schema, name] = placeIn(object);
  return schema === 'public' ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

/** Types, sequences and views: the 0.x line writes `public` too, 1.0 only of sequences. */
function qualified(object: SnapshotObject, line: KitLine): string {
  const [schema = '', name = ''] = parseObjectId(object.id).parts;
  const isBare = schema === 'public' && line.isOne && object.kind !== 'sequence';
  return isBare ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function dropConstraint(object: SnapshotObject): string {
  return `ALTER TABLE ${tableName(object)} DROP CONSTRAINT ${quote(nameIn(object.id))};`;
}

const DROPS: { readonly [K in SnapshotKind]: (object: SnapshotObject, line: KitLine) => string } = {
  schema: ({ id }) => `DROP SCHEMA ${quote(nameIn(id))};`,
  role: ({ id }) => `DROP ROLE ${quote(nameIn(id))};`,
  enum: (object, line) => `DROP TYPE ${qualified(object, line)};`,
  sequence: (object, line) => `DROP SEQUENCE ${qualified(object, line)};`,
  table: (object, line) => `DROP TABLE ${tableName(object)}${line.isOne ? '' : ' CASCADE'};`,
  column: (object) => `ALTER TABLE ${tableName(object)} DROP COLUMN ${quote(nameIn(object.id))};`,
  'primary-key': dropConstraint,
  unique: dropConstraint,
  'foreign-key': dropConstraint,
  check: dropConstraint,
  index: (object) => {
    const [schema] = placeIn(object);
    const name = quote(nameIn(object.id));
    return `DROP INDEX ${schema === 'public' ? name : `${quote(schema)}.${name}`};`;
  },
  view: (object, line) => `DROP VIEW ${qualified(object, line)};`,
  'materialized-view': (object, line) => `DROP MATERIALIZED VIEW ${qualified(object, line)};`,
  policy: (object, line) =>
    `DROP POLICY ${quote(nameIn(object.id))} ON ${tableName(object)}${line.isOne ? '' : ' CASCADE'};`,
};

/** The statement with which drizzle-kit drops an object. Read from what 0.31.11 and 1.0.0-rc.5 write. */
export function dropStatement(object: SnapshotObject, line: KitLine): string {
  return DROPS[object.kind](object, line);
}

/** With what push of 0.x empties a table before it changes it. */
export function truncateStatement(object: SnapshotObject): string {
  return `truncate table ${tableName(object)} cascade;`;
}

/** `ALTER TABLE "t" ALTER COLUMN "c" …`. */
export function alterColumn(object: SnapshotObject, action: string): string {
  return `ALTER TABLE ${tableName(object)} ALTER COLUMN ${quote(nameIn(object.id))} ${action};`;
}

/** `ALTER VIEW "v" RESET (…)`. */
export function alterView(object: SnapshotObject, action: string, line: KitLine): string {
  const what = object.kind === 'materialized-view' ? 'MATERIALIZED VIEW' : 'VIEW';
  return `ALTER ${what} ${qualified(object, line)} ${action};`;
}
