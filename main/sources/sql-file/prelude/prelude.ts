import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  type CatalogObjects,
  KINDS,
  type Origin,
  type Problem,
  quoteIdent,
} from '#app/catalog';
import { extensionOf } from '#app/sql';
import type { PlacedStatement } from '../note-statements.ts';
import { type ParsedStatement, parseStatement } from '../parse-statement.ts';
import { NEON } from './neon.ts';
import { SUPABASE } from './supabase.ts';

/** What a hosting provider has before the first migration runs. */
export interface Provider {
  readonly name: string;
  /** What of a statement's text shows that a project is hosted there; global, to find all. */
  readonly signs: readonly RegExp[];
  /** Attributes by role. */
  readonly roles: Readonly<Record<string, string>>;
  /** What each schema holds. */
  readonly schemas: Readonly<Record<string, readonly string[]>>;
  readonly publications: readonly string[];
  readonly settings: readonly string[];
  readonly grants: readonly string[];
  /** What it grants on all that is made, and the roles of its requests. */
  readonly defaults: { readonly of: readonly string[]; readonly statements: readonly string[] } | null;
}

/** A statement of a prelude: of the group that comes before all others. */
export interface PreludeStatement extends PlacedStatement {
  readonly sql: string;
  readonly group: number;
  readonly parsed: ParsedStatement;
}

/** What runs before a project's own statements, on the shadow only. */
export interface Prelude {
  readonly statements: readonly PreludeStatement[];
  readonly problems: readonly Problem[];
}

const PROVIDERS: readonly Provider[] = [SUPABASE, NEON];

/** Where built-in statements come from: no file of the project. */
const BUILT_IN = 'raingauge:';

/** What the statements are called in sentences, and where what they lack can be written down. */
export interface Whose {
  /** `The migrations`: a plural. */
  readonly name: string;
  readonly otherwise: string;
  readonly where: string;
}

/**
 * What statements use and none of them makes, found in what they name.
 * @param statements parsed, where the parser has not been loaded.
 */
export function builtInPrelude(
  statements: readonly PlacedStatement[],
  source: Origin['source'],
  whose: Whose,
): Prelude {
  const texts = statements.map(({ statement }) => statement.sql);
  const all = madeIn(statements.map(({ parsed, statement }) => parsed ?? parseStatement(statement.sql)));
  const parts: PreludeStatement[] = [];
  const problems: Problem[] = [];
  for (const provider of PROVIDERS) {
    const made = madeBeside(provider, texts, all);
    // Whoever moved from one provider to the other calls what only either has; what both have is alike.
    const sign = signOf(provider, statements, made, parts.length > 0);
    if (!sign) continue;
    const known = new Set(parts.map((part) => subjectOf(part.sql)));
    const brought = statementsOf(provider, texts, made).filter((each) => !known.has(subjectOf(each)));
    const sql = [...brought, ...defaultsOf(provider, texts, made, source)];
    parts.push(
      ...sql.map((each, index) =>
        placed(each, { source, file: `${BUILT_IN}${provider.name}`, line: 1, statement: index + 1 }),
      ),
    );
    problems.push(usedProblem(provider, sign, whose));
  }
  const extensions = missingExtensions(texts, all);
  const schema = parts.some(({ sql }) => sql === 'CREATE SCHEMA extensions') ? ' SCHEMA extensions' : '';
  for (const name of extensions) {
    parts.push(
      placed(`CREATE EXTENSION ${quoteIdent(name)}${schema}`, {
        source,
        file: `${BUILT_IN}${name}`,
        line: 1,
        statement: 1,
      }),
    );
    const message = `${whose.name} use what the extension ${name} brings, and none creates it; it was there for this reading.`;
    problems.push(preludeProblem(message, `Write CREATE EXTENSION IF NOT EXISTS "${name}" in ${whose.where}.`, null));
  }
  return { statements: parts, problems };
}

/** What a statement of a provider makes; of others the whole of it. */
function subjectOf(sql: string): string {
  return /^CREATE \w+ [\w."]+/.exec(sql)?.[0] ?? sql;
}

export function placed(sql: string, origin: Origin): PreludeStatement {
  const statement = { sql, line: origin.line ?? 1, column: origin.column ?? 1, offset: 0 };
  return { sql, origin, statement, group: 0, parsed: parseStatement(sql) };
}

interface Made {
  readonly roles: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string>;
  /** Made by IF NOT EXISTS only: they may be a provider's. */
  readonly ensuredSchemas: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  /** Tables, types and functions. */
  readonly names: ReadonlySet<string>;
  /** The same with their schema. */
  readonly qualifiedNames: ReadonlySet<string>;
}

function madeIn(parsed: readonly ParsedStatement[]): Made {
  const makes = parsed.flatMap(({ effects }) => effects.flatMap((effect) => (effect.does === 'make' ? [effect] : [])));
  const names = (space: string, from = makes) =>
    new Set(from.filter(({ key }) => key[0] === space).map(({ key }) => key[1] ?? ''));
  const plain = names(
    'schema',
    makes.filter(({ unless }) => unless === undefined),
  );
  const own = makes.filter(({ key: [space] }) => ['relation', 'type', 'function'].includes(space));
  return {
    roles: names('role'),
    schemas: names('schema'),
    ensuredSchemas: new Set([...names('schema')].filter((name) => !plain.has(name))),
    extensions: names('extension'),
    names: new Set(own.map(({ key }) => key[2] ?? '')),
    qualifiedNames: new Set(own.map(({ key }) => `${key[1]}.${key[2]}`)),
  };
}

/**
 * What the statements make, as far as it is not the provider's: a schema that they only ensure is there already where they
 * use what the provider keeps in it and make none of that.
 */
function madeBeside({ schemas }: Provider, texts: readonly string[], made: Made): Made {
  const uses = (name: string) => {
    const [schema, own] = name.split('.');
    const use = new RegExp(`\\b${schema}"?\\s*\\.\\s*"?${own}\\b`, 'i');
    return texts.some((text) => use.test(text));
  };
  const isTheirs = (schema: string) => {
    const held = (schemas[schema] ?? []).flatMap((sql) => HELD.exec(sql)?.[1] ?? []);
    return held.some(uses) && !held.some((name) => made.qualifiedNames.has(name));
  };
  const theirs = new Set([...made.ensuredSchemas].filter(isTheirs));
  return { ...made, schemas: new Set([...made.schemas].filter((schema) => !theirs.has(schema))) };
}

/** What a statement of a provider makes in a schema. */
const HELD = /^CREATE (?:FUNCTION|TABLE|VIEW) (\w+\.\w+)/;

interface Sign {
  readonly text: string;
  readonly origin: Origin;
}

/**
 * A schema or role that the statements make themselves shows nothing, nor does a table that is called like a schema, nor
 * one with a dot in its name (`"auth.sessions"`).
 */
function signOf(
  { signs }: Provider,
  statements: readonly PlacedStatement[],
  made: Made,
  qualifiedOnly: boolean,
): Sign | null {
  for (const { statement, origin } of statements) {
    for (const sign of signs) {
      const found = [...statement.sql.matchAll(sign)].find(({ 0: text, index }) => {
        if (qualifiedOnly && !text.includes('.')) return false;
        if (statement.sql[index - 1] === '"' && /^\w+\./.test(text)) return false;
        const words = text.match(/\w+/g) ?? [];
        const isOwn = words.some((word) => made.schemas.has(word) || made.roles.has(word));
        return !isOwn && !(text.includes('.') && made.names.has(words[0] ?? ''));
      });
      if (found) return { text: found[0].replaceAll('"', '').replaceAll(/\s+/g, ' '), origin };
    }
  }
  return null;
}

function usedProblem({ name }: Provider, { text, origin }: Sign, { otherwise }: Whose): Problem {
  const place = `${origin.file}:${origin.line}`;
  const message = `${place} names ${text}, which ${name} brings: its roles and schemas were there for this reading, and are not part of it.`;
  return preludeProblem(message, otherwise, origin);
}

function preludeProblem(message: string, remedy: string, origin: Origin | null): Problem {
  return { code: 'prelude', effect: 'note', message, remedy, object: null, origin, cause: null };
}

/** Only what is named, and what the statements do not make themselves. */
function statementsOf(provider: Provider, texts: readonly string[], made: Made): readonly string[] {
  const all = texts.join('\n');
  const names = (word: string) => new RegExp(`\\b${word}\\b`, 'i').test(all);
  const schemas = Object.entries(provider.schemas).filter(([name]) => names(name) && !made.schemas.has(name));
  const granted = provider.grants.join('\n');
  const roles = Object.entries(provider.roles).filter(
    ([name]) => (names(name) || new RegExp(`\\b${name}\\b`).test(granted)) && !made.roles.has(name),
  );
  const hasAll = (grant: string) => {
    const [, schema = '', grantees = ''] = /SCHEMA (\w+) TO (.*)$/.exec(grant) ?? [];
    return (
      schemas.some(([name]) => name === schema) &&
      grantees.split(', ').every((role) => roles.some(([name]) => name === role))
    );
  };
  return [
    ...roles.map(([name, attributes]) => `CREATE ROLE ${quoteIdent(name)} ${attributes}`),
    ...schemas.flatMap(([name, inside]) => [`CREATE SCHEMA ${quoteIdent(name)}`, ...inside]),
    ...provider.publications.filter(names).map((name) => `CREATE PUBLICATION ${quoteIdent(name)}`),
    ...provider.grants.filter(hasAll),
    ...(schemas.some(([name]) => name === 'extensions') ? provider.settings : []),
  ];
}

/**
 * Default privileges count where the statements themselves give or take from the roles that have them: what is left is right then.
 * Elsewhere they would only be repeated on every object. A dump says what is granted: of a file it takes a REVOKE.
 */
function defaultsOf({ defaults }: Provider, texts: readonly string[], made: Made, source: Origin['source']) {
  if (!defaults || defaults.of.some((role) => made.roles.has(role))) return [];
  const roles = `"?\\b(${defaults.of.join('|')})\\b`;
  const says = (command: string) => texts.some((text) => new RegExp(`^\\s*${command}\\b[^;]*${roles}`, 'i').test(text));
  if (says('ALTER\\s+DEFAULT\\s+PRIVILEGES')) return [];
  return says('REVOKE') || (source === 'migrations' && says('GRANT')) ? defaults.statements : [];
}

/** A type with a modifier, a call, or a name that means one thing only. */
const USES = /\b(\w+)"?\s*\(|\b(citext|hstore|ltree|geography|gin_trgm_ops|gist_trgm_ops|gist_uuid_ops)\b/g;

/** Names that other people's functions and tables bear, too. */
const COMMON: ReadonlySet<string> = new Set(['cube', 'seg', 'isbn', 'digest', 'similarity', 'unaccent', 'crypt']);

/** Extensions that are used and that nothing creates. */
function missingExtensions(texts: readonly string[], made: Made): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, call, word] of text.matchAll(USES)) {
      const name = call ?? word ?? '';
      const extension = COMMON.has(name) || made.names.has(name) ? undefined : extensionOf(name);
      if (extension) found.add(extension);
    }
  }
  return [...found].filter((name) => !made.extensions.has(name)).sort();
}

/**
 * The catalog without what only the prelude made or touched. What a statement changed stays, with everything that belongs
 * to it.
 */
export function withoutPrelude(catalog: Catalog, files: ReadonlySet<string>): Catalog {
  if (files.size === 0) return catalog;
  const isPrelude = ({ file }: Origin) => file !== undefined && files.has(file);
  const isOnly = ({ origins }: CatalogObject) => origins.length > 0 && origins.every(isPrelude);
  const { table, column } = catalog.objects;
  const kept = new Set([
    ...table.filter((each) => !isOnly(each)).map(({ schema, name }) => `${schema}.${name}`),
    ...column.filter((each) => !isOnly(each)).map((each) => `${each.schema}.${each.table}`),
  ]);
  const isKept = (object: CatalogObject) => object.kind === 'table' && kept.has(`${object.schema}.${object.name}`);
  const belongs = (object: CatalogObject) => 'table' in object && kept.has(`${object.schema}.${object.table}`);
  const strip = <T extends CatalogObject>(object: T): T => ({
    ...object,
    origins: object.origins.filter((each) => !isPrelude(each)),
  });
  const objects = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      catalog.objects[kind].filter((object) => !isOnly(object) || isKept(object) || belongs(object)).map(strip),
    ]),
  ) as unknown as CatalogObjects;
  return buildCatalog({ ...catalog, objects });
}

/** Where the prelude's statements stand: files of the project, or built in. */
export function preludeFiles(prelude: Prelude): ReadonlySet<string> {
  return new Set(prelude.statements.flatMap(({ origin }) => (origin.file === undefined ? [] : [origin.file])));
}
