import { Buffer } from 'node:buffer';
import { compareText, type EventTrigger, objectId, type Policy, type Rule, type Trigger } from '#app/catalog';
import { scanSql } from '#app/sql';
import type { CatalogRows } from '../queries/all.ts';
import type { EnabledCode, TriggerRow } from '../queries/triggers.ts';
import { childId, type Names, type RelationName } from './names.ts';
import { numbersOfArray, numbersOfVector, withoutSemicolon } from './text.ts';

const ENABLED: Readonly<Record<EnabledCode, Trigger['enabled']>> = {
  O: 'origin',
  A: 'always',
  R: 'replica',
  D: 'disabled',
};

/** Bits of `pg_trigger.tgtype`. Source: PostgreSQL `src/include/catalog/pg_trigger.h`. */
const ROW = 1;
const BEFORE = 2;
const INSTEAD = 64;
const EVENTS = [
  [4, 'insert'],
  [8, 'delete'],
  [16, 'update'],
  [32, 'truncate'],
] as const;

export function assembleTriggers(rows: CatalogRows, names: Names): Trigger[] {
  return rows.triggers.flatMap((row): Trigger[] => {
    const relation = names.listed(row.relation);
    return relation ? [assembleTrigger(row, relation, names)] : [];
  });
}

function assembleTrigger(row: TriggerRow, relation: RelationName, names: Names): Trigger {
  return {
    kind: 'trigger',
    ...names.base(childId('trigger', relation, row.name), names.comment('pg_trigger', row.oid)),
    schema: relation.schema,
    table: relation.name,
    name: row.name,
    timing: row.type & INSTEAD ? 'instead of' : row.type & BEFORE ? 'before' : 'after',
    level: row.type & ROW ? 'row' : 'statement',
    events: EVENTS.filter(([bit]) => row.type & bit).map(([, event]) => event),
    updateOf: names.columns(relation, numbersOfVector(row.update_of)),
    when: row.definition === null ? null : conditionOf(row.definition),
    function: { schema: row.function_schema, name: row.function },
    arguments: argumentsOf(row.arguments),
    oldTable: row.old_table,
    newTable: row.new_table,
    constraint: row.constraint,
    referencedTable: row.referenced === null ? null : names.qualified(row.referenced),
    deferrability: !row.deferrable
      ? 'not deferrable'
      : row.deferred
        ? 'deferrable initially deferred'
        : 'deferrable initially immediate',
    enabled: ENABLED[row.enabled],
    inherited: row.inherited,
  };
}

/**
 * The WHEN condition of `pg_get_triggerdef`, without the parentheses that the syntax asks for. Names and arguments may hold
 * any words, so tokens are counted and not searched.
 */
function conditionOf(definition: string): string | null {
  const tokens = scanSql(definition);
  const isWord = (index: number, text: string) => tokens[index]?.type === 'word' && tokens[index].text === text;
  const when = tokens.findIndex((_, index) => isWord(index, 'each') && isWord(index + 2, 'when')) + 2;
  let depth = 0;
  for (let index = when + 1; when > 1 && index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.type !== 'symbol') continue;
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    if (depth === 0) return definition.slice(tokens[when + 1]?.end, token.start);
  }
  return null;
}

function argumentsOf(hexadecimal: string): readonly string[] {
  if (hexadecimal === '') return [];
  return Buffer.from(hexadecimal, 'hex').toString('utf8').split('\0').slice(0, -1);
}

export function assembleEventTriggers(rows: CatalogRows, names: Names): EventTrigger[] {
  return rows.eventTriggers.flatMap((row): EventTrigger[] => {
    const id = objectId('event-trigger', row.name);
    if (names.ofExtension('pg_event_trigger', row.oid, id)) return [];
    return [
      {
        kind: 'event-trigger',
        ...names.base(id, names.comment('pg_event_trigger', row.oid)),
        owner: names.role(row.owner),
        name: row.name,
        event: row.event,
        tags: [...(row.tags ?? [])].sort(compareText),
        function: { schema: row.function_schema, name: row.function },
        enabled: ENABLED[row.enabled],
      },
    ];
  });
}

export function assembleRules(rows: CatalogRows, names: Names): Rule[] {
  return rows.rules.flatMap((row): Rule[] => {
    const relation = names.listed(row.relation);
    if (!relation) return [];
    return [
      {
        kind: 'rule',
        ...names.base(childId('rule', relation, row.name), names.comment('pg_rewrite', row.oid)),
        schema: relation.schema,
        table: relation.name,
        name: row.name,
        definition: withoutSemicolon(row.definition ?? ''),
        enabled: ENABLED[row.enabled],
      },
    ];
  });
}

const COMMANDS = { '*': 'all', r: 'select', a: 'insert', w: 'update', d: 'delete' } as const;

export function assemblePolicies(rows: CatalogRows, names: Names): Policy[] {
  return rows.policies.flatMap((row): Policy[] => {
    const relation = names.listed(row.relation);
    if (!relation) return [];
    return [
      {
        kind: 'policy',
        ...names.base(childId('policy', relation, row.name), names.comment('pg_policy', row.oid)),
        schema: relation.schema,
        table: relation.name,
        name: row.name,
        permissive: row.permissive,
        command: COMMANDS[row.command],
        roles: numbersOfArray(row.roles)
          .map((oid) => (oid === 0 ? 'public' : names.role(oid)))
          .sort(compareText),
        using: row.using,
        check: row.check,
      },
    ];
  });
}
