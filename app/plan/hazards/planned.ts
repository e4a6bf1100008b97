import { type Catalog, type Kind, lookupOf, parseObjectId } from '#app/catalog';
import type { PlannedStatement } from '../annotate.ts';
import type { CaredStatement } from '../care/care-for-rows.ts';
import type { Hazard } from './hazard.ts';
import { createHazardFinder } from './hazards-of.ts';

/** Kinds that Drizzle has no words for. */
const UNMANAGED: ReadonlySet<Kind> = new Set<Kind>([
  'collation',
  'domain',
  'composite-type',
  'range-type',
  'exclusion',
  'statistics',
  'function',
  'trigger',
  'event-trigger',
  'rule',
  'grant',
  'default-privilege',
  'publication',
]);

/** Statements of a plan with their hazards, on the schema that they meet; `after` is what they lead to. */
export function withHazards(
  statements: readonly (CaredStatement & Pick<PlannedStatement, 'step'>)[],
  before: Catalog,
  after: Catalog = before,
): readonly PlannedStatement[] {
  const find = createHazardFinder(before, after);
  const lookup = lookupOf(before);
  return statements.map(({ gap, hidden, ...statement }) => {
    const { object, sql } = statement;
    const gaps: readonly Hazard[] = gap === undefined ? [] : [{ kind: 'gap', what: gap }];
    const blind: readonly Hazard[] = hidden === undefined ? [] : [heldBack(hidden)];
    const touches = UNMANAGED.has(parseObjectId(object).kind) && lookup.find(object) !== undefined;
    const unmanaged: readonly Hazard[] = touches ? [{ kind: 'unmanaged', object }] : [];
    const own = isSpared(sql, statements)
      ? find(sql).filter(({ kind }) => kind !== 'scan' && kind !== 'fails-if')
      : find(sql);
    const barred: readonly Hazard[] = isOfRanges(statement) ? [FOR_SUPERUSERS] : [];
    return { ...statement, hazards: [...gaps, ...blind, ...barred, ...own, ...unmanaged] };
  });
}

/** PostgreSQL gives the functions that make ranges to the cluster's first superuser, whoever makes the type (`typecmds.c`). */
const FOR_SUPERUSERS: Hazard = {
  kind: 'fails-if',
  when: 'whoever runs it is no superuser',
  query: 'SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = current_user AND NOT rolsuper',
};

function isOfRanges({ object, sql }: Pick<CaredStatement, 'object' | 'sql'>): boolean {
  return parseObjectId(object).kind === 'range-type' && sql.startsWith('ALTER ROUTINE ');
}

function heldBack(tables: string): Hazard {
  const when = `whoever runs it is held to the policies of ${tables}: FORCE hides rows from their owner, too. Run it as a role with BYPASSRLS, or lift FORCE while nobody else is connected`;
  return { kind: 'fails-if', when, query: null };
}

/** Whether a check of the plan's own has shown before that the column is nowhere null. */
function isSpared(sql: string, statements: readonly CaredStatement[]): boolean {
  const [, table, column] = /^(ALTER TABLE .+) ALTER COLUMN (.+) SET NOT NULL$/.exec(sql) ?? [];
  if (table === undefined) return false;
  return statements.some(
    (one) =>
      one.sql.startsWith(`${table} ADD CONSTRAINT `) && one.sql.endsWith(` CHECK (${column} IS NOT NULL) NOT VALID`),
  );
}
