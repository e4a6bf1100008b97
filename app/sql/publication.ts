import { type Publication, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';
import { renderColumnNames } from './index-kind.ts';

type PublishedTable = Publication['tables'][number];

/** `hasChildren` tells a table whose children by INHERITS would be published with it, were it not named alone. */
export function renderCreatePublication(
  publication: Publication,
  hasChildren: (table: PublishedTable) => boolean = () => false,
): string {
  const what = publication.allTables ? ['ALL TABLES'] : publishedObjects(publication, hasChildren);
  const options = [
    isEverything(publication.operations) ? '' : `publish = '${publication.operations.join(', ')}'`,
    publication.viaRoot ? 'publish_via_partition_root = true' : '',
    publication.generatedColumns === 'none' ? '' : `publish_generated_columns = ${publication.generatedColumns}`,
  ].filter((option) => option !== '');
  const lines = [
    `CREATE PUBLICATION ${quoteIdent(publication.name)}`,
    what.length === 0 ? '' : `FOR ${what.join(', ')}`,
    options.length === 0 ? '' : `WITH (${options.join(', ')})`,
  ];
  return lines.filter((line) => line !== '').join('\n  ');
}

/** `TABLE a, b, TABLES IN SCHEMA c, d`: each word holds for the names that follow it. */
function publishedObjects(
  publication: Publication,
  hasChildren: (table: PublishedTable) => boolean,
): readonly string[] {
  const [first, ...others] = publication.tables.map((table) => publishedTable(table, hasChildren(table)));
  const tables = first === undefined ? [] : [`TABLE ${first}`, ...others];
  const [firstSchema, ...otherSchemas] = publication.schemas.map(quoteIdent);
  const schemas = firstSchema === undefined ? [] : [`TABLES IN SCHEMA ${firstSchema}`, ...otherSchemas];
  return [...tables, ...schemas];
}

function publishedTable(table: PublishedTable, alone: boolean): string {
  const columns = table.columns.length === 0 ? '' : ` (${renderColumnNames(table.columns)})`;
  const where = table.where === null ? '' : ` WHERE ${parenthesise(table.where)}`;
  return `${alone ? 'ONLY ' : ''}${quoteQualified(table.schema, table.name)}${columns}${where}`;
}

function isEverything(operations: Publication['operations']): boolean {
  return ['insert', 'update', 'delete', 'truncate'].every((operation) => operations.some((one) => one === operation));
}
