import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type CatalogObject, quoteIdent, quoteQualified } from '#app/catalog';
import { expandSerial, parenthesise, quoteLiteral, renderSkeletonTable } from '#app/sql';
import { type Mentions, mentionsOf } from './mentions.ts';
import type { Place, Question } from './question.ts';
import type { Rename } from './rename/rename-catalog.ts';
import { renameStatement } from './rename/resolve.ts';
import type { Setup, SkeletonColumn, Surroundings } from './surroundings.ts';

/** The schema of everything that a question makes for itself. */
const OWN = 'raingauge';

export interface MadeQuestion {
  readonly question: Question;
  /** Whether other relations than the object's own have a part in it, and with them their columns. */
  readonly isLeaning: boolean;
}

/**
 * Makes the question that has a text deparsed where it stands: on a scratch table with the columns it uses. With renames,
 * the text is built among the old names, then the server renames, and prints it with the new ones.
 */
export function makeQuestion(
  place: Place,
  text: string,
  object: CatalogObject,
  surroundings: Surroundings,
  renames: readonly Rename[] = [],
): MadeQuestion {
  const setup = surroundings.newSetup();
  setup.addSchema(OWN);
  const asked = ASKERS[place]({ text, object, surroundings, setup });
  const statements = [...setup.statements(), ...asked.table];
  const { build, read } = withRenames(asked, statements, object, renames);
  const key = bytesToHex(sha256(utf8ToBytes(JSON.stringify([place, text, statements, build, read])))).slice(0, 40);
  return { question: { key, place, text, setup: statements, build, read }, isLeaning: setup.leans() };
}

/** Only renames of what the statements name: other questions stay what they were. */
function withRenames(asked: Asked, statements: readonly string[], object: CatalogObject, renames: readonly Rename[]) {
  if (renames.length === 0) return asked;
  const { words } = mentionsOf([...statements, asked.build].join('\n'));
  const own = ownTable(object);
  const after = renames.flatMap((rename) => {
    const { kind, from } = rename;
    if (!words.has(from.at(-1) ?? '') && !words.has(rename.to.at(-1) ?? '') && kind !== 'enum-label') return [];
    const statement = renameStatement(rename);
    const isOwn = kind === 'column' && own !== null && isSameTable(own, rename, renames);
    const scratch = isOwn ? renameStatement(rename, `${OWN}.scratch`) : null;
    return [statement, scratch].filter((each) => each !== null);
  });
  if (after.length === 0) return asked;
  const moved = own && renames.reduce((place, rename) => movedBy(place, rename), own);
  const [before, now] = [own, moved].map((place) => place && quoteLiteral(quoteQualified(place.schema, place.name)));
  const read = before && now ? asked.read.replaceAll(`${before}::regclass`, `${now}::regclass`) : asked.read;
  return { build: [asked.build, ...after].join(';\n'), read };
}

type TableName = { readonly schema: string; readonly name: string };

function movedBy(place: TableName, { kind, from, to }: Rename): TableName {
  if (kind === 'schema') return from[0] === place.schema ? { ...place, schema: to[0] ?? place.schema } : place;
  const isThis =
    (kind === 'table' || kind === 'view' || kind === 'materialized-view') &&
    from[0] === place.schema &&
    from[1] === place.name;
  return isThis ? { schema: to[0] ?? place.schema, name: to[1] ?? place.name } : place;
}

/** Whether a column's rename is one of the table, whose name may have changed before it. */
function isSameTable(own: TableName, rename: Rename, renames: readonly Rename[]): boolean {
  const before = renames.slice(0, renames.indexOf(rename));
  const now = before.reduce((place, each) => movedBy(place, each), own);
  return rename.from[0] === now.schema && rename.from[1] === now.name;
}

/** Places whose question is about a scratch table and nothing else of the object. */
const ON_SCRATCH_TABLE: ReadonlySet<Place> = new Set(['check', 'policy-using', 'policy-check', 'index', 'exclusion']);

/**
 * What a question depends on besides its place and text, within one source: objects that agree in it share the question,
 * which is not made for each of hundreds of alike policies. The object itself where nothing simpler holds.
 */
export function contextOf(place: Place, text: string, object: CatalogObject, surroundings: Surroundings): string {
  const own = ownTable(object);
  if (own === null || !ON_SCRATCH_TABLE.has(place)) return object.id;
  const mentions = mentionsOf(text);
  if (isShownIn(mentions, own)) return object.id;
  const columns = columnsUsed(mentions, surroundings.columnsOf(own.schema, own.name));
  return JSON.stringify(columns.map(({ name, type }) => [name, type]));
}

interface Asking {
  readonly text: string;
  readonly object: CatalogObject;
  readonly surroundings: Surroundings;
  readonly setup: Setup;
}

interface Asked {
  /** Makes the scratch table, after everything it needs. */
  readonly table: readonly string[];
  readonly build: string;
  readonly read: string;
}

type Asker = (asking: Asking) => Asked;

const ASKERS: Readonly<Record<Place, Asker>> = {
  type: ({ text, setup }) => {
    setup.addTypes(text);
    return {
      table: [],
      build: `CREATE TABLE ${OWN}.scratch (c ${text})`,
      read: `SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '${OWN}.scratch'::regclass AND attnum = 1`,
    };
  },
  default: ({ text, object, setup }) => {
    const type = object.kind === 'column' ? (expandSerial(object.type) ?? object.type) : 'text';
    setup.addTypes(type);
    setup.addMentioned(mentionsOf(text));
    return {
      table: [`CREATE TABLE ${OWN}.scratch (c ${type})`],
      build: `ALTER TABLE ${OWN}.scratch ALTER COLUMN c SET DEFAULT ${text}`,
      read: `SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = '${OWN}.scratch'::regclass`,
    };
  },
  generated: (asking) => {
    const { object, text } = asking;
    const { name, regclass, table } = scratchTable(asking);
    const type = object.kind === 'column' ? object.type : 'text';
    asking.setup.addTypes(type);
    const storage = object.kind === 'column' && object.generated?.storage === 'virtual' ? 'VIRTUAL' : 'STORED';
    return {
      table,
      build: `ALTER TABLE ${name} ADD COLUMN raingauge_generated ${type} GENERATED ALWAYS AS ${parenthesise(text)} ${storage}`,
      read: `SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = ${regclass}`,
    };
  },
  check: (asking) => {
    const { name, regclass, table } = scratchTable(asking);
    return {
      table,
      build: `ALTER TABLE ${name} ADD CONSTRAINT raingauge CHECK ${parenthesise(asking.text)}`,
      read: `SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = ${regclass} AND conname = 'raingauge'`,
    };
  },
  'domain-check': ({ text, object, setup }) => {
    const type = domainBase(object, setup, text);
    return {
      table: [],
      build: `CREATE DOMAIN ${OWN}.domain AS ${type} CONSTRAINT raingauge CHECK ${parenthesise(text)}`,
      read: `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'raingauge' AND contypid = '${OWN}.domain'::regtype`,
    };
  },
  'domain-default': ({ text, object, setup }) => ({
    table: [],
    build: `CREATE DOMAIN ${OWN}.domain AS ${domainBase(object, setup, text)} DEFAULT ${text}`,
    read: `SELECT typdefault FROM pg_type WHERE oid = '${OWN}.domain'::regtype`,
  }),
  'policy-using': (asking) => {
    const { name, regclass, table } = scratchTable(asking);
    return {
      table,
      build: `CREATE POLICY raingauge ON ${name} USING ${parenthesise(asking.text)}`,
      read: `SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = ${regclass}`,
    };
  },
  'policy-check': (asking) => {
    const { name, regclass, table } = scratchTable(asking);
    return {
      table,
      build: `CREATE POLICY raingauge ON ${name} WITH CHECK ${parenthesise(asking.text)}`,
      read: `SELECT pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = ${regclass}`,
    };
  },
  index: (asking) => {
    const { text } = asking;
    const { name, schema, regclass, table } = scratchTable(asking);
    const index = `'${quoteIdent(schema)}.raingauge'::regclass`;
    // Keys come with their method; anything else is a predicate.
    if (text.startsWith('USING ')) {
      return {
        table,
        build: `CREATE INDEX raingauge ON ${name} ${text}`,
        read: `SELECT regexp_replace(pg_get_indexdef(${index}), '^.*? USING ', '')`,
      };
    }
    return {
      table,
      build: `CREATE INDEX raingauge ON ${name} ((1)) WHERE ${text}`,
      read: `SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indrelid = ${regclass}`,
    };
  },
  exclusion: (asking) => {
    const { name, regclass, table } = scratchTable(asking);
    return {
      table,
      build: `CREATE INDEX raingauge ON ${name} ((1)) WHERE ${asking.text}`,
      read: `SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indrelid = ${regclass}`,
    };
  },
  'partition-key': (asking) => {
    const { name, table } = scratchTable(asking);
    return {
      table,
      build: `CREATE TABLE ${OWN}.partitioned (LIKE ${name}) PARTITION BY ${asking.text}`,
      read: `SELECT pg_get_partkeydef('${OWN}.partitioned'::regclass)`,
    };
  },
  'trigger-when': (asking) => {
    const { object } = asking;
    const { name, regclass, table } = scratchTable(asking);
    const trigger = object.kind === 'trigger' ? object : null;
    const timing = trigger?.timing === 'after' ? 'AFTER' : 'BEFORE';
    const events = (trigger?.events ?? ['update']).map((event) => event.toUpperCase()).join(' OR ');
    return {
      table: [...table, `CREATE FUNCTION ${OWN}.noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`],
      build: `CREATE TRIGGER raingauge ${timing} ${events} ON ${name} FOR EACH ${(trigger?.level ?? 'row').toUpperCase()} WHEN ${parenthesise(asking.text)} EXECUTE FUNCTION ${OWN}.noop()`,
      read: `SELECT substring(pg_get_triggerdef(oid) FROM ' WHEN (.*) EXECUTE ') FROM pg_trigger WHERE tgrelid = ${regclass}`,
    };
  },
  view: askView,
  'materialized-view': askView,
  rule: notAsked,
  'publication-where': notAsked,
};

function askView({ text, object, setup }: Asking): Asked {
  const own = 'schema' in object && 'name' in object && object.schema !== null ? object : undefined;
  setup.addMentioned(mentionsOf(text), own && { schema: own.schema ?? '', name: own.name });
  return {
    table: [],
    build: `CREATE VIEW ${OWN}.scratch AS ${text}`,
    read: `SELECT pg_get_viewdef('${OWN}.scratch'::regclass)`,
  };
}

/** These are compared as printed by the servers: code has no words for them. */
function notAsked({ text }: Asking): Asked {
  return { table: [], build: 'SELECT', read: `SELECT ${quoteLiteral(text)}::text` };
}

function domainBase(object: CatalogObject, setup: Setup, text: string): string {
  const type = object.kind === 'domain' ? object.type : 'text';
  setup.addTypes(type);
  setup.addMentioned(mentionsOf(text));
  return type;
}

interface Scratch {
  readonly schema: string;
  readonly name: string;
  /** The table's OID as an expression. */
  readonly regclass: string;
  readonly table: readonly string[];
}

/**
 * A table with only the columns that the text names. It bears the table's own name only where the text could show it: that
 * way one expression in hundreds of tables is one question.
 */
function scratchTable({ text, object, surroundings, setup }: Asking): Scratch {
  const mentions = mentionsOf(text);
  const own = ownTable(object);
  const all = own ? surroundings.columnsOf(own.schema, own.name) : [];
  const columns = columnsUsed(mentions, all);
  const { schema, name } = own && isShownIn(mentions, own) ? own : { schema: OWN, name: 'scratch' };
  for (const { type } of columns) setup.addTypes(type);
  setup.addMentioned(mentions, own ?? undefined);
  setup.addSchema(schema);
  const qualified = quoteQualified(schema, name);
  return {
    schema,
    name: qualified,
    regclass: `${quoteLiteral(qualified)}::regclass`,
    table: [renderSkeletonTable(schema, name, columns)],
  };
}

/** Whether the deparsed text could show the table's own name. */
function isShownIn(mentions: Mentions, own: { readonly name: string }): boolean {
  return mentions.hasQuery || mentions.words.has(own.name);
}

/** By name: the order of a table's columns is no matter of its expressions. */
function columnsUsed(mentions: Mentions, all: readonly SkeletonColumn[]): readonly SkeletonColumn[] {
  const used = all.filter(({ name }) => mentions.words.has(name) || mentions.hasStar);
  return used.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function ownTable(object: CatalogObject): { readonly schema: string; readonly name: string } | null {
  if ('table' in object) return { schema: object.schema, name: object.table };
  return object.kind === 'table' ? { schema: object.schema, name: object.name } : null;
}
