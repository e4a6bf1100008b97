import { type Publication, quoteIdent } from '#app/catalog';
import { parenthesise } from '#app/sql';
import { asCalls } from './as-calls.ts';
import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { either, sayList, sayName } from './say.ts';

export const publicationRules = defineKind({
  kind: 'publication',
  noun: 'publication',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    name: IDENTITY,
    allTables: {
      how: 'value',
      class: 'unmanaged',
      label: 'ALL TABLES',
      say: either('publishes all tables', 'publishes only what it lists'),
    },
    operations: {
      how: 'value',
      class: 'unmanaged',
      label: 'operations',
      say: (operations) => `publishes ${sayList(operations).toUpperCase() || 'no operation'}`,
    },
    viaRoot: {
      how: 'value',
      class: 'unmanaged',
      label: 'publish_via_partition_root',
      say: either('publishes partitions as their root', 'publishes partitions as themselves'),
    },
    generatedColumns: {
      how: 'value',
      class: 'unmanaged',
      label: 'publish_generated_columns',
      say: (value) => `publishes ${value === 'none' ? 'no' : value} generated columns`,
      since: { major: 18, implied: (): 'none' => 'none' },
    },
    schemas: {
      how: 'value',
      class: 'unmanaged',
      label: 'schemas',
      say: (schemas) =>
        `publishes ${schemas.length === 0 ? 'no schema' : `schema ${sayList(schemas.map(quoteIdent))}`}`,
    },
    tables: { how: 'value', class: 'unmanaged', label: 'tables', say: sayTables, normalize: inPlainWords },
  },
});

/** A row filter calls functions; what of it one major prints in words, another prints as a call. */
function inPlainWords(tables: Publication['tables']): Publication['tables'] {
  return tables.map((table) => ({ ...table, where: table.where && asCalls(table.where) }));
}

function sayTables(tables: Publication['tables']): string {
  const said = tables.map((table) =>
    [
      sayName(table),
      table.columns.length === 0 ? '' : `(${sayList(table.columns.map(quoteIdent))})`,
      table.where === null ? '' : `WHERE ${parenthesise(table.where)}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return `publishes ${said.length === 0 ? 'no table by name' : `table ${sayList(said)}`}`;
}
