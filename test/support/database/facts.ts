import { functionId, grantId, type Kind, objectId } from '#app/catalog';
import { FACT_QUERIES } from './fact-queries.ts';

/** Anything that answers a query with rows: PGlite or a driver. */
export interface Queryable {
  query(sql: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** What exists, by identity, with its attributes as JSON values. */
export type Facts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

interface FactRow {
  readonly parts: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * Describes a database by plain catalog queries of its own. Deliberately not the product's reader: tests use it to
 * check, by a second opinion, that two databases are alike or differ exactly where they should.
 */
export async function readFacts(database: Queryable): Promise<Facts> {
  await database.query("SET search_path TO ''");
  const facts = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [kind, sql] of Object.entries(FACT_QUERIES)) {
    const { rows } = await database.query(sql);
    for (const row of rows as readonly FactRow[]) facts.set(identityOf(kind as Kind, row.parts), row.attributes);
  }
  await database.query('RESET search_path');
  return facts;
}

function identityOf(kind: Kind, parts: readonly string[]): string {
  const [first = '', second = '', third = ''] = parts;
  if (kind === 'function') return functionId(first, second, third);
  if (kind === 'grant') return grantId(objectId(first as Kind, ...parts.slice(2)), second);
  return objectId(kind, ...parts);
}

/** An object that one side lacks (`attribute: null`), or an attribute on which two databases differ. */
export interface FactDifference {
  readonly object: string;
  readonly attribute: string | null;
  readonly left: unknown;
  readonly right: unknown;
}

/**
 * Every disagreement of two descriptions, sorted by identity and attribute. What belongs to a table that is missing on
 * one side is not listed again.
 */
export function differenceOfFacts(left: Facts, right: Facts): readonly FactDifference[] {
  const differences: FactDifference[] = [];
  for (const object of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const a = left.get(object);
    const b = right.get(object);
    if (!a || !b) {
      if (!parentMissing(object, a ?? b, left, right)) differences.push({ object, attribute: null, left: a, right: b });
      continue;
    }
    for (const attribute of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
      if (JSON.stringify(a[attribute]) !== JSON.stringify(b[attribute]))
        differences.push({ object, attribute, left: a[attribute], right: b[attribute] });
    }
  }
  return differences;
}

function parentMissing(
  object: string,
  attributes: Readonly<Record<string, unknown>> | undefined,
  left: Facts,
  right: Facts,
): boolean {
  const parts = object.slice(object.indexOf(':') + 1).split('.');
  // An index is named by its schema alone; its table is an attribute.
  const [schema, table, child] = object.startsWith('index:') ? [parts[0], attributes?.table, parts[1]] : parts;
  const parents = [`table:${schema}.${table}`, `view:${schema}.${table}`, `materialized-view:${schema}.${table}`];
  return child !== undefined && parents.some((parent) => left.has(parent) !== right.has(parent));
}
