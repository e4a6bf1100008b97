import type { Dimension, Likelihood, Severity } from '#app/api';
import { type ObjectId, parseObjectId } from '#app/catalog';
import type { EdgeState, EdgeTotals, RlsState } from '#app/coverage';
import type { Resolution, TenantColumnState } from './report-model.ts';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

export const RESOLUTION_WORDS: Readonly<Record<Resolution, string>> = {
  open: 'Open',
  deferred: 'Deferred',
  'by-design': 'By design',
  resolved: 'Resolved',
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  tenancy: 'Tenancy',
  integrity: 'Integrity',
  integration: 'Integration',
  scale: 'Scale',
  operations: 'Operations',
  convention: 'Convention',
};

export const LIKELIHOOD_WORDS: Readonly<Record<Likelihood | 'unknown', string>> = {
  likely: 'Likely',
  possible: 'Possible',
  unlikely: 'Unlikely',
  unknown: 'Not known',
};

export const RLS_WORDS: Readonly<Record<RlsState, string>> = {
  off: 'off',
  open: 'open to all',
  'partly-covered': 'partly covered',
  'no-policy': 'no policy',
  'not-forced': 'not forced',
  'scoped-via-parent': 'scoped via parent',
  protected: 'protected',
  exempt: 'exempt',
};

export const EDGE_WORDS: Readonly<Record<EdgeState, string>> = {
  'type-mismatch': 'types differ',
  'inferred-missing': 'no key, by its name a reference',
  'relation-only': 'relation only, no key',
  'only-in': 'not in every source',
  'no-index': 'no index',
  everywhere: 'sound',
};

/** With how sure it is, where only a name says that a reference is meant. */
export function edgeState(state: EdgeState, confidence: number | null): string {
  return confidence === null ? EDGE_WORDS[state] : `${EDGE_WORDS[state]} (${Math.round(100 * confidence)} %)`;
}

export const SCHEMA_HEADS = ['Schema', 'References', 'With a key', 'Sound'];

/** A row for each schema; its name written as the format writes code. */
export function schemaRows<T>(bySchema: ReadonlyMap<string, EdgeTotals>, write: (text: string) => T): (string | T)[][] {
  return [...bySchema].map(([schema, { edges, guardedPercent, soundPercent }]) => [
    write(schema),
    String(edges),
    `${guardedPercent ?? 0} %`,
    `${soundPercent ?? 0} %`,
  ]);
}

export const TENANT_COLUMN_WORDS: Readonly<Record<TenantColumnState, string>> = {
  required: 'tenant column, NOT NULL',
  nullable: 'tenant column, nullable',
  'via-parent': 'through a parent',
  root: 'the tenants themselves',
  none: 'no tenant data found',
};

/** `1 table`, `12 tables`. */
export function count(number: number, word: string, words = `${word}s`): string {
  return `${group(number)} ${number === 1 ? word : words}`;
}

/** `12,345`. */
export function group(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** An identity as people write it, without its kind, and without `public`, where nearly everything is. */
export function shortName(id: ObjectId): string {
  const name = id.slice(id.indexOf(':') + 1);
  return name.startsWith('public.') ? name.slice('public.'.length) : name;
}

/** `column`, `foreign key`. */
export function kindOf(id: ObjectId): string {
  return parseObjectId(id).kind.replaceAll('-', ' ');
}
