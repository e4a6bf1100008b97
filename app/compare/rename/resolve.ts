import {
  type Catalog,
  isKind,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  type Problem,
  quoteIdent,
  quoteQualified,
} from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { AcceptedRename } from '../difference.ts';
import { type Hint, parseHint, type RenamedKind } from './hint.ts';
import { type Rename, type Renamed, renameCatalog } from './rename-catalog.ts';

/** A rename as somebody wrote it, and where. */
export interface WrittenRename {
  readonly text: string;
  readonly by: AcceptedRename['by'];
}

/** A rename that applies: the accounts at these places (of those given) had the old name. */
export interface AppliedRename extends Rename {
  readonly by: AcceptedRename['by'];
  readonly renamed: ReadonlySet<number>;
}

export interface Resolved {
  /** The catalogs, all with the new names, in the order given. */
  readonly accounts: readonly Renamed[];
  readonly applied: readonly AppliedRename[];
  /** Renames that match nothing (notes), or more than one thing (`unread`: somebody has to say which). */
  readonly problems: readonly Problem[];
}

/** How many names make the identity of each kind that can be renamed. Functions have arguments too and are left out. */
const PARTS: Readonly<Partial<Record<RenamedKind, number>>> = {
  schema: 1,
  role: 1,
  enum: 2,
  domain: 2,
  'composite-type': 2,
  'range-type': 2,
  sequence: 2,
  table: 2,
  view: 2,
  'materialized-view': 2,
  index: 2,
  column: 3,
  'primary-key': 3,
  unique: 3,
  'foreign-key': 3,
  check: 3,
  exclusion: 3,
  policy: 3,
  trigger: 3,
  rule: 3,
  'enum-label': 3,
};

/**
 * Takes renames one after the other: a catalog that has the old name and not the new one, where another has the new one,
 * is from then on one with the new name. The left side of what stands in a table may name the table either way.
 */
export function resolveRenames(catalogs: readonly Catalog[], written: readonly WrittenRename[]): Resolved {
  let accounts: readonly Renamed[] = catalogs.map((catalog) => ({ catalog, before: new Map() }));
  const applied: AppliedRename[] = [];
  const problems: Problem[] = [];
  for (const { text, by } of written) {
    const hint = read(text, problems);
    if (!hint) continue;
    const found = candidatesOf(hint, accounts, applied);
    const [only, other] = found;
    if (!only) problems.push(unmatched(text, by));
    else if (other)
      problems.push(
        ambiguous(
          text,
          found.map(({ kind }) => kind),
        ),
      );
    else {
      accounts = accounts.map((account, at) => (only.renamed.has(at) ? renameCatalog(account, only) : account));
      applied.push({ ...only, by });
    }
  }
  return { accounts, applied, problems };
}

function read(text: string, problems: Problem[]): Hint | null {
  try {
    return parseHint(text);
  } catch (error) {
    problems.push({
      code: 'rename-invalid',
      effect: 'unread',
      message: `${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Write it as "public.users->public.accounts".',
      object: null,
      origin: null,
      cause: null,
    });
    return null;
  }
}

type Candidate = Omit<AppliedRename, 'by'>;

function candidatesOf(
  hint: Hint,
  accounts: readonly Renamed[],
  applied: readonly AppliedRename[],
): readonly Candidate[] {
  const kinds = hint.kind === null ? (Object.keys(PARTS) as RenamedKind[]) : [hint.kind];
  return kinds.flatMap((kind): readonly Candidate[] => {
    const count = PARTS[kind];
    if (count === undefined) return [];
    const to = qualify(hint.to, count);
    const old = qualify(hint.from, count);
    if (!to || !old) return [];
    const from = withNewTable(old, applied);
    if (count === 3 && (from[0] !== to[0] || from[1] !== to[1])) return [];
    const has = accounts.map(({ catalog }) => ({ old: isIn(catalog, kind, from), new: isIn(catalog, kind, to) }));
    const renamed = new Set(has.flatMap((each, at) => (each.old && !each.new ? [at] : [])));
    // Something else may bear the old name where the new one is.
    if (renamed.size === 0 || !has.some((each) => each.new)) return [];
    return [{ kind, from, to, renamed }];
  });
}

/** With `public` before it where the schema is left out. */
function qualify(parts: readonly string[], count: number): readonly string[] | null {
  if (parts.length === count) return parts;
  return count > 1 && parts.length === count - 1 ? ['public', ...parts] : null;
}

/** What stands in a table that was renamed before. */
function withNewTable(parts: readonly string[], applied: readonly AppliedRename[]): readonly string[] {
  return applied.reduce((now, { kind, from, to }) => {
    const [schema = '', table = '', ...rest] = now;
    if (kind === 'schema' && from[0] === schema && now.length > 1) return [to[0] ?? schema, table, ...rest];
    const isTable = PARTS[kind] === 2 && rest.length > 0 && from[0] === schema && from[1] === table;
    return isTable ? [...to, ...rest] : now;
  }, parts);
}

function isIn(catalog: Catalog, kind: RenamedKind, parts: readonly string[]): boolean {
  if (kind !== 'enum-label') return lookupOf(catalog).find(objectId(kind, ...parts)) !== undefined;
  const own = lookupOf(catalog).find(objectId('enum', ...parts.slice(0, 2)));
  return own?.kind === 'enum' && own.labels.includes(parts[2] ?? '');
}

/** The identities of a rename. A label has the enum's with the label behind it. */
export function idsOf({ kind, from, to }: Rename): {
  readonly kind: Kind;
  readonly from: ObjectId;
  readonly to: ObjectId;
} {
  const own: Kind = isKind(kind) ? kind : 'enum';
  return { kind: own, from: objectId(own, ...from), to: objectId(own, ...to) };
}

const RELATIONS: ReadonlySet<RenamedKind> = new Set(['table', 'view', 'materialized-view', 'sequence']);
const TYPES: ReadonlySet<RenamedKind> = new Set(['enum', 'domain', 'composite-type', 'range-type']);

/**
 * The statement that renames on a throw-away server, which then prints every text with the new name; `null` for what no
 * text names. It does nothing where the object is not there. `table`: the columns' table where it bears another name.
 */
export function renameStatement({ kind, from, to }: Rename, table?: string): string | null {
  const [schema = '', name = '', part = ''] = from;
  const [newSchema = '', newName = '', newPart = ''] = to;
  const what = RELATIONS.has(kind) ? 'TABLE' : TYPES.has(kind) ? 'TYPE' : null;
  if (what) {
    const rename =
      name === newName ? [] : [`ALTER ${what} ${quoteQualified(schema, name)} RENAME TO ${quoteIdent(newName)}`];
    const move =
      schema === newSchema
        ? []
        : [
            `CREATE SCHEMA IF NOT EXISTS ${quoteIdent(newSchema)}`,
            `ALTER ${what} ${quoteQualified(schema, newName)} SET SCHEMA ${quoteIdent(newSchema)}`,
          ];
    return guarded([...rename, ...move]);
  }
  if (kind === 'schema') return guarded([`ALTER SCHEMA ${quoteIdent(schema)} RENAME TO ${quoteIdent(newSchema)}`]);
  if (kind === 'column') {
    const place = table ?? quoteQualified(schema, name);
    return guarded([`ALTER TABLE ${place} RENAME COLUMN ${quoteIdent(part)} TO ${quoteIdent(newPart)}`]);
  }
  if (kind === 'enum-label') {
    return guarded([
      `ALTER TYPE ${quoteQualified(schema, name)} RENAME VALUE ${quoteLiteral(part)} TO ${quoteLiteral(newPart)}`,
    ]);
  }
  return null;
}

function guarded(statements: readonly string[]): string {
  const body = statements.map((statement) => `${statement};`).join(' ');
  const missing =
    'undefined_table OR undefined_object OR undefined_column OR invalid_schema_name OR invalid_parameter_value OR wrong_object_type';
  return `DO ${quoteLiteral(`BEGIN ${body} EXCEPTION WHEN ${missing} THEN NULL; END`)}`;
}

function unmatched(text: string, by: WrittenRename['by']): Problem {
  return {
    code: 'rename-unmatched',
    effect: 'note',
    message: `The rename "${text}" matches nothing: no source has the old name beside one that has the new name only.`,
    remedy:
      by === 'hints'
        ? 'Take it out of the hints, or correct the names.'
        : 'Take it out of "renames" in raingauge.config.json once every database has it, or correct the names.',
    object: null,
    origin: null,
    cause: null,
  };
}

function ambiguous(text: string, kinds: readonly RenamedKind[]): Problem {
  return {
    code: 'rename-ambiguous',
    effect: 'unread',
    message: `The rename "${text}" may mean ${kinds.map((kind) => `a ${kind.replaceAll('-', ' ')}`).join(' or ')}.`,
    remedy: `Write which: ${kinds.map((kind) => `"${kind}:${text}"`).join(' or ')}.`,
    object: null,
    origin: null,
    cause: null,
  };
}
