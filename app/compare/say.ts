import { type QualifiedName, quoteQualified } from '#app/catalog';

/** The predicates of a difference's sentence, in the words that PostgreSQL's users know. */

/** Where `null` stands for what PostgreSQL takes if nobody says: `has the default storage`, `has storage external`. */
export function orDefault(label: string) {
  return (value: string | number | null) => (value === null ? `has the default ${label}` : `has ${label} ${value}`);
}

/** For what is there or not: `is CYCLE` and `is not`. */
export function either(yes: string, no: string) {
  return (value: boolean) => (value ? yes : no);
}

export function sayName({ schema, name }: QualifiedName): string {
  return quoteQualified(schema, name);
}

/** The firing mode of triggers and rules, as ALTER TABLE … ENABLE says it. */
export function sayEnabled(mode: 'origin' | 'always' | 'replica' | 'disabled'): string {
  if (mode === 'origin') return 'is enabled';
  return mode === 'disabled' ? 'is disabled' : `is enabled ${mode.toUpperCase()}`;
}

export function sayList(items: readonly string[]): string {
  return items.join(', ');
}
