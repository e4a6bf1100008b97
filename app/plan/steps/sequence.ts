import { quoteQualified, type SequenceOptions } from '#app/catalog';
import { isSame, type KindSteps, statements } from '../alteration.ts';

export const sequenceSteps: KindSteps<'sequence'> = {
  drop: ({ schema, name }) => `DROP SEQUENCE ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    const alter = `ALTER SEQUENCE ${quoteQualified(to.schema, to.name)}`;
    const options = renderChangedOptions(from.options, to.options);
    return statements(
      options === '' ? null : `${alter} ${options}`,
      from.persistence === to.persistence
        ? null
        : `${alter} SET ${to.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
      isSame(from.ownedBy, to.ownedBy)
        ? null
        : `${alter} OWNED BY ${to.ownedBy === null ? 'NONE' : quoteQualified(to.ownedBy.schema, to.ownedBy.table, to.ownedBy.column)}`,
    );
  },
};

/** Every setting that is another, written out: what a new sequence would imply is no default of one that is there. */
export function renderChangedOptions(from: SequenceOptions, to: SequenceOptions): string {
  return renderOptionList(from, to).join(' ');
}

/** As {@link renderChangedOptions}, clause by clause. */
export function renderOptionList(from: SequenceOptions, to: SequenceOptions): readonly string[] {
  return [
    from.type === to.type ? '' : `AS ${to.type}`,
    from.increment === to.increment ? '' : `INCREMENT BY ${to.increment}`,
    from.min === to.min && from.type === to.type ? '' : `MINVALUE ${to.min}`,
    from.max === to.max && from.type === to.type ? '' : `MAXVALUE ${to.max}`,
    from.start === to.start ? '' : `START WITH ${to.start}`,
    from.cache === to.cache ? '' : `CACHE ${to.cache}`,
    from.cycle === to.cycle ? '' : to.cycle ? 'CYCLE' : 'NO CYCLE',
  ].filter((clause) => clause !== '');
}
