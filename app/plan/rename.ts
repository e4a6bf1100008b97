import {
  type Catalog,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  type Problem,
  parseObjectId,
  quoteIdent,
  quoteQualified,
} from '#app/catalog';
import { type Rename, type RenamedKind, resolveRenames, type WrittenRename } from '#app/compare';
import { quoteLiteral, type Statement } from '#app/sql';
import { bearersOf, constraintName, namesOf } from './borne-names.ts';

export interface RenamePlan {
  readonly statements: readonly Statement[];
  /** Renames that match nothing (notes), or more than one thing (`unread`: somebody has to say which). */
  readonly problems: readonly Problem[];
}

/** Carries out renames in their order: what `from` has under the old name and `to` under the new one. */
export function planRenames(from: Catalog, to: Catalog, written: readonly WrittenRename[]): RenamePlan {
  const { applied, problems } = resolveRenames([from, to], written);
  const schemas = new Set(['public', ...from.objects.schema.map(({ name }) => name)]);
  const statements = applied
    // What only the target has under the old name is the target's business.
    .filter(({ renamed }) => renamed.has(0))
    .flatMap((rename) => {
      const [newSchema = ''] = rename.to;
      const sql = renderRename(rename, schemas.has(newSchema));
      schemas.add(newSchema);
      return sql.map((one) => ({ sql: one, object: targetOf(rename) }));
    });
  return { statements, problems };
}

function targetOf({ kind, to }: Rename): ObjectId {
  return kind === 'enum-label' ? objectId('enum', ...to.slice(0, 2)) : objectId(kind, ...to);
}

const WORDS: Readonly<Partial<Record<RenamedKind, string>>> = {
  table: 'TABLE',
  enum: 'TYPE',
  domain: 'DOMAIN',
  'composite-type': 'TYPE',
  'range-type': 'TYPE',
  sequence: 'SEQUENCE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  index: 'INDEX',
};

function renderRename({ kind, from, to }: Rename, hasSchema: boolean): readonly string[] {
  const [first = '', second = '', third = ''] = from;
  const last = quoteIdent(to.at(-1) ?? '');
  const table = quoteQualified(first, second);
  switch (kind) {
    case 'schema':
    case 'role':
    case 'publication':
    case 'event-trigger':
      return [`ALTER ${kind.toUpperCase().replace('-', ' ')} ${quoteIdent(first)} RENAME TO ${last}`];
    case 'column':
      return [`ALTER TABLE ${table} RENAME COLUMN ${quoteIdent(third)} TO ${last}`];
    case 'enum-label':
      return [`ALTER TYPE ${table} RENAME VALUE ${quoteLiteral(third)} TO ${quoteLiteral(to.at(-1) ?? '')}`];
    case 'primary-key':
    case 'unique':
    case 'foreign-key':
    case 'check':
    case 'exclusion':
      return [`ALTER TABLE ${table} RENAME CONSTRAINT ${quoteIdent(third)} TO ${last}`];
    case 'policy':
    case 'trigger':
    case 'rule':
      return [`ALTER ${kind.toUpperCase()} ${quoteIdent(third)} ON ${table} RENAME TO ${last}`];
    default:
      return renderMove(WORDS[kind] ?? 'TABLE', from, to, hasSchema);
  }
}

/** Into another schema, and then to another name. */
function renderMove(
  word: string,
  from: readonly string[],
  to: readonly string[],
  hasSchema: boolean,
): readonly string[] {
  const [schema = '', name = ''] = from;
  const [newSchema = '', newName = ''] = to;
  const moves = schema !== newSchema;
  return [
    ...(moves && !hasSchema ? [`CREATE SCHEMA ${quoteIdent(newSchema)}`] : []),
    ...(moves ? [`ALTER ${word} ${quoteQualified(schema, name)} SET SCHEMA ${quoteIdent(newSchema)}`] : []),
    ...(name === newName ? [] : [`ALTER ${word} ${quoteQualified(newSchema, name)} RENAME TO ${quoteIdent(newName)}`]),
  ];
}

/** Kinds that a table's objects of other names may be, told alike by what they are. */
const NAME_ONLY = ['primary-key', 'unique', 'foreign-key', 'check', 'exclusion', 'index', 'sequence'] as const;

/**
 * Renames what differs in nothing but its name, and whose name nobody looks at: keys, checks, indexes and owned sequences
 * of one table. A table that was renamed keeps those of its old name, and so need not lose them. What would get a name that
 * something else still bears is left to be made anew.
 */
export function planNameOnlyRenames(from: Catalog, to: Catalog): readonly Statement[] {
  const bearers = new Map([...bearersOf(from)].map(([name, ids]) => [name, new Set(ids)]));
  const statements: Statement[] = [];
  let open = NAME_ONLY.flatMap((kind) => nameOnlyPairs(kind, from, to));
  for (let last = -1; last !== open.length; ) {
    last = open.length;
    open = open.filter((pair) => {
      const names = namesBorne(pair.to);
      if (names.some((name) => (bearers.get(name)?.size ?? 0) > 0)) return true;
      for (const name of namesBorne(pair.from)) bearers.get(name)?.delete(pair.from);
      for (const name of names) bearers.set(name, new Set([pair.to]));
      const [old, now] = [pair.from, pair.to].map((id) => parseObjectId(id).parts);
      const sql = renderRename({ kind: pair.kind, from: old ?? [], to: now ?? [] }, true);
      statements.push(...sql.map((one) => ({ sql: one, object: pair.to })));
      return false;
    });
  }
  return statements;
}

interface NameOnlyPair {
  readonly kind: RenamedKind;
  readonly from: ObjectId;
  readonly to: ObjectId;
}

function nameOnlyPairs(kind: (typeof NAME_ONLY)[number], from: Catalog, to: Catalog): readonly NameOnlyPair[] {
  const [before, after] = [lookupOf(from), lookupOf(to)];
  const open = to.objects[kind].filter(({ id }) => !before.find(id));
  const taken = new Set<ObjectId>();
  return from.objects[kind].flatMap((object): readonly NameOnlyPair[] => {
    if (after.find(object.id) || isNamedByParent(object)) return [];
    const shape = shapeOf(object);
    const other = open.find((one) => !taken.has(one.id) && shapeOf(one) === shape);
    if (!other || shape === null) return [];
    taken.add(other.id);
    return [{ kind, from: object.id, to: other.id }];
  });
}

/** Among the relations, and among the constraints of its table. */
function namesBorne(id: ObjectId): readonly string[] {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', table = '', name = ''] = parts;
  const relations = namesOf(id).filter((one) => one.startsWith('relation '));
  return kind === 'index' || kind === 'sequence' ? relations : [...relations, constraintName(schema, table, name)];
}

/** A child's check goes by its parent's name; indexes and keys of a partition have names of their own. */
function isNamedByParent(object: Catalog['objects'][Kind][number]): boolean {
  return object.kind === 'check' && object.inherited;
}

/** Everything but the name; `null` for what has no table to be known by. */
function shapeOf(object: Catalog['objects'][Kind][number]): string | null {
  const { id, origins, comment, ...rest } = object;
  if (object.kind === 'sequence' && object.ownedBy === null) return null;
  return JSON.stringify({ ...rest, name: null });
}
