import type { DraftRename, RenameDecision } from '#app/api';
import type { DifferenceClass, OnDemand, RenameCandidate } from '#app/compare';
import type { DraftFindingsRequest } from './audits.ts';
import type { DraftBetween } from './draft-between.ts';

/** What the use-cases are asked for. `root` is the project's folder, absolute. */

export interface ReadRequest {
  readonly root: string;
  readonly source: string;
  readonly fresh: boolean;
}

export interface CompareRequest {
  readonly root: string;
  readonly from: string;
  readonly to: string;
  readonly fresh: boolean;
  /** Patterns of differences that shall not count in this run. */
  readonly ignore?: readonly string[] | undefined;
  /** Only these classes; all of them where it is left out. */
  readonly classes?: readonly DifferenceClass[] | undefined;
  /** What of grants and owners is listed although it does not count; all of it where it is left out. */
  readonly demanded?: readonly OnDemand[] | undefined;
  /** Renames for this run (`old->new`); with a list nothing else is taken for one. */
  readonly hints?: readonly string[] | undefined;
}

export interface RenameRequest {
  readonly root: string;
  /** As a candidate has it. */
  readonly hint: string;
  readonly decision: RenameDecision;
}

export interface WatchRequest {
  readonly root: string;
  readonly sources: readonly string[];
}

export interface DraftRequest {
  readonly root: string;
  readonly from: string;
  readonly to: string;
  /** Renames that somebody confirmed; nothing else is taken for one. Left out, what may be one is asked. */
  readonly hints?: readonly string[] | undefined;
  /** Patterns of differences that shall not be drafted in this run. */
  readonly ignore?: readonly string[] | undefined;
  /** Of the differences that count, those with these keys; all where it is left out. Accepted renames go along. */
  readonly only?: readonly string[] | undefined;
  /** Whether it is run on a clone that has rows as well. */
  readonly prove?: boolean | undefined;
  /** Whether the way back is drafted as well. */
  readonly down?: boolean | undefined;
  /** Whether it lets others read and write meanwhile, where PostgreSQL has a form for it. */
  readonly online?: boolean | undefined;
  /** Whether it may be run a second time. */
  readonly again?: boolean | undefined;
  /** Whether owners are drafted, and roles: they are the cluster's as well. */
  readonly owners?: boolean | undefined;
  readonly roles?: boolean | undefined;
  /** What a person made of the draft: it is proven and saved in its place. */
  readonly sql?: string | undefined;
}

export interface SaveRequest extends DraftRequest {
  /** What follows the number in the migration's name. */
  readonly name?: string | undefined;
}

export interface SaveRemedyRequest extends DraftFindingsRequest {
  /** What follows the number in the migration's name. */
  readonly name?: string | undefined;
}

export interface BaselineRequest {
  readonly root: string;
  /** The database that Drizzle never migrated. */
  readonly on: string;
  /** The last migration that is marked as applied; all of them where it is left out. */
  readonly through?: string | undefined;
}

export interface ProveRequest {
  readonly root: string;
  /** The migration, as it is written. */
  readonly sql: string;
  /** The source that it is run on a clone of. */
  readonly on: string;
}

/** A draft, or what has to be answered before there is one: then `problems` names it, as `unread`. */
export interface DraftAnswer extends DraftBetween {
  readonly renameCandidates: readonly RenameCandidate[];
  /** What it renames, and where code says the old names; only where that was asked for. */
  readonly renames?: readonly DraftRename[];
}

export interface UsagesRequest {
  readonly root: string;
  readonly fresh: boolean;
}

export type { Proof } from '#main/prove/proof.ts';
