import { isComplete, type Reading } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type Draft, draft } from '#main/prove/draft.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { ResolvedSource } from './resolve-source.ts';

export interface DraftBetweenOptions {
  readonly from: ResolvedSource;
  readonly to: ResolvedSource;
  readonly hints: readonly string[];
  readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
  readonly shadow: Shadow;
  readonly work: Work;
}

/**
 * A draft from one source to another. Only of sources that hold a whole schema: between code and a database, what only one of
 * them can say would be dropped.
 * @throws {Failure} `bad-input` for another source, or one that could not be read whole.
 */
export async function draftBetween({ from, to, hints, read, shadow, work }: DraftBetweenOptions): Promise<Draft> {
  for (const { how, source } of [from, to]) {
    if (how === 'sql' || how === 'saved') continue;
    throw new Failure({
      code: 'bad-input',
      message: `A draft leads from one whole schema to another, and ${source.label} is not a .sql file or a saved catalog.`,
      remedy: 'Save it first: `raingauge inspect <source> > catalog.json`.',
    });
  }
  const before = whole(await read(from, work));
  const after = whole(await read(to, work));
  return draft(before.catalog, after.catalog, {
    shadow,
    renames: hints.map((text) => ({ text, by: 'hints' })),
    work,
  });
}

function whole(reading: Reading): Reading {
  const unread = reading.report.find(({ effect }) => effect === 'unread');
  if (isComplete(reading) || !unread) return reading;
  throw new Failure({
    code: 'bad-input',
    message: `${reading.source.label} could not be read whole: ${unread.message}`,
    remedy: unread.remedy ?? 'Correct it first: what is not read would be dropped.',
    origin: unread.origin,
  });
}
