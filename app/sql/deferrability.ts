import type { Deferrability } from '#app/catalog';

const CLAUSES = {
  'not deferrable': '',
  'deferrable initially immediate': ' DEFERRABLE',
  'deferrable initially deferred': ' DEFERRABLE INITIALLY DEFERRED',
} satisfies Record<Deferrability, string>;

/** With a leading space; nothing for the default. */
export function renderDeferrability(deferrability: Deferrability): string {
  return CLAUSES[deferrability];
}
