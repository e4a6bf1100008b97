import { type ObjectId, objectId } from '#app/catalog';
import type { KitLine } from '#app/kit';
import { Failure } from '#main/platform/failure.ts';
import type { Snapshot } from '../snapshots.ts';
import type { Wanted } from './wanted.ts';

type Json = Readonly<Record<string, unknown>>;

const ORIGIN = '00000000-0000-0000-0000-000000000000';

export interface ZeroInput {
  readonly previous: Snapshot | null;
  readonly wanted: Wanted;
  readonly id: string;
}

/**
 * A snapshot of drizzle-kit 0.x.
 * @throws {Failure} `bad-input` where the folder's snapshots are of another version than 7.
 */
export function snapshotZero({ previous, wanted, id }: ZeroInput): object {
  requireSeven(previous);
  const code = knownTo(wanted.kit, wanted.code as Json);
  const before = previous ? (previous.value as Json) : null;
  const body = wanted.only === null ? code : mergeBodies(before ?? {}, code, wanted.only);
  return { id, prevId: previous?.id ?? ORIGIN, ...body };
}

function requireSeven(previous: Snapshot | null): void {
  const version = (previous?.value as Json | undefined)?.version;
  if (!previous || version === '7') return;
  throw new Failure({
    code: 'bad-input',
    message: `${previous.path} is a snapshot of version ${String(version)}; Raingauge writes version 7, as drizzle-kit does since 0.22.`,
    remedy: 'Run drizzle-kit up first.',
    origin: { source: 'migrations', file: previous.path },
  });
}

/** Releases before some kinds came refuse snapshots that name them. */
function knownTo({ knows }: KitLine, body: Json): Json {
  const { sequences, roles, policies, views, ...rest } = body;
  const tables = mapValues(recordOf(rest.tables), (table) => {
    const { policies: own, isRLSEnabled, checkConstraints, ...plain } = recordOf(table);
    return {
      ...plain,
      ...(knows.policies ? { policies: own } : {}),
      ...(knows.views ? { checkConstraints } : {}),
      ...(knows.policies ? { isRLSEnabled } : {}),
    };
  });
  return {
    ...rest,
    tables,
    ...(knows.sequences ? { sequences } : {}),
    ...(knows.policies ? { roles, policies } : {}),
    ...(knows.views ? { views } : {}),
  };
}

/** The parts of a table and what they are in the catalog. */
const PARTS = {
  columns: 'column',
  indexes: 'index',
  foreignKeys: 'foreign-key',
  compositePrimaryKeys: 'primary-key',
  uniqueConstraints: 'unique',
  policies: 'policy',
  checkConstraints: 'check',
} as const;

/** What stands at the top of a snapshot. */
const TOPS = { enums: 'enum', sequences: 'sequence', roles: 'role', schemas: 'schema' } as const;

/** The former body with what the code says of some objects. */
function mergeBodies(before: Json, code: Json, only: ReadonlySet<ObjectId>): Json {
  const tops = Object.fromEntries(
    Object.entries(TOPS)
      .filter(([list]) => list in before || list in code)
      .map(([list, kind]) => [
        list,
        pick(recordOf(before[list]), recordOf(code[list]), (key, value) => only.has(topId(kind, key, value))),
      ]),
  );
  const views = pick(recordOf(before.views), recordOf(code.views), (_key, value) => {
    const { materialized, schema, name } = recordOf(value);
    const kind = materialized === true ? 'materialized-view' : 'view';
    return only.has(objectId(kind, String(schema ?? 'public'), String(name)));
  });
  return {
    ...code,
    ...tops,
    ...('views' in code ? { views } : {}),
    tables: mergeTables(recordOf(before.tables), recordOf(code.tables), only),
  };
}

function topId(kind: 'enum' | 'sequence' | 'role' | 'schema', key: string, value: unknown): ObjectId {
  if (kind === 'schema') return objectId(kind, key);
  const { schema, name } = recordOf(value);
  return kind === 'role' ? objectId(kind, String(name)) : objectId(kind, String(schema ?? 'public'), String(name));
}

function mergeTables(before: Json, code: Json, only: ReadonlySet<ObjectId>): Json {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(code)])) {
    const [old, now] = [before[key], code[key]];
    const { schema, name } = recordOf(now ?? old);
    const place = [String(schema || 'public'), String(name)] as const;
    const isWhole = only.has(objectId('table', ...place));
    if (old === undefined || now === undefined) {
      const kept = isWhole ? now : old;
      if (kept !== undefined) merged[key] = kept;
    } else merged[key] = mergeTable(recordOf(old), recordOf(now), only, place);
  }
  return merged;
}

function mergeTable(old: Json, now: Json, only: ReadonlySet<ObjectId>, place: readonly [string, string]): Json {
  const parts = Object.entries(PARTS).map(([list, kind]) => {
    const isWanted = (_key: string, value: unknown) => {
      const name = String(recordOf(value).name);
      return only.has(kind === 'index' ? objectId(kind, place[0], name) : objectId(kind, ...place, name));
    };
    return [list, pick(recordOf(old[list]), recordOf(now[list]), isWanted)];
  });
  // A key of one column is said of the column.
  const merged = { ...now, ...Object.fromEntries(parts), isRLSEnabled: now.isRLSEnabled };
  return only.has(objectId('table', ...place)) ? merged : { ...merged, isRLSEnabled: old.isRLSEnabled };
}

/** Of each entry the new one, or its absence, where it is wanted, and the old one else. */
function pick(old: Json, now: Json, isWanted: (key: string, value: unknown) => boolean): Json {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = isWanted(key, now[key] ?? old[key]) ? now[key] : old[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function mapValues(record: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
