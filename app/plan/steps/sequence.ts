import { type Column, type QualifiedName, quoteIdent, quoteQualified, type SequenceOptions } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import { type KindSteps, statements } from '../alteration.ts';

export const sequenceSteps: KindSteps<'sequence'> = {
  drop: ({ schema, name }) => `DROP SEQUENCE ${quoteQualified(schema, name)}`,
  // Whom it belongs to is said when the columns are there: ties.ts.
  alter: (from, to) => {
    const alter = `ALTER SEQUENCE ${quoteQualified(to.schema, to.name)}`;
    const options = renderOptionList(from.options, to.options).join(' ');
    return statements(
      options === '' ? null : `${alter} ${options}`,
      from.persistence === to.persistence
        ? null
        : `${alter} SET ${to.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
    );
  },
};

/** Every setting that is another, written out: what a new sequence would imply is no default of one that is there. */
export function renderOptionList(from: SequenceOptions, to: SequenceOptions): readonly string[] {
  const isBeyond = BigInt(from.start) < BigInt(to.min) || BigInt(from.start) > BigInt(to.max);
  return [
    from.type === to.type ? '' : `AS ${to.type}`,
    from.increment === to.increment ? '' : `INCREMENT BY ${to.increment}`,
    from.min === to.min && from.type === to.type ? '' : `MINVALUE ${to.min}`,
    from.max === to.max && from.type === to.type ? '' : `MAXVALUE ${to.max}`,
    from.start === to.start ? '' : `START WITH ${to.start}`,
    // Where it stood cannot be kept: it begins anew.
    isBeyond ? `RESTART WITH ${to.start}` : '',
    from.cache === to.cache ? '' : `CACHE ${to.cache}`,
    from.cycle === to.cycle ? '' : to.cycle ? 'CYCLE' : 'NO CYCLE',
  ].filter((clause) => clause !== '');
}

/** Lets a new sequence go on behind the values that are in its column already. */
export function renderCatchUp(
  sequence: QualifiedName,
  { min, max, increment }: SequenceOptions,
  column: Pick<Column, 'schema' | 'table' | 'name'>,
): string {
  const name = quoteIdent(column.name);
  const last = `${increment.startsWith('-') ? 'min' : 'max'}(${name})`;
  const place = quoteLiteral(quoteQualified(sequence.schema, sequence.name));
  const of = quoteQualified(column.schema, column.table);
  return `SELECT pg_catalog.setval(${place}, ${last}) FROM ${of} HAVING ${last} BETWEEN ${min} AND ${max}`;
}
