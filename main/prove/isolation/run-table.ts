import type { LeakKind } from '#app/api';
import type { Row } from '#main/sources/live/session.ts';
import { type Attempt, isIntegrityViolation, isPermissionDenied, isPolicyRefusal, type Prober } from './prober.ts';
import { othersRows, wereSome } from './say-rows.ts';
import type { TableProbes } from './table-probes.ts';
import type { Owner, RowKey } from './worlds.ts';

export type Command = 'select' | 'insert' | 'update' | 'delete';

/** A statement that got at what is not the speaker's. */
export interface Got {
  readonly kind: LeakKind;
  readonly sql: string;
  readonly message: string;
}

/** What one command came to. */
export interface Seen {
  /** Whether an own row was reached. */
  readonly own: boolean;
  /** Another tenant's row was reached, in these ways. */
  readonly got: readonly Got[];
  /** The privilege is missing. */
  readonly denied: boolean;
  /** The server's words where it was something else than a policy that stopped it; `null` where nothing did. */
  readonly stopped: string | null;
  /** A policy said no to another tenant's row, or left it out. */
  readonly refused: boolean;
}

const UNSEEN: Seen = { own: false, got: [], denied: false, stopped: null, refused: false };

/** Reads and adds, as long as foreign keys are there. */
export async function runReads(
  prober: Prober,
  probes: TableProbes,
): Promise<Readonly<Record<'select' | 'insert', Seen>>> {
  return { select: await read(prober, probes), insert: await add(prober, probes) };
}

/** Changes and deletes, once foreign keys are gone: they would stop what policies let through. */
export async function runWrites(
  prober: Prober,
  probes: TableProbes,
): Promise<Readonly<Record<'update' | 'delete', Seen>>> {
  return { update: await change(prober, probes), delete: await remove(prober, probes) };
}

export async function read(prober: Prober, probes: TableProbes): Promise<Seen> {
  const { rows, relation, read: sql, count, isDirectory } = probes;
  if (isDirectory) return UNSEEN;
  const { error, rows: seen } = await prober.attempt(sql);
  if (error === null) {
    const keys = seen.map(({ k }) => String(k));
    const others = of(rows.keys, 'b', keys);
    const message = `${others} of ${othersRows(rows.keys.get('b')?.size ?? 0)} ${wereSome(others)} read from ${relation}.`;
    const got: readonly Got[] = others > 0 ? [{ kind: 'read', sql: `SELECT * FROM ${relation}`, message }] : [];
    return { ...UNSEEN, own: of(rows.keys, 'a', keys) > 0, got, refused: others === 0 };
  }
  if (!isPermissionDenied(error)) return { ...UNSEEN, stopped: error.message };
  return countRows(prober, { rows, relation, count }, error.message);
}

/** A role that may read some columns only can still count. */
async function countRows(
  prober: Prober,
  { rows, relation, count }: Pick<TableProbes, 'rows' | 'relation' | 'count'>,
  words: string,
): Promise<Seen> {
  const { error, rows: counted } = await prober.attempt(count);
  if (error !== null)
    return { ...UNSEEN, denied: isPermissionDenied(error), stopped: isPermissionDenied(error) ? words : error.message };
  const seen = Number(counted[0]?.n ?? 0);
  const own = rows.keys.get('a')?.size ?? 0;
  const message = `${seen} rows of ${relation} are seen, of which ${own} are the tenant's own.`;
  return {
    ...UNSEEN,
    own: seen > 0,
    got: seen > own ? [{ kind: 'read', sql: count, message }] : [],
    refused: seen <= own,
  };
}

async function add(prober: Prober, { rows, relation, addOwn, addOther, observe }: TableProbes): Promise<Seen> {
  if (addOwn === null) return UNSEEN;
  const own = await prober.attempt(addOwn);
  if (own.error && isPermissionDenied(own.error)) return { ...UNSEEN, denied: true, stopped: own.error.message };
  const ownPassed = own.error === null || isIntegrityViolation(own.error);
  const known = allKeys(rows.keys);
  const got: Got[] = [];
  let stopped: string | null =
    ownPassed || (own.error && isPolicyRefusal(own.error)) ? null : (own.error?.message ?? null);
  let refused = false;
  for (const sql of addOther) {
    const { error, seen } = await prober.attempt(sql, observe);
    const added = (seen.at(-1) ?? []).filter(({ k }) => !known.has(String(k)));
    if (error === null && added.some(({ other }) => other === true))
      got.push({ kind: 'insert', sql, message: `A row of another tenant was added to ${relation}.` });
    else if (error && isIntegrityViolation(error))
      got.push({
        kind: 'insert',
        sql,
        message: `A row of another tenant was let into ${relation} by its policies; only a key stopped it: ${error.message}.`,
      });
    else if (error && !isPolicyRefusal(error)) stopped ??= error.message;
    else refused = true;
  }
  return {
    ...UNSEEN,
    own: ownPassed,
    got: got.slice(0, 1),
    stopped: got.length > 0 || refused ? null : stopped,
    refused,
  };
}

/** Rows that another tenant's table holds are told by a key that is taken or not. */
export async function refer(prober: Prober, { refer: references, relation }: TableProbes): Promise<readonly Got[]> {
  const got: Got[] = [];
  for (const { to, key, sql } of references) {
    const { error } = await prober.attempt(sql);
    if (error !== null) continue;
    got.push({
      kind: 'reference',
      sql,
      message: `An own row of ${relation} may refer to ${to} (${key}), a row of another tenant: foreign keys are not held to policies, and tell which of its keys there are.`,
    });
  }
  return got;
}

async function change(prober: Prober, { rows, relation, change: changes, move, observe }: TableProbes): Promise<Seen> {
  const run = await firstThatRuns(prober, changes, observe);
  if (!run) return UNSEEN;
  const { sql, attempt } = run;
  if (attempt.error) {
    if (isPermissionDenied(attempt.error)) return { ...UNSEEN, denied: true, stopped: attempt.error.message };
    return isPolicyRefusal(attempt.error)
      ? { ...UNSEEN, refused: true }
      : { ...UNSEEN, stopped: attempt.error.message };
  }
  const after = attempt.seen.at(-1) ?? [];
  const others = gone(rows.keys, 'b', after);
  const own = gone(rows.keys, 'a', after) > 0;
  const message = `${othersRows(others)} in ${relation} ${wereSome(others)} changed.`;
  const got: Got[] = others > 0 ? [{ kind: 'update', sql, message }] : [];
  if (own) got.push(...(await moveAway(prober, { rows, relation, move, observe })));
  return { ...UNSEEN, own, got, refused: others === 0 };
}

/** A role may lack the right to set a column, and a trigger may forbid it: another one is as good. */
async function firstThatRuns(
  prober: Prober,
  changes: TableProbes['change'],
  observe: readonly string[],
): Promise<{ readonly sql: string; readonly attempt: Attempt } | null> {
  let last: { readonly sql: string; readonly attempt: Attempt } | null = null;
  for (const { sql } of changes) {
    last = { sql, attempt: await prober.attempt(sql, observe) };
    if (last.attempt.error === null) return last;
  }
  return last;
}

async function moveAway(
  prober: Prober,
  { rows, relation, move, observe }: Pick<TableProbes, 'rows' | 'relation' | 'move' | 'observe'>,
): Promise<readonly Got[]> {
  const before = rows.keys.get('b')?.size ?? 0;
  for (const { settings, sql } of move) {
    const { error, seen } = await prober.attempt(sql, observe);
    const others = (seen.at(-1) ?? []).filter(({ other }) => other === true).length;
    if (error === null && others > before)
      return [
        {
          kind: 'move',
          sql,
          message: `An own row of ${relation} was given to another tenant (${settings.map(([name]) => name).join(', ')}).`,
        },
      ];
    if (error && isIntegrityViolation(error))
      return [
        {
          kind: 'move',
          sql,
          message: `Policies of ${relation} let an own row be given to another tenant; only a key stopped it: ${error.message}.`,
        },
      ];
  }
  return [];
}

async function remove(prober: Prober, { rows, relation, remove: sql, observe }: TableProbes): Promise<Seen> {
  const { error, seen } = await prober.attempt(sql, observe);
  if (error) {
    if (isPermissionDenied(error)) return { ...UNSEEN, denied: true, stopped: error.message };
    return isPolicyRefusal(error) ? { ...UNSEEN, refused: true } : { ...UNSEEN, stopped: error.message };
  }
  const after = seen.at(-1) ?? [];
  const others = gone(rows.keys, 'b', after);
  const message = `${othersRows(others)} in ${relation} ${wereSome(others)} deleted.`;
  const got: readonly Got[] = others > 0 ? [{ kind: 'delete', sql, message }] : [];
  return { ...UNSEEN, own: gone(rows.keys, 'a', after) > 0, got, refused: others === 0 };
}

/** With nobody's session: any row of a tenant, or of nobody, that is reached. */
export async function runAsNobody(
  prober: Prober,
  { rows, relation, read: sql, count, isDirectory }: TableProbes,
): Promise<readonly Got[]> {
  if (isDirectory) return [];
  const { error, rows: seen } = await prober.attempt(sql);
  if (error && isPermissionDenied(error)) {
    const counted = await prober.attempt(count);
    const found = Number(counted.rows[0]?.n ?? 0);
    const message = `With no tenant set, ${found} ${found === 1 ? 'row' : 'rows'} of ${relation} can be seen.`;
    return found > 0 ? [{ kind: 'no-tenant', sql: count, message }] : [];
  }
  const keys = seen.map(({ k }) => String(k));
  const found = (['a', 'b', 'nobody'] as const).map((owner) => [owner, of(rows.keys, owner, keys)] as const);
  const total = found.reduce((sum, [, many]) => sum + many, 0);
  if (total === 0) return [];
  const isOrphan = found.every(([owner, many]) => owner === 'nobody' || many === 0);
  const what = isOrphan ? 'rows whose tenant is NULL' : 'rows of tenants';
  return [
    {
      kind: 'no-tenant',
      sql: `SELECT * FROM ${relation}`,
      message: `With no tenant set, ${what} are read from ${relation} (${total}).`,
    },
  ];
}

/** With nobody's session: tenants' rows that are changed or deleted. Foreign keys are gone. */
export async function writeAsNobody(
  prober: Prober,
  { rows, relation, change: changes, remove: sql, observe }: TableProbes,
): Promise<readonly Got[]> {
  const [first] = changes;
  const tries = [...(first ? [first.sql] : []), sql];
  for (const each of tries) {
    const { error, seen } = await prober.attempt(each, observe);
    if (error) continue;
    const found = gone(rows.keys, 'a', seen.at(-1) ?? []) + gone(rows.keys, 'b', seen.at(-1) ?? []);
    if (found > 0)
      return [
        {
          kind: 'no-tenant',
          sql: each,
          message: `With no tenant set, ${found} rows of tenants in ${relation} were written.`,
        },
      ];
  }
  return [];
}

type Keys = ReadonlyMap<Owner, ReadonlySet<RowKey>>;

function of(keys: Keys, owner: Owner, seen: readonly RowKey[]): number {
  const own = keys.get(owner);
  return own ? seen.filter((key) => own.has(key)).length : 0;
}

/** How many rows are no longer what they were. */
function gone(keys: Keys, owner: Owner, after: readonly Row[]): number {
  const left = new Set(after.map(({ k }) => String(k)));
  return [...(keys.get(owner) ?? [])].filter((key) => !left.has(key)).length;
}

function allKeys(keys: Keys): ReadonlySet<RowKey> {
  return new Set([...keys.values()].flatMap((each) => [...each]));
}
