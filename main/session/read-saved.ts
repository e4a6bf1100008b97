import { readFile } from 'node:fs/promises';
import { acceptedCatalogSchema, CATALOG_VERSION, type Reading } from '#app/catalog';
import { Failure, messageOf } from '#main/platform/failure.ts';

const SAVE_AGAIN = 'Save it again with `raingauge inspect <source> --format json > catalog.json`.';

/**
 * Reads a catalog as `raingauge inspect` printed it, with what its report says.
 * @throws {Failure} `bad-input` where the file holds something else, or a catalog of another version.
 */
export async function readSaved(file: string, source: Reading['source']): Promise<Reading> {
  const refuse = (message: string, remedy: string, cause: unknown = null) =>
    new Failure({ code: 'bad-input', message: `${source.label} ${message}.`, remedy, cause });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse('is no JSON file', SAVE_AGAIN, messageOf(error));
  }
  const version = versionOf(value);
  if (version === null) throw refuse('holds no catalog', SAVE_AGAIN);
  if (version !== CATALOG_VERSION) {
    const [age, remedy] =
      version < CATALOG_VERSION ? ['an older', SAVE_AGAIN] : ['a newer', `Update Raingauge. Or: ${SAVE_AGAIN}`];
    const message = `was saved by ${age} version of Raingauge: its catalog is of version ${version}, and this one reads version ${CATALOG_VERSION}`;
    throw refuse(message, remedy);
  }
  const parsed = acceptedCatalogSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const cause = issue ? `${issue.path.join('.')}: ${issue.message}` : null;
    throw refuse('holds a catalog that is damaged', SAVE_AGAIN, cause);
  }
  const { report = [], source: _source, complete: _complete, ...catalog } = parsed.data;
  return { source, catalog, report };
}

function versionOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('catalogVersion' in value)) return null;
  return typeof value.catalogVersion === 'number' ? value.catalogVersion : null;
}
