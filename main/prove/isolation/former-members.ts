import { type Catalog, type Column, lookupOf, type Table } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { SessionFacts } from './facts/session-facts.ts';
import { placeKey } from './facts/session-term.ts';
import { type Pins, placeOf } from './pinned.ts';
import { insertOf, type RowValues, type TableRows } from './worlds.ts';

/** A membership that has ended: of a person of the first tenant, in the other one. */
export interface FormerMember {
  /** How it shows that it ended: `deleted_at is set`. */
  readonly says: string;
  /** Writes it, as the observer. */
  readonly sql: string;
}

const ENDED_AT =
  /^(deleted|removed|revoked|left|ended|archived|disabled|deactivated|suspended|expired|expires|cancell?ed|valid_until|ends)(_?at|_?on|_?date)?$/i;
const ENDED_FLAG = /^(is_?)?(deleted|removed|revoked|archived|disabled|deactivated|suspended|banned|blocked)$/i;
const ACTIVE_FLAG = /^(is_?)?(active|enabled|current|accepted|approved)$/i;
const STATE = /(^|_)(status|state)$/i;
const ENDED_STATE =
  /remov|revok|inactive|disabl|delet|suspend|left|ended|expir|archiv|cancel|declin|reject|block|bann|former/i;

const MOST = 6;

/** The ended memberships that tables can hold which policies look into. */
export function formerMembers(
  catalog: Catalog,
  facts: SessionFacts,
  pins: Pins,
  rowsOf: (table: Table) => TableRows | undefined,
): readonly FormerMember[] {
  return [...facts.looked]
    .flatMap((table): readonly FormerMember[] => {
      const columns = lookupOf(catalog).childrenOf(table.schema, table.name).column;
      const pinned = columns.flatMap((column) => {
        const found = pins.classOf(placeOf(column));
        return found ? [{ column, found }] : [];
      });
      const persons = pinned.filter(({ found }) => !found.isTenant);
      const isMembership = persons.length > 0 && pinned.some(({ found }) => found.isTenant);
      const spare = rowsOf(table)?.spare.get('b');
      if (!isMembership || !spare) return [];
      const own = persons.map(
        ({ column, found }) => [column.name, `${quoteLiteral(found.values.a)}::${column.type}`] as const,
      );
      return columns.flatMap((column) => {
        const end = endOf(catalog, column, facts);
        if (!end) return [];
        const values: RowValues = new Map([...spare, ...own, [column.name, end.value]]);
        return [{ says: end.says, sql: insertOf(table, values) }];
      });
    })
    .slice(0, MOST);
}

function endOf(
  catalog: Catalog,
  column: Column,
  facts: SessionFacts,
): { readonly value: string; readonly says: string } | null {
  const { name, type, generated } = column;
  if (generated !== null) return null;
  if (/^(timestamp|date)/.test(type) && ENDED_AT.test(name))
    return { value: `(now() - interval '1 day')::${type}`, says: `${name} has passed` };
  if (type === 'boolean' && ENDED_FLAG.test(name)) return { value: 'true', says: `${name} is true` };
  if (type === 'boolean' && ACTIVE_FLAG.test(name)) return { value: 'false', says: `${name} is false` };
  if (!STATE.test(name)) return null;
  const state = statesOf(catalog, column, facts).find((each) => ENDED_STATE.test(each));
  return state === undefined ? null : { value: `${quoteLiteral(state)}::${type}`, says: `${name} is ${state}` };
}

/** Labels of its type, constants of its checks; a text that anything may be is `removed`. */
function statesOf(catalog: Catalog, { schema, table, name, type }: Column, facts: SessionFacts): readonly string[] {
  const bare = type.replaceAll('"', '');
  const labels = catalog.objects.enum.find((one) => bare === `${one.schema}.${one.name}` || bare === one.name)?.labels;
  if (labels) return labels;
  const checks = lookupOf(catalog)
    .childrenOf(schema, table)
    .check.filter(({ expression }) => expression.includes(name));
  const listed = checks.flatMap(({ expression }) =>
    [...expression.matchAll(/'([^']*)'/g)].map(([, text]) => text ?? ''),
  );
  if (checks.length > 0) return listed;
  const isAsked = facts.asked.has(placeKey({ schema, table, column: name }));
  return isAsked && /^(text|character)/.test(type) ? ['removed'] : [];
}
