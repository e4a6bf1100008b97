import { type Column, objectId, quoteQualified, type SequenceOptions, truncateIdentifier } from '#app/catalog';
import { canonicalType, defaultSequenceName, defaultSequenceOptions, expandSerial, quoteLiteral } from '#app/sql';
import type { ColumnValues } from '../inside/values.ts';
import { type Build, claim, identifier } from './context.ts';
import { withNamesCut, withNamesCutIn } from './expression.ts';
import { identityOptions } from './sequence.ts';
import type { PlainTable } from './type-clauses.ts';

/** Adds the columns of a table and the sequences that serial columns own. Returns the types by column name. */
export function addColumns(
  build: Build,
  { values: table, collations }: Pick<PlainTable, 'values' | 'collations'>,
  schema: string,
  tableName: string,
): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  const keyed = new Set(table.primaryKeys.flatMap((key) => key.columns));
  table.columns.forEach((values, index) => {
    const origin = build.places.partOrigin(table.exports, { kind: 'column', name: values.name, keys: [values.key] });
    const name = identifier(
      build,
      values.name,
      `column of ${tableName}`,
      (kept) => objectId('column', schema, tableName, kept),
      origin,
    );
    const id = objectId('column', schema, tableName, name);
    if (!claim(build, id, origin)) return;
    const serial = expandSerial(values.type);
    const sequence = defaultSequenceName(tableName, name);
    const column: Column = {
      kind: 'column',
      id,
      comment: null,
      origins: [origin],
      schema,
      table: tableName,
      name,
      position: index + 1,
      type: serial ?? columnType(values),
      collation: collations.get(values.name) ?? null,
      notNullConstraint: null,
      notNull:
        values.notNull || values.primary || keyed.has(values.name) || values.identity !== undefined || serial !== null,
      default: withNamesCutIn(values.default ?? null) ?? (serial === null ? null : nextValue(schema, sequence)),
      identity: identityOf(values, schema, tableName, name),
      generated: values.generated
        ? {
            expression: withNamesCut(values.generated.expression),
            storage: values.generated.mode === 'virtual' ? 'virtual' : 'stored',
          }
        : null,
      storage: null,
      compression: null,
      statisticsTarget: null,
      options: {},
      foreignOptions: {},
      inherited: false,
    };
    build.objects.column.push(column);
    types.set(name, column.type);
    if (serial !== null) {
      const options = defaultSequenceOptions(serial);
      addOwnedSequence(build, { schema, table: tableName, column: name }, sequence, options, column.origins);
    }
  });
  return types;
}

/** The type as `format_type` prints it. An array's sizes and number of dimensions are not kept by PostgreSQL. */
function columnType(values: ColumnValues): string {
  if (values.enumSchema === undefined) return canonical(values.type);
  const base = values.type.replace(/(\[\d*\])+$/, '');
  return `${quoteQualified(values.enumSchema, base)}${base === values.type ? '' : '[]'}`;
}

const canonicalTypes = new Map<string, string>();

/** A schema has thousands of columns and a dozen types. */
function canonical(type: string): string {
  let name = canonicalTypes.get(type);
  if (name === undefined) {
    name = canonicalType(type);
    canonicalTypes.set(type, name);
  }
  return name;
}

function nextValue(schema: string, sequence: string): string {
  return `nextval(${quoteLiteral(quoteQualified(schema, sequence))}::regclass)`;
}

function identityOf(values: ColumnValues, schema: string, table: string, column: string): Column['identity'] {
  if (!values.identity) return null;
  return {
    generated: values.identity.type === 'always' ? 'always' : 'by default',
    // drizzle-kit writes the name, so PostgreSQL cuts it where it is too long and does not make its own.
    sequence: { schema, name: truncateIdentifier(values.identity.name ?? `${table}_${column}_seq`) },
    options: identityOptions(values.identity.options, values.type),
  };
}

function addOwnedSequence(
  build: Build,
  ownedBy: { schema: string; table: string; column: string },
  name: string,
  options: SequenceOptions,
  origins: Column['origins'],
): void {
  const { schema } = ownedBy;
  const id = objectId('sequence', schema, name);
  build.taken.set(id, { origin: origins[0] ?? { source: 'code' }, content: () => null });
  build.objects.sequence.push({
    kind: 'sequence',
    id,
    comment: null,
    origins,
    owner: null,
    schema,
    name,
    options,
    persistence: 'permanent',
    ownedBy,
  });
}
