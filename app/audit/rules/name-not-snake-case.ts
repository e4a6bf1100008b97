import {
  type CatalogObject,
  type Column,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
  quoteIdent,
  type Table,
} from '#app/catalog';
import { canonicalName, ENOUGH_FOR_A_DECISION } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { ownColumns } from '../facts/columns.ts';
import { bySchema } from '../facts/decision.ts';
import { fact, plural, sayColumn, sayTable } from '../facts/say.ts';
import { type CatalogEdit, remedy, rename } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const SNAKE = /^[a-z0-9_$]+$/;
/** More than one word, and nothing but letters and digits. */
const CAMEL = { test: (name: string) => /[A-Z]/.test(name) && /^[a-z][a-zA-Z0-9]*$/.test(name) };

export const nameNotSnakeCase: Rule = {
  id: 'name-not-snake-case',
  title: 'A name with capitals or spaces',
  severity: 'medium',
  dimension: 'convention',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const columns = ownColumns(context).map(({ column }) => column);
    const isCamel = isCamelCase(context, columns);
    if (isCamel && context.options.patterns?.nameCase === undefined) {
      const isAlone = ({ id }: Column) => context.isWaivedAlone('name-not-snake-case', id);
      const camel = columns.filter(({ name }) => !SNAKE.test(name));
      return [
        ...ofProject(camel.filter((column) => !isAlone(column))),
        ...camel.filter(isAlone).map((column) => ofColumn(context, column)),
      ];
    }
    const isFine = (name: string) => SNAKE.test(name) || (isCamel && CAMEL.test(name));
    return [
      ...context.tables.filter(({ name }) => !isFine(name)).map((table) => ofTable(context, table)),
      ...columns.filter(({ name }) => !isFine(name)).map((column) => ofColumn(context, column)),
    ];
  },
};

/** As the configuration says, else as most names of several words are written: so many are a custom of their own. */
function isCamelCase({ options }: AuditContext, columns: readonly Column[]): boolean {
  if (options.patterns?.nameCase !== undefined) return options.patterns.nameCase === 'camelCase';
  const camel = columns.filter(({ name }) => CAMEL.test(name)).length;
  const snake = columns.filter(({ name }) => SNAKE.test(name) && name.includes('_')).length;
  return camel >= ENOUGH_FOR_A_DECISION && camel > snake;
}

/** Where it is the custom, it is one decision and not a fault of each column. */
function ofProject(camel: readonly Column[]): readonly FindingDraft[] {
  return bySchema(camel, (column) => column.schema).map(({ schema, object, own }) => ({
    object,
    message: `${plural(own.length, 'column')} of schema ${schema} are in camel case: each has to be quoted wherever SQL is written by hand.`,
    evidence: own.map((column) => fact(`${sayColumn(column)}`, column.id)),
    remedy: remedy({
      title: 'Decide for one way of writing names',
      advice: `Drizzle's casing: 'snake_case' keeps camel case in code and snake case in the database. Where camel case is meant, say nameCase: "camelCase" under patterns in raingauge.config.json.`,
    }),
  }));
}

function ofTable(context: AuditContext, table: Table): FindingDraft {
  const name = canonicalName(table.name);
  const isTaken = lookupOf(context.catalog).find(objectId('table', table.schema, name)) !== undefined;
  return {
    object: table.id,
    message: `The table ${sayTable(table)} is not in snake case: it has to be quoted wherever SQL is written by hand.`,
    evidence: [fact(withoutQuotes(table.name), table.id)],
    remedy: remedy({
      title: `Rename it to ${name}`,
      edits: isTaken || name === '' ? [] : [...namesMadeOf(context, table, table.name, name), rename(table.id, name)],
      advice: isTaken
        ? `${name} is taken: one of the two has to go.`
        : 'Code that names it in SQL of its own has to change at the same moment.',
    }),
  };
}

function ofColumn(context: AuditContext, column: Column): FindingDraft {
  const name = canonicalName(column.name);
  const lookup = lookupOf(context.catalog);
  const isTaken = lookup.columnOf(column.schema, column.table, name) !== undefined;
  const table = lookup.find(objectId('table', column.schema, column.table));
  const others = table?.kind === 'table' ? namesMadeOf(context, table, column.name, name) : [];
  return {
    object: column.id,
    message: `${sayColumn(column)} is not in snake case: it has to be quoted wherever SQL is written by hand.`,
    evidence: [fact(withoutQuotes(column.name), column.id)],
    remedy: remedy({
      title: `Rename it to ${name}`,
      edits: isTaken || name === '' ? [] : [...others, rename(column.id, name)],
      advice: isTaken
        ? `${quoteIdent(name)} is there already: one of the two has to go.`
        : 'Code that names it in SQL of its own has to change at the same moment.',
    }),
  };
}

function withoutQuotes(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_$]*$/.test(name)
    ? `PostgreSQL folds ${name} without quotes to ${name.toLowerCase()}, which is not there.`
    : `PostgreSQL takes ${name} without quotes for several words.`;
}

/** Constraints and indexes whose names hold the old one. */
function namesMadeOf(
  context: AuditContext,
  { schema, name }: Table,
  old: string,
  fresh: string,
): readonly CatalogEdit[] {
  const children = lookupOf(context.catalog).childrenOf(schema, name);
  const made: readonly (CatalogObject & { readonly name: string; readonly inherited: boolean })[] = [
    ...children['primary-key'],
    ...children.unique,
    ...children['foreign-key'],
    ...children.check,
    ...children.index,
  ];
  return made.flatMap((object): readonly CatalogEdit[] => {
    const next = object.name.replaceAll(old, fresh);
    return next === object.name || object.inherited || isThere(context, object.id, next)
      ? []
      : [rename(object.id, next)];
  });
}

function isThere({ lookup }: AuditContext, id: ObjectId, name: string): boolean {
  const { kind, parts } = parseObjectId(id);
  return lookup.find(objectId(kind, ...parts.slice(0, -1), name)) !== undefined;
}
