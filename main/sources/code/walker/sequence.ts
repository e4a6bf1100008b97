import type { ExportName, SequenceValues, StandAloneSequenceValues } from '../inside/values.ts';
import { numberText, record, text, type Value } from './drizzle.ts';

export function sequenceOptions(value: unknown): SequenceValues {
  const options = record(value);
  return {
    increment: numberText(options.increment),
    minValue: numberText(options.minValue),
    maxValue: numberText(options.maxValue),
    startWith: numberText(options.startWith),
    cache: numberText(options.cache),
    cycle: options.cycle === true,
  };
}

export function walkSequence(sequence: Value, exports: readonly ExportName[]): StandAloneSequenceValues {
  return {
    exports,
    schema: text(sequence.schema),
    name: String(sequence.seqName),
    options: sequenceOptions(sequence.seqOptions),
  };
}
