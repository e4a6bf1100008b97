import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type MigrationSnapshot,
  type ObjectId,
  objectId,
  type Problem,
  parseObjectId,
  type QualifiedName,
  type SnapshotObject,
  truncateIdentifier,
} from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { inFile, listed, migrationProblem } from './migration-problem.ts';
import { entitiesAt, type RawSnapshot } from './snapshot/entities.ts';
import { objectsOfZero } from './snapshot/objects-0.ts';
import { objectsOfOne } from './snapshot/objects-1.ts';

/** drizzle-kit's account of the whole schema after one migration. */
export interface Snapshot {
  readonly path: string;
  readonly id: string | null;
  /** One in 0.x; several in 1.0, where branches were merged. */
  readonly prevIds: readonly string[];
  /** Tables and their columns: `schema.table` and `schema.table.column`. */
  readonly names: readonly string[];
  /** As it was written. */
  readonly value: object;
}

/** What the first snapshot of a folder says it follows. */
const ORIGIN = '00000000-0000-0000-0000-000000000000';

const RESTORE = 'Restore it from version control; drizzle-kit generate compares the code with the newest snapshot.';

export async function readSnapshot(
  root: string,
  path: string,
): Promise<{ readonly snapshot: Snapshot | null; readonly problems: readonly Problem[] }> {
  try {
    const value: unknown = JSON.parse((await readFile(join(root, path), 'utf8')).replace(/^\uFEFF/, ''));
    if (typeof value !== 'object' || value === null) throw new Error('it is no object');
    const { id, prevId, prevIds } = value as Record<string, unknown>;
    const previous = [...(Array.isArray(prevIds) ? prevIds : []), prevId].filter((each) => typeof each === 'string');
    const snapshot = { path, id: typeof id === 'string' ? id : null, prevIds: previous, names: namesIn(value), value };
    return { snapshot, problems: [] };
  } catch (error) {
    const problem = migrationProblem('snapshot-invalid', `${path} is no snapshot that can be read.`, {
      remedy: RESTORE,
      origin: inFile(path),
      cause: messageOf(error),
    });
    return { snapshot: null, problems: [problem] };
  }
}

function namesIn(value: object): readonly string[] {
  const { tables, ddl } = value as { readonly tables?: unknown; readonly ddl?: unknown };
  const names: string[] = [];
  for (const table of Object.values(recordOf(tables)).map(recordOf)) {
    const own = `${textOf(table.schema) || 'public'}.${textOf(table.name)}`;
    names.push(
      own,
      ...Object.values(recordOf(table.columns)).map((column) => `${own}.${textOf(recordOf(column).name)}`),
    );
  }
  for (const entity of (Array.isArray(ddl) ? ddl : []).map(recordOf)) {
    const schema = textOf(entity.schema) || 'public';
    if (entity.entityType === 'tables') names.push(`${schema}.${textOf(entity.name)}`);
    if (entity.entityType === 'columns') names.push(`${schema}.${textOf(entity.table)}.${textOf(entity.name)}`);
  }
  return names;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether each snapshot follows one that is there, and no two follow the same. In the order of the migrations. */
export function chainProblems(snapshots: readonly Snapshot[]): readonly Problem[] {
  const byId = new Map<string, Snapshot>();
  const followers = new Map<string, Snapshot>();
  const problems: Problem[] = [];
  for (const snapshot of snapshots) {
    const { path, id, prevIds } = snapshot;
    const twin = id === null ? undefined : byId.get(id);
    if (twin) problems.push(chainProblem(path, `${path} has the same id as ${twin.path}: one is a copy of the other.`));
    for (const previous of prevIds) {
      const rival = followers.get(previous);
      if (previous !== ORIGIN && !byId.has(previous)) {
        problems.push(chainProblem(path, `${path} follows the snapshot ${previous}, which is not before it.`));
      } else if (rival) {
        problems.push(chainProblem(path, `${path} and ${rival.path} follow the same snapshot, as after a merge.`));
      }
      followers.set(previous, snapshot);
    }
    if (prevIds.length === 0) problems.push(chainProblem(path, `${path} does not say which snapshot it follows.`));
    if (id !== null) byId.set(id, snapshot);
  }
  return problems;
}

function chainProblem(path: string, message: string): Problem {
  return migrationProblem('snapshot-chain-broken', message, {
    remedy: 'Generate the later migration anew on top of the other: drizzle-kit check and generate need one chain.',
    origin: inFile(path),
  });
}

export function withoutSnapshot(folder: string, tags: readonly string[]): readonly Problem[] {
  if (tags.length === 0) return [];
  const message = `${tags.length === 1 ? 'A migration has' : `${tags.length} migrations have`} no snapshot: ${listed(tags)}.`;
  return [migrationProblem('snapshot-missing', message, { remedy: RESTORE, origin: inFile(folder) })];
}

/**
 * What the newest snapshot says is there and the replay did not make: then it was not written for these files. The other
 * way round is no fault: hand-written SQL is in no snapshot.
 */
export function foreignSnapshot(newest: Snapshot | null, made: ReadonlySet<string>): readonly Problem[] {
  const missing = newest?.names.filter((name) => !made.has(name)) ?? [];
  if (!newest || missing.length === 0) return [];
  const message = `${newest.path} describes what no migration makes: ${listed(missing)}.`;
  const remedy = 'It belongs to other files, or a migration was edited after it was generated: generate it anew.';
  return [migrationProblem('snapshot-differs', message, { remedy, origin: inFile(newest.path) })];
}

/**
 * What drizzle-kit generate would compare the code with: the objects of the newest snapshot, for which those before it are
 * needed where it tells only what its migration changed (1.0). A snapshot of which that cannot be said is a problem.
 */
export function snapshotFacts(
  newest: Snapshot | null,
  all: readonly Snapshot[],
): { readonly snapshot: MigrationSnapshot | null; readonly problems: readonly Problem[] } {
  if (!newest) return { snapshot: null, problems: [] };
  const { path, value } = newest;
  try {
    const { tables, ddl, deltas } = value as {
      readonly tables?: unknown;
      readonly ddl?: unknown;
      readonly deltas?: unknown;
    };
    if (tables === undefined && !Array.isArray(ddl) && !Array.isArray(deltas)) throw new Error('it lists no tables');
    const objects =
      tables === undefined
        ? objectsOfOne(
            entitiesAt(
              all.map((each) => each.value as RawSnapshot),
              value as RawSnapshot,
            ),
          )
        : objectsOfZero(value as Readonly<Record<string, unknown>>);
    return { snapshot: { path, objects: objects.map(asPostgresqlNames) }, problems: [] };
  } catch (error) {
    const message = `What ${path} describes cannot be told: what drizzle-kit generate would write is not known.`;
    const problem = migrationProblem('snapshot-invalid', message, {
      remedy: RESTORE,
      origin: inFile(path),
      cause: messageOf(error),
    });
    return { snapshot: null, problems: [problem] };
  }
}

/** With the names that PostgreSQL keeps, as everything else has them: drizzle-kit writes down long ones whole. */
function asPostgresqlNames(object: SnapshotObject): SnapshotObject {
  const { references } = object.attributes as { readonly references?: QualifiedName };
  return {
    ...object,
    id: cutNames(object.id),
    table: object.table === null ? null : cutNames(object.table),
    attributes: references
      ? { ...object.attributes, references: { ...references, name: truncateIdentifier(references.name) } }
      : object.attributes,
  };
}

function cutNames(id: ObjectId): ObjectId {
  const { kind, parts } = parseObjectId(id);
  return objectId(kind, ...parts.map(truncateIdentifier));
}
