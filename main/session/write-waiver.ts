import type { WaiverInput } from '#app/api';
import { editConfig, openConfig } from './edit-config.ts';
import { DRIFT_RULE } from './waive-differences.ts';

/**
 * Writes into the project's configuration that a difference is accepted, in place of what was said of it before; `null` takes
 * it back. A pattern that matches it among others stays: it was written by hand.
 * @throws {Failure} `bad-input` for a file that is no JSON or cannot be written.
 */
export function writeWaiver(root: string, key: string, waiver: WaiverInput | null): Promise<void> {
  return editConfig(root, (text) => withWaiver(text, key, waiver), 'give --ignore for one run');
}

/** The text of the file with the waiver in it, or without. */
export function withWaiver(text: string, key: string, waiver: WaiverInput | null): string {
  const config = openConfig(text);
  const own = config.listIn('waivers');
  const at = own.findIndex((value) => isFor(value, key));
  if (waiver === null) {
    if (at >= 0) config.edit(own.length === 1 ? ['waivers'] : ['waivers', at], undefined);
    return config.text();
  }
  const { reason, owner, expires } = waiver;
  const entry = { rule: DRIFT_RULE, object: key, reason, ...(owner ? { owner } : {}), ...(expires ? { expires } : {}) };
  if (at >= 0) config.edit(['waivers', at], entry);
  else if (own.length === 0) config.edit(['waivers'], [entry]);
  else config.edit(['waivers', own.length], entry, true);
  return config.text();
}

function isFor(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, object } = value as Readonly<Record<string, unknown>>;
  return rule === DRIFT_RULE && object === key;
}
