import { type Catalog, lookupOf, type ObjectId, objectId, quoteQualified, type Table } from '#app/catalog';
import type { CaredStatement } from './care-for-rows.ts';

/** Statements that see what policies let through: those that read and write rows, and a foreign key's look at the rows there are. */
const SEES_ROWS = /^(?:UPDATE|INSERT INTO|CREATE TEMPORARY TABLE)\b|\bFOREIGN KEY\b(?!.*\bNOT VALID\b)/s;

/** Names of tables as every statement of ours says them. */
const QUALIFIED = /(?:"(?:[^"]|"")+"|[\w$]+)\.(?:"(?:[^"]|"")+"|[\w$]+)/g;

/**
 * Under FORCE the owner of a table is held to its policies, and a migration runs as the owner: an UPDATE then passes over rows, and
 * a foreign key counts as validated whatever the rows say (PostgreSQL looks at them with the policies on). FORCE is lifted for as long
 * as something sees rows, within the transaction that nobody looks into, and set where it belongs after it. Owners that no policy
 * holds need none of it.
 */
export function liftForce<T extends CaredStatement>(
  statements: readonly T[],
  from: Catalog,
  to: Catalog,
): readonly T[] {
  const spans = spansOf(statements, forcedTables(from, to));
  if (spans.length === 0) return statements;
  return statements.flatMap((statement, at): readonly T[] => {
    const { gap: _, ...bare } = statement;
    const beside = (table: Table, sql: string) => ({ ...bare, sql, object: table.id }) as T;
    const isEarly = spans.some(({ table, last }) => at < last && statement.sql === force(table));
    return [
      ...spans.flatMap(({ table, first, isForced }) =>
        first === at && isForced ? [beside(table, noForce(table))] : [],
      ),
      ...(isEarly ? [] : [statement]),
      ...spans.flatMap(({ table, last, isSetAfter }) =>
        last === at && isSetAfter ? [beside(table, force(table))] : [],
      ),
    ];
  });
}

/** A key's look at the rows there are, by itself or as it is added. */
const LOOKS = /\bVALIDATE CONSTRAINT\b|\bFOREIGN KEY\b(?!.*\bNOT VALID\b)/s;

/**
 * Of steps that a person runs, in no transaction: FORCE stays, since everybody else would be without it meanwhile. A foreign key that
 * looks at rows is asked to fail aloud there (`row_security = off`) where policies would hide some from it, and to be run by a role
 * that they do not hold. Checks are read past policies by PostgreSQL itself.
 */
export function refuseHidden<T extends CaredStatement & { readonly step: number }>(
  statements: readonly T[],
  from: Catalog,
  to: Catalog,
): readonly T[] {
  const forced = forcedTables(from, to);
  if (forced.length === 0) return statements;
  const lookup = lookupOf(to);
  return statements.flatMap((statement): readonly T[] => {
    const key = lookup.find(statement.object);
    if (key?.kind !== 'foreign-key' || !LOOKS.test(statement.sql)) return [statement];
    const ends = [quoteQualified(key.schema, key.table), quoteQualified(key.references.schema, key.references.name)];
    const held = forced
      .filter(({ names }) => names.some((name) => ends.includes(name)))
      .map(({ table }) => qualified(table));
    if (held.length === 0) return [statement];
    const { gap: _, ...bare } = statement;
    return [
      { ...bare, sql: 'SET row_security = off' } as T,
      { ...statement, hidden: held.join(' and ') },
      { ...bare, sql: 'RESET row_security' } as T,
    ];
  });
}

interface Span {
  readonly table: Table;
  readonly first: number;
  readonly last: number;
  /** Whether it is forced before. */
  readonly isForced: boolean;
  /** Whether it is forced from then on, and no later statement says so. */
  readonly isSetAfter: boolean;
}

interface Forced {
  readonly table: Table;
  readonly isForced: boolean;
  readonly stays: boolean;
  /** The names by which a statement reaches its rows: its own and those of the tables that it is a partition of. */
  readonly names: readonly string[];
}

function spansOf(statements: readonly CaredStatement[], tables: readonly Forced[]): readonly Span[] {
  if (tables.length === 0) return [];
  const seen = new Map<string, { readonly first: number; last: number }>();
  for (const [at, { sql }] of statements.entries()) {
    if (!SEES_ROWS.test(sql)) continue;
    for (const [name] of sql.matchAll(QUALIFIED)) {
      const known = seen.get(name);
      if (known) known.last = at;
      else seen.set(name, { first: at, last: at });
    }
  }
  return tables.flatMap(({ table, isForced, stays, names }): readonly Span[] => {
    const own = names.flatMap((name) => seen.get(name) ?? []);
    if (own.length === 0) return [];
    const first = Math.min(...own.map((one) => one.first));
    const last = Math.max(...own.map((one) => one.last));
    const said = statements.findLastIndex(({ sql }) => sql === force(table));
    return [{ table, first, last, isForced, isSetAfter: stays && said < last && (isForced || said >= 0) }];
  });
}

function forcedTables(from: Catalog, to: Catalog): readonly Forced[] {
  const before = lookupOf(from);
  return to.objects.table.flatMap((table): readonly Forced[] => {
    const old = before.find(table.id);
    const names = namesOf(table, to);
    // A table that comes has no rows, unless it takes those of the table that it becomes a partition of.
    const isOld = old?.kind === 'table';
    if (!isOld && !names.slice(1).some((name) => from.objects.table.some((one) => qualified(one) === name))) return [];
    const [isForced, stays] = [isOld && isHeld(old), isHeld(table)];
    if (!(isForced || stays) || isFree(from, (isOld ? old : table).owner)) return [];
    return [{ table, isForced, stays, names }];
  });
}

function isHeld({ rowSecurity, forceRowSecurity }: Table): boolean {
  return rowSecurity && forceRowSecurity;
}

/** A superuser, or a role with BYPASSRLS. */
function isFree(catalog: Catalog, owner: string | null): boolean {
  const role = owner === null ? undefined : lookupOf(catalog).find(objectId('role', owner));
  return role?.kind === 'role' && (role.superuser || role.bypassRls);
}

function namesOf(table: Table, catalog: Catalog): readonly string[] {
  const names = [qualified(table)];
  const seen = new Set<ObjectId>([table.id]);
  for (let parent = table.partitionOf?.parent; parent; ) {
    const id = objectId('table', parent.schema, parent.name);
    if (seen.has(id)) break;
    seen.add(id);
    names.push(qualified(parent));
    const above = lookupOf(catalog).find(id);
    parent = above?.kind === 'table' ? above.partitionOf?.parent : undefined;
  }
  return names;
}

const qualified = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
  quoteQualified(schema, name);
const force = (table: Table) => `ALTER TABLE ${qualified(table)} FORCE ROW LEVEL SECURITY`;
const noForce = (table: Table) => `ALTER TABLE ${qualified(table)} NO FORCE ROW LEVEL SECURITY`;
