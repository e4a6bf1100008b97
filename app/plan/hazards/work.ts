import { scanSql } from '#app/sql';
import type { Action } from './action.ts';
import { printName } from './cursor.ts';
import type { Hazard } from './hazard.ts';
import type { Name, Shape } from './shape.ts';
import { type Subject, tableOfIndex } from './subject.ts';
import { keepsRows } from './type-change.ts';

/** Whether a statement writes its table anew or reads all of it. Source: PostgreSQL's documentation of ALTER TABLE, "Notes". */
export function workOf(shape: Shape, actions: readonly Action[], subject: Subject): readonly Hazard[] {
  switch (shape.what) {
    case 'alter-table':
      return actions.flatMap((action) => workOfAction(shape.table, action, subject));
    case 'reindex':
      return tableOfIndex(subject, shape.index).map(scan);
    case 'create-index':
      return [scan(shape.table)];
    case 'alter-domain':
      return shape.validates
        ? subject.catalog.objects.column
            .filter(({ type }) => type === printName(shape.domain))
            .map((column) => scan([column.schema, column.table]))
        : [];
    case 'cluster':
    case 'truncate':
      return shape.tables.map(rewrite);
    case 'refresh':
      return shape.concurrently ? [] : [rewrite(shape.view)];
    case 'write':
      return shape.verb === 'insert' ? [] : [scan(shape.table)];
    default:
      return [];
  }
}

function workOfAction(table: Name, action: Action, subject: Subject): readonly Hazard[] {
  switch (action.does) {
    case 'add-column':
      return addsValues(action.rest, subject) ? [rewrite(table)] : [];
    case 'type': {
      const before = subject.columnOf(table, action.column);
      return before && keepsRows(before.type, action.type, action.using) ? [] : [rewrite(table)];
    }
    case 'set-expression':
    case 'persistence':
    case 'access-method':
    case 'tablespace':
      return [rewrite(table)];
    case 'set-not-null':
      return action.validates && !isProven(table, action.column, subject) ? [scan(table)] : [];
    case 'check':
    case 'foreign-key':
      return action.validates ? [scan(table)] : [];
    case 'unique':
      return action.usesIndex ? [] : [scan(table)];
    case 'exclude':
    case 'validate':
      return [scan(table)];
    case 'attach':
      return [scan(action.partition)];
    default:
      return [];
  }
}

/** A check that is valid and says that the column is not null spares the reading (since PostgreSQL 12). */
function isProven([schema, table]: Name, column: string, { catalog }: Subject): boolean {
  const says = (expression: string) => {
    const words = scanSql(expression).filter(({ text }) => text !== '(' && text !== ')');
    return (
      words.length === 4 &&
      words[0]?.text === column &&
      words
        .slice(1)
        .map(({ text }) => text)
        .join(' ') === 'is not null'
    );
  };
  return catalog.objects.check.some(
    (check) => check.schema === schema && check.table === table && check.validated && says(check.expression),
  );
}

/** Functions of PostgreSQL whose result is another for each row. */
const VOLATILE = new Set(
  'gen_random_uuid uuidv4 uuidv7 random random_normal setseed nextval currval lastval clock_timestamp timeofday txid_current uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_bytes gen_salt pg_sleep'.split(
    ' ',
  ),
);

/** Values that each row has to be given: what is the same for all is kept once, beside the rows. */
function addsValues(definition: string, { catalog }: Subject): boolean {
  if (/\bgenerated\b/i.test(definition)) return !/\bvirtual\b/i.test(definition);
  if (/^\s*(small|big)?serial\d?\b/i.test(definition)) return true;
  const at = /\bdefault\b/i.exec(definition);
  if (!at) return false;
  const tokens = scanSql(definition.slice(at.index));
  const called = tokens.filter((token, index) => token.type !== 'symbol' && tokens[index + 1]?.text === '(');
  return called.some(
    ({ text }) =>
      VOLATILE.has(text) ||
      catalog.objects.function.some((routine) => routine.name === text && routine.volatility === 'volatile'),
  );
}

function rewrite(table: Name): Hazard {
  return { kind: 'rewrite', relation: printName(table), by: 'documented' };
}

function scan(table: Name): Hazard {
  return { kind: 'scan', relation: printName(table) };
}
