import { quoteIdent } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { Action } from './action.ts';
import { printName, splitTopLevel } from './cursor.ts';
import type { Hazard } from './hazard.ts';
import type { Name, Shape } from './shape.ts';
import type { Subject } from './subject.ts';
import { lostBy, misfit } from './type-change.ts';

/** What is lost, what cannot be taken back, and what rows would make the statement fail. */
export function risksOf(shape: Shape, actions: readonly Action[], subject: Subject): readonly Hazard[] {
  switch (shape.what) {
    case 'alter-table':
      return actions.flatMap((action) => risksOfAction(shape.table, action, subject));
    case 'create-index':
      return shape.unique ? [duplicates(shape.table, shape.keys, shape.predicate, shape.nullsNotDistinct)] : [];
    case 'drop':
      return risksOfDrop(shape);
    case 'truncate':
      return shape.tables.flatMap((table) => lost(`every row of ${printName(table)}`, printName(table)));
    case 'write':
      return shape.verb === 'delete'
        ? lost(`${shape.all ? 'every row' : 'rows'} of ${printName(shape.table)}`, printName(shape.table))
        : [];
    case 'alter-type':
      return shape.adds === null
        ? []
        : [
            {
              kind: 'irreversible',
              why: 'PostgreSQL takes no label away from an enum; only the type can be made anew',
            },
          ];
    default:
      return [];
  }
}

function risksOfDrop({ kind, names, cascade }: Extract<Shape, { what: 'drop' }>): readonly Hazard[] {
  const all = cascade
    ? [{ kind: 'data-loss', what: 'CASCADE drops whatever depends on it, too', relation: null } as const]
    : [];
  const own = names.flatMap((name): readonly Hazard[] => {
    const called = printName(name);
    if (kind === 'table' || kind === 'foreign table')
      return kind === 'table' ? lost(`table ${called} with its rows`, called) : [];
    if (kind === 'role') return [stillNeeded(name[1])];
    if (kind === 'sequence') return lost(`how far the sequence ${called} has come`, null);
    if (kind === 'schema' && cascade) return lost(`everything in the schema ${name[1]}`, null);
    return [];
  });
  return [...own, ...all];
}

/** Another database of the cluster may hold what is its own. */
function stillNeeded(role: string): Hazard {
  return {
    kind: 'fails-if',
    when: `the role ${quoteIdent(role)} owns anything or was granted anything, in any database`,
    query: `SELECT d.datname, s.classid::regclass, s.objid FROM pg_shdepend s LEFT JOIN pg_database d ON d.oid = s.dbid WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = to_regrole(${quoteLiteral(quoteIdent(role))})`,
  };
}

function risksOfAction(table: Name, action: Action, subject: Subject): readonly Hazard[] {
  const name = printName(table);
  switch (action.does) {
    case 'drop-column':
      return lost(`column ${quoteIdent(action.column)} of ${name} with its values`, name);
    case 'add-column':
      return needsValue(action.rest)
        ? [{ kind: 'fails-if', when: `${name} has rows`, query: `SELECT count(*) FROM ${name}` }]
        : [];
    case 'set-not-null':
      return action.validates
        ? [failsIf(table, `${quoteIdent(action.column)} is null`, `${quoteIdent(action.column)} IS NULL`)]
        : [];
    case 'check':
      return action.validates ? [failsIf(table, 'a row does not satisfy the check', `NOT (${action.expression})`)] : [];
    case 'foreign-key':
      return action.validates ? [orphans(table, action.columns, action.references, action.referenced, subject)] : [];
    case 'unique':
      return action.usesIndex
        ? []
        : [
            duplicates(
              table,
              action.columns.map((one) => quoteIdent(one)),
              null,
              action.nullsNotDistinct,
            ),
            ...(action.isPrimary
              ? action.columns.map((column) =>
                  failsIf(table, `${quoteIdent(column)} is null`, `${quoteIdent(column)} IS NULL`),
                )
              : []),
          ];
    case 'exclude':
      return [conflicts(table, action.elements)];
    case 'validate':
      return validation(table, action.constraint, subject);
    case 'type':
      return typeChange(table, action, subject);
    default:
      return [];
  }
}

function typeChange(
  table: Name,
  { column, type, using }: Extract<Action, { does: 'type' }>,
  subject: Subject,
): readonly Hazard[] {
  const before = subject.columnOf(table, column);
  if (!before) return [];
  const named = quoteIdent(column);
  const loss = lostBy(before.type, type, using);
  const labels = subject.labelsOf(type);
  const condition = before.type === type && labels === null ? null : misfit(named, before.type, type, labels);
  return [
    ...(loss === null ? [] : lost(`of ${named}: ${loss}`, printName(table))),
    ...(condition === null || loss?.includes('is cut')
      ? []
      : [failsIf(table, `a value of ${named} is no ${type}`, condition)]),
  ];
}

function validation(table: Name, constraint: string, subject: Subject): readonly Hazard[] {
  const object = subject.constraintOf(table, constraint);
  if (object?.kind === 'check')
    return [failsIf(table, 'a row does not satisfy the check', `NOT (${object.expression})`)];
  if (object?.kind !== 'foreign-key') return [];
  const { columns, references, referencedColumns } = object;
  return [orphans(table, columns, [references.schema, references.name], referencedColumns, subject)];
}

/** A column that has to have a value and is given none. */
function needsValue(definition: string): boolean {
  const isRequired = /\bnot\s+null\b|\bprimary\s+key\b/i.test(definition);
  return (
    isRequired && !/\bdefault\b|\bgenerated\b/i.test(definition) && !/^\s*(small|big)?serial\d?\b/i.test(definition)
  );
}

function orphans(
  table: Name,
  columns: readonly string[],
  references: Name,
  referenced: readonly string[],
  subject: Subject,
): Hazard {
  const keys = referenced.length > 0 ? referenced : primaryKeyOf(references, subject);
  const joined = columns
    .map((column, at) => `p.${quoteIdent(keys[at] ?? column)} = c.${quoteIdent(column)}`)
    .join(' AND ');
  const filled = columns.map((column) => `c.${quoteIdent(column)} IS NOT NULL`).join(' AND ');
  const [child, parent] = [printName(table), printName(references)];
  return {
    kind: 'fails-if',
    when: `a row of ${child} refers to no row of ${parent}`,
    query: `SELECT count(*) FROM ${child} c WHERE ${filled} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${joined})`,
  };
}

function primaryKeyOf([schema, table]: Name, { catalog }: Subject): readonly string[] {
  return catalog.objects['primary-key'].find((key) => key.schema === schema && key.table === table)?.columns ?? [];
}

/** `keys` as CREATE INDEX has them: what follows an expression (operator class, order) is no part of it. */
function duplicates(table: Name, keys: readonly string[], predicate: string | null, nullsNotDistinct: boolean): Hazard {
  const name = printName(table);
  const expressions = keys.map(bareKey);
  const filled = nullsNotDistinct ? [] : expressions.map((key) => `${key} IS NOT NULL`);
  const where = [...(predicate === null ? [] : [`(${predicate})`]), ...filled].join(' AND ');
  const inner = `SELECT FROM ${name}${where === '' ? '' : ` WHERE ${where}`} GROUP BY ${expressions.join(', ')} HAVING count(*) > 1`;
  return {
    kind: 'fails-if',
    when: `two rows of ${name} have the same ${expressions.join(', ')}`,
    query: `SELECT count(*) FROM (${inner}) AS twice`,
  };
}

function bareKey(key: string): string {
  const trimmed = key.replace(/\s+(asc|desc)\b|\s+nulls\s+(first|last)\b/gi, '').trim();
  if (trimmed.startsWith('(')) return trimmed.slice(0, trimmed.lastIndexOf(')') + 1);
  const word = /^("(?:[^"]|"")+"|\w+)(\s|$)/.exec(trimmed)?.[1];
  return word ?? trimmed.slice(0, trimmed.lastIndexOf(')') + 1);
}

function conflicts(table: Name, elements: string): Hazard {
  const name = printName(table);
  const when = `two rows of ${name} exclude each other`;
  const parts = splitTopLevel(elements).map((element) =>
    /^("(?:[^"]|"")+"|\w+)(?:\s+[\w.]+)?\s+WITH\s+(\S+)$/i.exec(element),
  );
  if (parts.some((part) => part === null)) return { kind: 'fails-if', when, query: null };
  const condition = parts.map((part) => `a.${part?.[1]} ${part?.[2]} b.${part?.[1]}`).join(' AND ');
  return {
    kind: 'fails-if',
    when,
    query: `SELECT count(*) FROM ${name} a JOIN ${name} b ON a.ctid < b.ctid AND ${condition}`,
  };
}

function failsIf(table: Name, when: string, condition: string): Hazard {
  return { kind: 'fails-if', when, query: `SELECT count(*) FROM ${printName(table)} WHERE ${condition}` };
}

function lost(what: string, relation: string | null): readonly Hazard[] {
  return [
    { kind: 'data-loss', what, relation },
    { kind: 'irreversible', why: `${what} can only come back from a backup` },
  ];
}
