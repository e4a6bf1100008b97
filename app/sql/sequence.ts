import { quoteQualified, type Sequence, type SequenceOptions } from '#app/catalog';

const LIMITS = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
} satisfies Record<SequenceOptions['type'], readonly [min: string, max: string]>;

/** The settings CREATE SEQUENCE takes when only the type and the direction are given. */
export function defaultSequenceOptions(type: SequenceOptions['type'], increment = '1'): SequenceOptions {
  const [lowest, highest] = LIMITS[type];
  const isDescending = increment.startsWith('-');
  const min = isDescending ? lowest : '1';
  const max = isDescending ? '-1' : highest;
  return { type, start: isDescending ? max : min, min, max, increment, cache: '1', cycle: false };
}

/** Only the settings that differ from what the type and the direction imply; empty where none does. */
export function renderSequenceOptions(options: SequenceOptions): string {
  const implied = defaultSequenceOptions(options.type, options.increment);
  const impliedStart = options.increment.startsWith('-') ? options.max : options.min;
  const clauses = [
    options.increment === '1' ? '' : `INCREMENT BY ${options.increment}`,
    options.min === implied.min ? '' : `MINVALUE ${options.min}`,
    options.max === implied.max ? '' : `MAXVALUE ${options.max}`,
    options.start === impliedStart ? '' : `START WITH ${options.start}`,
    options.cache === '1' ? '' : `CACHE ${options.cache}`,
    options.cycle ? 'CYCLE' : '',
  ];
  return clauses.filter((clause) => clause !== '').join(' ');
}

export function renderCreateSequence(sequence: Sequence): string {
  const clauses = [
    `CREATE ${sequence.persistence === 'unlogged' ? 'UNLOGGED ' : ''}SEQUENCE ${quoteQualified(sequence.schema, sequence.name)}`,
    sequence.options.type === 'bigint' ? '' : `AS ${sequence.options.type}`,
    renderSequenceOptions(sequence.options),
  ];
  return clauses.filter((clause) => clause !== '').join(' ');
}

/** Ties a sequence to its column; `null` for one that stands alone. */
export function renderSequenceOwnedBy(sequence: Sequence): string | null {
  if (!sequence.ownedBy) return null;
  const { schema, table, column } = sequence.ownedBy;
  return `ALTER SEQUENCE ${quoteQualified(sequence.schema, sequence.name)} OWNED BY ${quoteQualified(schema, table, column)}`;
}
