import { type Column, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';
import { defaultSequenceName } from './object-name.ts';
import { renderForeignOptions, renderOptions } from './options.ts';
import { renderSequenceOptions } from './sequence.ts';

/** A column's type with its collation, as it stands in CREATE TABLE. */
export function renderColumnType(
  column: Pick<Column, 'type' | 'collation'> & Partial<Pick<Column, 'foreignOptions'>>,
): string {
  const foreign = renderForeignOptions(column.foreignOptions ?? {});
  return `${column.type}${foreign}${column.collation === null ? '' : ` COLLATE ${column.collation}`}`;
}

/** What follows a column's name and type. Expressions can be left out, to be added when what they need exists. */
export function renderColumnConstraints(column: Column, withDefault = true): string {
  const clauses = [
    column.generated ? renderGenerated(column.generated) : '',
    column.default !== null && withDefault ? `DEFAULT ${column.default}` : '',
    column.identity ? renderIdentity(column) : '',
    column.notNull ? renderNotNull(column) : '',
  ];
  return clauses.filter((clause) => clause !== '').join(' ');
}

/** Empty where the constraint is not valid: that is only said of a column that is there (renderUnvalidatedNotNull). */
export function renderNotNull({ notNullConstraint: constraint }: Column): string {
  if (constraint === null) return 'NOT NULL';
  if (!constraint.validated) return '';
  return `CONSTRAINT ${quoteIdent(constraint.name)} NOT NULL${constraint.noInherit ? ' NO INHERIT' : ''}`;
}

/** `null` where NOT NULL stands in CREATE TABLE. */
export function renderUnvalidatedNotNull({ name, notNullConstraint: constraint }: Column): string | null {
  if (constraint === null || constraint.validated) return null;
  const inherit = constraint.noInherit ? ' NO INHERIT' : '';
  return `ADD CONSTRAINT ${quoteIdent(constraint.name)} NOT NULL ${quoteIdent(name)}${inherit} NOT VALID`;
}

export function renderColumn(column: Column, withDefault = true): string {
  const parts = [quoteIdent(column.name), renderColumnType(column), renderColumnConstraints(column, withDefault)];
  return parts.filter((part) => part !== '').join(' ');
}

export function renderGenerated(generated: NonNullable<Column['generated']>): string {
  return `GENERATED ALWAYS AS ${parenthesise(generated.expression)} ${generated.storage.toUpperCase()}`;
}

/** The sequence's name is written only where it is not the one PostgreSQL would choose. */
export function renderIdentity(column: Column): string {
  if (!column.identity) return '';
  const { generated, sequence, options } = column.identity;
  const isDefaultName =
    sequence.schema === column.schema && sequence.name === defaultSequenceName(column.table, column.name);
  const settings = [
    isDefaultName ? '' : `SEQUENCE NAME ${quoteQualified(sequence.schema, sequence.name)}`,
    renderSequenceOptions({ ...options, type: identityType(column) }),
  ].filter((part) => part !== '');
  const list = settings.length === 0 ? '' : ` (${settings.join(' ')})`;
  return `GENERATED ${generated.toUpperCase()} AS IDENTITY${list}`;
}

/** ALTER TABLE actions that set what CREATE TABLE has no words for on every supported major. */
export function renderColumnSettings(column: Column): readonly string[] {
  const name = quoteIdent(column.name);
  const actions: string[] = [];
  if (column.storage !== null) actions.push(`ALTER COLUMN ${name} SET STORAGE ${column.storage.toUpperCase()}`);
  if (column.compression !== null) actions.push(`ALTER COLUMN ${name} SET COMPRESSION ${column.compression}`);
  if (column.statisticsTarget !== null) {
    actions.push(`ALTER COLUMN ${name} SET STATISTICS ${column.statisticsTarget}`);
  }
  if (Object.keys(column.options).length > 0) {
    actions.push(`ALTER COLUMN ${name} SET (${renderOptions(column.options)})`);
  }
  return actions;
}

/** An identity sequence takes the column's type unless it is told otherwise, so that type's limits are its defaults. */
function identityType(column: Column): NonNullable<Column['identity']>['options']['type'] {
  return column.type === 'smallint' || column.type === 'integer' ? column.type : 'bigint';
}
