import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { auditResultSchema } from '#app/api';
import type { Baseline } from '#app/audit';
import { Failure, messageOf } from '#main/platform/failure.ts';

/**
 * Reads a former result of `audit --format json`.
 * @throws {Failure} `bad-input` for a file that cannot be read, is no JSON, or holds no such result.
 */
export async function readBaseline(file: string): Promise<{ readonly name: string; readonly value: Baseline }> {
  const refuse = (message: string, cause: string) =>
    new Failure({
      code: 'bad-input',
      message: `The baseline ${file} ${message}.`,
      remedy: 'Write it with: raingauge audit --format json > baseline.json',
      cause,
    });
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refuse('cannot be read', messageOf(error));
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse('is no JSON', messageOf(error));
  }
  const parsed = auditResultSchema.safeParse(value);
  if (parsed.success) return { name: basename(file), value: parsed.data };
  const [issue] = parsed.error.issues;
  throw refuse('holds no result of an audit', issue ? `${issue.path.join('.')}: ${issue.message}` : '');
}
