import { type Column, lookupOf, type Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf } from '../facts/columns.ts';
import { makeColumn, makePrimaryKey } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { usualKeyType } from '../facts/primary-keys.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { type CatalogEdit, drop, put, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const primaryKeyMissing: Rule = {
  id: 'primary-key-missing',
  title: 'A table without a primary key',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      const children = lookupOf(context.catalog).childrenOf(table.schema, table.name);
      if (children['primary-key'].length > 0) return [];
      const { title, edits } = fixOf(context, table);
      return [
        {
          object: table.id,
          message: `${sayTable(table)} has no primary key: two rows can be alike, and nothing can name one of them.`,
          evidence: [
            fact('It has no PRIMARY KEY.', table.id),
            ...children.unique.map(({ id, name, columns }) => fact(`${name} is unique on ${columns.join(', ')}.`, id)),
            ...sizeFacts(context, table.id),
          ],
          remedy: remedy({
            title,
            edits,
            ...(edits.length === 0 ? {} : { advice: 'Rows that are alike, or have none of it, stop the key.' }),
          }),
        },
      ];
    }),
};

interface Fix {
  readonly title: string;
  readonly edits: readonly CatalogEdit[];
}

/** A unique key that is there, else `id`, else the pair that joins two tables, else a column of the project's usual kind. */
function fixOf(context: AuditContext, table: Table): Fix {
  const children = lookupOf(context.catalog).childrenOf(table.schema, table.name);
  const required = new Set(children.column.flatMap(({ name, notNull }) => (notNull ? [name] : [])));
  const unique = children.unique.find(
    ({ columns, nullsNotDistinct }) => columns.every((name) => required.has(name)) && !nullsNotDistinct,
  );
  if (unique) {
    const key = makePrimaryKey(table, nameFor(context, 'primary-key', table, unique), unique.columns);
    const isReferenced = context.catalog.objects['foreign-key'].some(
      ({ references }) => references.schema === table.schema && references.name === table.name,
    );
    return {
      title: `Make ${unique.columns.join(', ')}, which is unique, the primary key`,
      edits: [...(isReferenced ? [] : [drop(unique.id)]), put(key)],
    };
  }
  const id = children.column.find(({ name }) => name === 'id');
  const columns = id
    ? [id]
    : junctionColumns(
        children.column,
        children['foreign-key'].map((key) => key.columns),
      );
  if (columns.length > 0) return keyOn(context, table, columns);
  return surrogate(context, table);
}

function keyOn(context: AuditContext, table: Table, columns: readonly Column[]): Fix {
  const names = columns.map(({ name }) => name);
  const key = makePrimaryKey(table, nameFor(context, 'primary-key', table, { columns: names }), names);
  return {
    title: `Make ${sayList(names)} the primary key`,
    edits: [...columns.filter(({ notNull }) => !notNull).map((column) => set(column, { notNull: true })), put(key)],
  };
}

/** A table of little besides two references joins their tables. */
function junctionColumns(columns: readonly Column[], keys: readonly (readonly string[])[]): readonly Column[] {
  const referring = columns.filter(({ name }) => keys.some((key) => key.length === 1 && key[0] === name));
  return referring.length === 2 && columns.length <= 4 ? referring : [];
}

function surrogate(context: AuditContext, table: Table): Fix {
  const position = Math.max(0, ...columnsOf(context, table).map(({ column }) => column.position)) + 1;
  const usual = usualKeyType(context);
  const isNumber = usual?.family === 'integer';
  const column = makeColumn(
    table,
    { name: 'id', type: isNumber ? 'bigint' : 'uuid', position },
    { notNull: true, ...(isNumber ? {} : { default: 'gen_random_uuid()' }) },
  );
  const options = {
    type: 'bigint',
    start: '1',
    min: '1',
    max: '9223372036854775807',
    increment: '1',
    cache: '1',
    cycle: false,
  } as const;
  const sequence = { schema: table.schema, name: `${table.name}_id_seq` };
  const whole = isNumber ? { ...column, identity: { generated: 'by default' as const, sequence, options } } : column;
  const key = makePrimaryKey(table, nameFor(context, 'primary-key', table, { columns: ['id'] }), ['id']);
  return { title: `Add a column id as the primary key`, edits: [put(whole), put(key)] };
}
