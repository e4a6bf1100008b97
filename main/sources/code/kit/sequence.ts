import { isA, record, type Value } from '../walker/drizzle.ts';

/** The bounds of a sequence as drizzle-kit fills in what the code leaves out. */
export interface SequenceSettings {
  readonly increment: string;
  readonly minValue: string;
  readonly maxValue: string;
  readonly startWith: string;
  readonly cache: string;
  readonly cycle: boolean;
}

/** Of a sequence that stands alone: those of bigint. */
export function standAloneSettings(sequence: Value): SequenceSettings {
  return settings(record(sequence.seqOptions), '-9223372036854775808', '9223372036854775807');
}

const LARGEST: Readonly<Record<string, string>> = { integer: '2147483647', bigint: '9223372036854775807' };
const SMALLEST: Readonly<Record<string, string>> = { integer: '-2147483648', bigint: '-9223372036854775808' };

/** Of an identity column. drizzle-kit asks for the least value by the name of the class, so that it is always that of smallint. */
export function identitySettings(column: Value): SequenceSettings {
  const type = String((column.getSQLType as () => unknown).call(column));
  const { sequenceOptions } = record(column.generatedIdentity);
  return settings(record(sequenceOptions), SMALLEST[String(column.columnType)] ?? '-32768', LARGEST[type] ?? '32767');
}

function settings(options: Value, least: string, most: string): SequenceSettings {
  const said = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const increment = said('increment') ?? '1';
  const falls = Number.parseFloat(increment) < 0;
  const minValue = said('minValue') ?? (falls ? least : '1');
  const maxValue = said('maxValue') ?? (falls ? '-1' : most);
  return {
    increment,
    minValue,
    maxValue,
    startWith: said('startWith') ?? (falls ? maxValue : minValue),
    cache: said('cache') ?? '1',
    cycle: options.cycle === undefined || options.cycle === null ? false : options.cycle === true,
  };
}

/** The roles of a policy, in order. */
export function policyRoles(to: unknown): readonly string[] {
  if (!to) return ['public'];
  const named = (each: unknown) =>
    typeof each === 'string' ? [each] : isA(each, 'PgRole') ? [String(record(each).name)] : [];
  return (Array.isArray(to) ? to.flatMap(named) : named(to)).sort();
}
