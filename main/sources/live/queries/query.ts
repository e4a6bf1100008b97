import { allowStatement } from '../statements.ts';

/** What a query's text may depend on. */
export interface QueryTarget {
  /** `server_version_num / 10000`. */
  readonly major: number;
}

/** A catalog query as text, and the shape of the rows it gives. */
export interface LiveQuery<R> {
  /** What it reads, in words for progress and errors: `foreign keys`. */
  readonly reads: string;
  sql(target: QueryTarget): string;
  /** Only for the type. */
  readonly row?: R;
}

export type RowOf<Q> = Q extends LiveQuery<infer R> ? R : never;

/** Declares a query. Its text is put on the allow-list when it is made. */
export function defineQuery<R>(reads: string, text: (target: QueryTarget) => string): LiveQuery<R> {
  return { reads, sql: (target) => allowStatement(text(target)) };
}

/** System schemas are left out; `pg_` is reserved for them. Expects `pg_namespace` as `n`. */
export const IN_USER_SCHEMA = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** A column that older servers do not have: its expression since `major`, before that the value implied. */
export function since(target: QueryTarget, major: number, expression: string, before: string): string {
  return target.major >= major ? expression : before;
}

/**
 * An access list as text: each item as `aclitemout` prints it, joined by commas. Null where nothing was ever granted or
 * revoked; empty where everything was revoked.
 */
export function aclText(column: string): string {
  return `array_to_string(${column}, ',')`;
}

/** SQL of one number with a bit for each flag whose expression is true. */
export function packFlags<F extends string>(
  bits: Readonly<Record<F, number>>,
  expressions: Readonly<Record<F, string>>,
): string {
  return Object.entries<number>(bits)
    .map(([name, bit]) => `(${expressions[name as F]})::int * ${bit}`)
    .join(' + ');
}
