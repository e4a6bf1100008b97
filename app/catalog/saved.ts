import type { Catalog } from './catalog.ts';
import type { Problem, Source } from './problem.ts';
import { isComplete, type Reading } from './reading.ts';

/** A catalog as it is printed and saved: with what could not be read of its source. */
export interface SavedCatalog extends Catalog {
  readonly source: Source;
  readonly complete: boolean;
  readonly report: readonly Problem[];
}

export function savedCatalog(reading: Reading): SavedCatalog {
  const { source, catalog, report } = reading;
  const { catalogVersion, ...rest } = catalog;
  return { catalogVersion, source, complete: isComplete(reading), report, ...rest };
}
