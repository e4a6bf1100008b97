import { type Kind, type ObjectId, parseObjectId, type SnapshotObject } from '#app/catalog';
import type { KitCommand, KitFact } from '#app/compare';
import type { KitLine } from './kit-line.ts';

/** Where what drizzle-kit starts from (database or snapshot) and the code are not the same. */
export interface Change {
  readonly object: ObjectId;
  readonly kind: Kind;
  /** `null` where one of the two has not the object at all. */
  readonly attribute: string | null;
  /** The object in the database or the snapshot, as drizzle-kit sees it. */
  readonly base: SnapshotObject | null;
  readonly code: SnapshotObject | null;
}

/** What a fact depends on besides the change itself. */
export interface Setting {
  readonly command: KitCommand;
  readonly line: KitLine;
  /** Whether drizzle-kit asks about a rename: it has something to drop and something to make of that kind in that place. */
  asks(change: Change): boolean;
  /** Whether the table has policies before. */
  hasPolicies(table: ObjectId): boolean;
}

export type Foreseen = Omit<KitFact, 'command' | 'line'>;

export const ignores = (reason: string): Foreseen => ({ verdict: 'ignores', statement: null, reason });

/** Why an enum stays as it is before 0.26. */
export const keepsLabels = ({ name }: KitLine): string => `drizzle-kit ${name} adds labels and takes none away.`;

/** The name of an object without what it stands in. */
export function nameIn(id: ObjectId): string {
  return parseObjectId(id).parts.at(-1) ?? '';
}

/** Schema and name of the table, view or type itself; of what stands in a table, those of the table. */
export function placeIn(object: { readonly id: ObjectId; readonly table: ObjectId | null }): readonly [string, string] {
  const [schema = '', name = ''] = parseObjectId(object.table ?? object.id).parts;
  return [schema, name];
}
