import { constantOf, namesIn, type Skeleton, skeletonOfText, type Token } from './expression.ts';
import type { SessionReader } from './session.ts';

/**
 * What a predicate lets through, from everything to nothing. `rows` looks at the row alone (`status = 'published'`), so
 * every tenant sees it; `anyone` asks only whether somebody is signed in; `null-tenant` opens the rows that have no
 * tenant; `person` compares a column other than the tenant's with the session; `session` looks at the session alone
 * (`is_super_admin()`); `tenant` compares the tenant column, or reaches it through a parent.
 */
export const PREDICATE_KINDS = [
  'true',
  'rows',
  'anyone',
  'null-tenant',
  'person',
  'session',
  'tenant',
  'false',
] as const;
export type PredicateKind = (typeof PREDICATE_KINDS)[number];

/** What the table a predicate guards is like. */
export interface PredicateContext {
  readonly session: SessionReader;
  readonly columns: readonly string[];
  readonly isTenantColumn: (column: string) => boolean;
  /** Columns that stand for the tenant on the root itself: its primary key. */
  readonly rootKey: readonly string[];
  /** Parents with tenant data that a subquery may go through, by table name. */
  readonly parents: readonly string[];
  /** Columns that reference a table with tenant data. */
  readonly parentColumns: readonly string[];
  readonly tenantNullable: boolean;
}

/** `null` text denies: PostgreSQL lets no row through a policy without an expression. */
export function predicateKind(text: string | null, context: PredicateContext): PredicateKind {
  return text === null ? 'false' : kindOf(skeletonOfText(text), context);
}

/** OR is as open as its most open side. */
export function mostOpen(kinds: readonly PredicateKind[]): PredicateKind {
  return PREDICATE_KINDS.find((kind) => kinds.includes(kind)) ?? 'false';
}

/** AND is as closed as its most closed side. */
export function mostClosed(kinds: readonly PredicateKind[]): PredicateKind {
  return PREDICATE_KINDS.findLast((kind) => kinds.includes(kind)) ?? 'true';
}

function kindOf(skeleton: Skeleton, context: PredicateContext): PredicateKind {
  if (skeleton.kind === 'leaf') return leafKind(skeleton.tokens, context);
  const kinds = skeleton.operands.map((operand) => kindOf(operand, context));
  return skeleton.kind === 'or' ? mostOpen(kinds) : mostClosed(kinds);
}

function leafKind(tokens: readonly Token[], context: PredicateContext): PredicateKind {
  const constant = constantOf(tokens);
  if (constant !== null) return constant ? 'true' : 'false';
  const names = namesIn(tokens);
  const mentionsTenant = [...names].some(context.isTenantColumn) || context.rootKey.some((column) => names.has(column));
  const readsSession = context.session.reads(tokens);
  const isNullTest = endsWithNullTest(tokens);
  if (mentionsTenant && isNullTest === 'is null' && !readsSession)
    return context.tenantNullable ? 'null-tenant' : 'false';
  if (mentionsTenant && readsSession && isNullTest === null) return 'tenant';
  const throughParent = names.has('select') && context.parents.some((parent) => names.has(parent));
  if (throughParent) return 'tenant';
  if (!readsSession) return 'rows';
  const own = context.columns.filter((column) => names.has(column));
  if (own.length > 0) return own.some((column) => context.parentColumns.includes(column)) ? 'tenant' : 'person';
  return asksOnlyForSomebody(tokens, isNullTest) ? 'anyone' : 'session';
}

function endsWithNullTest(tokens: readonly Token[]): 'is null' | 'is not null' | null {
  const tail = tokens.slice(-3).map((token) => token.text);
  if (tail.at(-1) !== 'null') return null;
  if (tail.at(-2) === 'is') return 'is null';
  return tail.at(-3) === 'is' && tail.at(-2) === 'not' ? 'is not null' : null;
}

/** `auth.uid() IS NOT NULL`, `auth.role() = 'authenticated'`: true for everybody who is signed in, whatever the tenant. */
function asksOnlyForSomebody(tokens: readonly Token[], nullTest: 'is null' | 'is not null' | null): boolean {
  if (nullTest === 'is not null') return true;
  const strings = tokens.filter((token) => token.type === 'string').map((token) => token.text);
  if (strings.some((text) => text === 'authenticated' || text === 'anon')) return true;
  return tokens.at(-1)?.text === '' && ['<>', '!='].includes(tokens.at(-2)?.text ?? '');
}
