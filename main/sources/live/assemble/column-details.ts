import type { ColumnDetails, ColumnRow } from '../queries/columns.ts';

const USUAL: ColumnDetails = {
  collation: null,
  identity: null,
  generated: null,
  storage: null,
  compression: null,
  statisticsTarget: null,
  options: null,
  foreignOptions: null,
  acl: null,
};

type DetailValues = readonly [
  ColumnDetails['collation'],
  ColumnDetails['identity'],
  ColumnDetails['generated'],
  ColumnDetails['storage'],
  ColumnDetails['compression'],
  ColumnDetails['statisticsTarget'],
  ColumnDetails['options'],
  ColumnDetails['foreignOptions'],
  ColumnDetails['acl'],
];

/** What few columns have, in the order in which the query lists it. */
export function detailsOf(row: ColumnRow): ColumnDetails {
  if (row.details === null) return USUAL;
  const [collation, identity, generated, storage, compression, statisticsTarget, options, foreignOptions, acl] =
    JSON.parse(row.details) as DetailValues;
  return { collation, identity, generated, storage, compression, statisticsTarget, options, foreignOptions, acl };
}
