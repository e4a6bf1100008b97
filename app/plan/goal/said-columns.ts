import {
  buildCatalog,
  type Catalog,
  type Column,
  lookupOf,
  objectId,
  quoteQualified,
  type Sequence,
} from '#app/catalog';
import { defaultSequenceName, defaultSequenceOptions, expandSerial, quoteLiteral } from '#app/sql';

/**
 * The catalog with what columns imply written out, as a server would say it: a serial column is an integer with a sequence
 * of its own, and the columns of a primary key are NOT NULL.
 */
export function writeOutColumns(catalog: Catalog): Catalog {
  const lookup = lookupOf(catalog);
  const sequences: Sequence[] = [];
  const column = catalog.objects.column.map((each): Column => {
    const type = expandSerial(each.type);
    if (type !== null) {
      const sequence = serialSequence(each, type);
      if (!lookup.find(sequence.id)) sequences.push(sequence);
      const name = quoteLiteral(quoteQualified(sequence.schema, sequence.name));
      return { ...each, type, notNull: true, default: `nextval(${name}::regclass)` };
    }
    const keys = lookup.childrenOf(each.schema, each.table)['primary-key'];
    const notNull = each.notNull || each.identity !== null || keys.some(({ columns }) => columns.includes(each.name));
    return notNull === each.notNull ? each : { ...each, notNull };
  });
  const sequence = [...catalog.objects.sequence, ...sequences];
  return buildCatalog({ ...catalog, objects: { ...catalog.objects, column, sequence } });
}

function serialSequence({ schema, table, name: column, origins }: Column, type: Sequence['options']['type']): Sequence {
  const name = defaultSequenceName(table, column);
  return {
    kind: 'sequence',
    id: objectId('sequence', schema, name),
    origins,
    comment: null,
    owner: null,
    schema,
    name,
    options: defaultSequenceOptions(type),
    persistence: 'permanent',
    ownedBy: { schema, table, column },
  };
}
