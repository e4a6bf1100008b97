import type { DriftResult } from '#app/api';
import type { Problem } from '#app/catalog';
import {
  type Difference,
  type DifferenceClass,
  demandOf,
  type OnDemand,
  totalsOf,
  type Waiver,
  waive,
} from '#app/compare';
import { CONFIG_FILE } from './config-file.ts';
import type { ProjectConfig } from './config-schema.ts';

/** The rule that a waiver of a difference names in raingauge.config.json. */
export const DRIFT_RULE = 'drift';

export interface WaiveOptions {
  readonly config: ProjectConfig;
  /** Patterns of `--ignore`: waivers for one run. */
  readonly ignore: readonly string[];
  /** Only these classes are shown and counted; all of them where it is left out. */
  readonly classes?: readonly DifferenceClass[] | undefined;
  /** What of grants and owners is listed although it does not count; all of it where it is left out. */
  readonly demanded?: readonly OnDemand[] | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What the project and the caller accept does not count; waivers that are over or match nothing are noted. */
export function waiveDifferences(result: DriftResult, options: WaiveOptions): DriftResult {
  return withoutUnasked(waived(result, options), options.demanded);
}

/** Leaves out what is shown on demand and nobody asked for; how much that is stands with what is out of scope. */
function withoutUnasked(result: DriftResult, demanded: readonly OnDemand[] | undefined): DriftResult {
  if (demanded === undefined) return result;
  const unasked: Record<string, number> = {};
  const isAsked = (difference: Difference) => {
    const name = demandOf(difference);
    if (name === null || demanded.includes(name)) return true;
    const reason = `${name} that do not count (--${name} lists them)`;
    unasked[reason] = (unasked[reason] ?? 0) + 1;
    return false;
  };
  const differences = result.differences.filter(isAsked);
  const totals = totalsOf(differences, { ...result.totals.outOfScope, ...unasked });
  return { ...result, differences, totals };
}

function waived(result: DriftResult, { config, ignore, classes, today }: WaiveOptions): DriftResult {
  const own: readonly Waiver[] = (config.waivers ?? []).filter(({ rule }) => rule === DRIFT_RULE);
  const once: readonly Waiver[] = ignore.map((object) => ({ object, reason: 'Ignored for this run by --ignore.' }));
  const shown = classes
    ? result.differences.filter((difference) => classes.includes(difference.class))
    : result.differences;
  if (own.length === 0 && once.length === 0 && shown === result.differences) return result;
  const { differences, unused, expired } = waive(shown, [...own, ...once], today);
  const notes = [
    ...expired.map((waiver) =>
      note('waiver-expired', `A waiver for ${waiver.object} was good until ${waiver.expires}.`),
    ),
    // A waiver for another class or other sources than those looked at is not unused.
    ...unused
      .filter((waiver) => once.includes(waiver))
      .map(({ object }) => ({
        ...note('ignore-unused', `Nothing matches --ignore ${object}.`),
        remedy: 'Give the key of a difference as --format json prints it; * stands for any text.',
        origin: null,
      })),
  ];
  const totals = totalsOf(differences, result.totals.outOfScope);
  return { ...result, differences, totals, unread: [...result.unread, ...notes] };
}

function note(code: string, message: string): Problem {
  return {
    code,
    effect: 'note',
    message,
    remedy: `Put it right, or renew the waiver in ${CONFIG_FILE}.`,
    object: null,
    origin: { source: 'code', file: CONFIG_FILE },
    cause: null,
  };
}
