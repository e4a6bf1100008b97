import { readFile } from 'node:fs/promises';
import { catalogSchema, type Reading } from '#app/catalog';
import { Failure, messageOf } from '#main/platform/failure.ts';

/**
 * Reads a catalog as `raingauge inspect` printed it.
 * @throws {Failure} `bad-input` where the file holds something else, or a catalog of another version.
 */
export async function readSaved(file: string, source: Reading['source']): Promise<Reading> {
  const refuse = (cause: unknown) =>
    new Failure({
      code: 'bad-input',
      message: `${source.label} is no catalog of this version of Raingauge.`,
      remedy: 'Save it again with `raingauge inspect <source> > catalog.json`.',
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse(messageOf(error));
  }
  const parsed = catalogSchema.safeParse(value);
  if (!parsed.success) throw refuse(parsed.error.issues[0]?.message ?? 'it has another shape');
  return { source, catalog: parsed.data, report: [] };
}
