import {
  type Check,
  type Exclusion,
  type ForeignKey,
  type PrimaryKey,
  quoteIdent,
  quoteQualified,
  type Unique,
} from '#app/catalog';
import { renderCheck } from './check.ts';
import { renderExclusion } from './exclusion.ts';
import { renderForeignKey } from './foreign-key.ts';
import { renderPrimaryKey } from './primary-key.ts';
import { renderUnique } from './unique.ts';

export type Constraint = PrimaryKey | Unique | ForeignKey | Check | Exclusion;

const RENDERERS: { readonly [K in Constraint['kind']]: (constraint: Extract<Constraint, { kind: K }>) => string } = {
  'primary-key': renderPrimaryKey,
  unique: renderUnique,
  'foreign-key': renderForeignKey,
  check: renderCheck,
  exclusion: renderExclusion,
};

/** `CONSTRAINT name …`, as it stands in CREATE TABLE and after ADD. */
export function renderConstraint(constraint: Constraint): string {
  const render = RENDERERS[constraint.kind] as (constraint: Constraint) => string;
  return `CONSTRAINT ${quoteIdent(constraint.name)} ${render(constraint)}`;
}

/** Adds a constraint to a table that exists; `only` leaves out the partitions of a partitioned table. */
export function renderAddConstraint(constraint: Constraint, only = false): string {
  return `ALTER TABLE ${only ? 'ONLY ' : ''}${quoteQualified(constraint.schema, constraint.table)} ADD ${renderConstraint(constraint)}`;
}
