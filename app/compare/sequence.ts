import { quoteQualified, type SequenceOptions } from '#app/catalog';
import { defineKind, IDENTITY, OWNED_RULES, type Side } from './attribute-rule.ts';

/** A sequence that a serial column owns is part of the column; what is left of it here are its settings. */
export const sequenceRules = defineKind({
  kind: 'sequence',
  noun: 'sequence',
  missing: 'drift',
  matchKey: ({ object }: Side<'sequence'>) => (object.ownedBy ? JSON.stringify(object.ownedBy) : null),
  isGeneratedName: ({ ownedBy, name }) => ownedBy !== null && name.endsWith('_seq'),
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    options: {
      how: 'value',
      class: 'drift',
      label: 'options',
      say: (own, other) => `has ${sayOptionsBeside(own, other)}`,
    },
    persistence: { how: 'value', class: 'unmanaged', label: 'persistence', say: (value) => `is ${value}` },
    ownedBy: {
      how: 'value',
      class: 'unmanaged',
      label: 'owning column',
      say: (column) =>
        column
          ? `is owned by column ${quoteQualified(column.schema, column.table, column.column)}`
          : 'is owned by no column',
    },
  },
});

/** What differs of the options, in the words of CREATE SEQUENCE; both sides name the same ones. */
export function sayOptionsBeside(options: SequenceOptions, other: SequenceOptions): string {
  const words: Readonly<Record<keyof SequenceOptions, string>> = {
    type: `AS ${options.type}`,
    increment: `INCREMENT BY ${options.increment}`,
    min: `MINVALUE ${options.min}`,
    max: `MAXVALUE ${options.max}`,
    start: `START WITH ${options.start}`,
    cache: `CACHE ${options.cache}`,
    cycle: options.cycle ? 'CYCLE' : 'NO CYCLE',
  };
  const names = Object.keys(words) as (keyof SequenceOptions)[];
  return names
    .filter((name) => options[name] !== other[name])
    .map((name) => words[name])
    .join(' ');
}
