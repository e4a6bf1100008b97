import type { Reading } from '#app/catalog';
import type { CompareOptions, Comparison } from '#app/compare';
import type { Foreseen, ForeseeOptions } from '#app/kit';
import type { CodeCache } from '#main/sources/code/cache/code-cache.ts';
import { ManifestBuilder } from '#main/sources/code/cache/manifest.ts';
import { digest } from '#main/sources/code/cache/probe.ts';
import { saidBy } from '#main/sources/code/cache/said.ts';

/** All that the outcome of a comparison hangs on, as values that are the same when their JSON is. */
export interface ComparisonInputs {
  readonly from: Reading;
  readonly to: Reading;
  readonly options: Omit<CompareOptions, 'answers'>;
  /** By what drizzle-kit would go; `null` where neither side is the project's code. */
  readonly kit: ForeseeOptions | null;
  /** Which server judges, with its version. */
  readonly judge: string;
}

export interface ComparisonOutcome {
  readonly comparison: Comparison;
  readonly foreseen: Foreseen;
}

/** The last comparison of each two sources of a project, on disk: where nothing has changed it is not made again. */
export interface KeptComparisons {
  /** Looks at a reading beforehand, while the other is still being read. */
  note(reading: Reading): void;
  find(inputs: ComparisonInputs): ComparisonOutcome | null;
  /** Keeps what has no question left. */
  keep(inputs: ComparisonInputs, outcome: ComparisonOutcome): void;
}

/** `project` says whose they are, and with what its judge is set up. */
export function createKeptComparisons(cache: CodeCache, project: string): KeptComparisons {
  const settings = new WeakMap<ComparisonInputs, string>();
  const settingsOf = (inputs: ComparisonInputs) => {
    const known = settings.get(inputs) ?? digestOf(inputs);
    settings.set(inputs, known);
    return known;
  };
  const subjectOf = ({ from, to }: ComparisonInputs) =>
    ['comparison', project, from.source.label, to.source.label].join('\0');
  return {
    note: (reading) => void saidBy(reading),
    find(inputs) {
      const entry = cache.find(subjectOf(inputs), settingsOf(inputs));
      return entry === null ? null : (JSON.parse(entry.text) as ComparisonOutcome);
    },
    keep(inputs, outcome) {
      const manifest = new ManifestBuilder().manifest();
      const text = JSON.stringify(outcome);
      cache.keep(subjectOf(inputs), settingsOf(inputs), { manifest, text, started: Date.now() });
    },
  };
}

function digestOf({ from, to, options, kit, judge }: ComparisonInputs): string {
  const { migrations, ...others } = options;
  const readings = [from, to, migrations].map((reading) => (reading ? saidBy(reading) : null));
  return digest(JSON.stringify([readings, others, kit, judge]));
}
