import type { ObjectId } from '#app/catalog';
import type { Reach } from './reach.ts';

/** In the order in which they are listed: worst first. `off` is a gap: tenants' data without row security. */
export const RLS_STATES = [
  'off',
  'open',
  'partly-covered',
  'no-policy',
  'not-forced',
  'scoped-via-parent',
  'protected',
  'exempt',
] as const;
export type RlsState = (typeof RLS_STATES)[number];

export const ROW_COMMANDS = ['select', 'insert', 'update', 'delete'] as const;
export type RowCommand = (typeof ROW_COMMANDS)[number];

/** What the policies of a table do for one command. `none`: no policy, so nobody but the owner gets through. */
export type CommandCover = 'tenant' | 'open' | 'other' | 'none';

export interface TableRls {
  readonly table: ObjectId;
  readonly schema: string;
  readonly name: string;
  readonly state: RlsState;
  /** Whether the table holds tenants' data; only these count in the percentage. */
  readonly holdsTenantData: boolean;
  /** Why, in sentences; the first one is the answer. */
  readonly reasons: readonly string[];
  readonly commands: Readonly<Record<RowCommand, CommandCover>>;
  /** The tenant column, or the keys on the way to it. */
  readonly reach: Reach | null;
}
