import type { WaiverInput } from '#app/api';
import { editConfig, openConfig } from './edit-config.ts';

/** What a waiver is for: a rule, and the object it is about. */
export interface Waivable {
  readonly rule: string;
  readonly object: string;
  /** The object where that is one of several things about it: what is accepted of all of them is taken back with it. */
  readonly whole?: string;
}

/**
 * Writes into the project's configuration that something is accepted, in place of what was said of it before; `null` takes
 * it back. A pattern that matches it among others stays: it was written by hand.
 * @throws {Failure} `bad-input` for a file that is no JSON or cannot be written.
 */
export function writeWaiver(root: string, what: Waivable, waiver: WaiverInput | null): Promise<void> {
  return editConfig(root, (text) => withWaiver(text, what, waiver), 'give --ignore for one run');
}

/** The text of the file with the waiver in it, or without. */
export function withWaiver(text: string, what: Waivable, waiver: WaiverInput | null): string {
  const config = openConfig(text);
  const own = config.listIn('waivers');
  const at = own.findIndex((value) => isFor(value, what));
  if (waiver === null) {
    const { rule, whole } = what;
    const taken = at >= 0 || whole === undefined ? at : own.findIndex((value) => isFor(value, { rule, object: whole }));
    if (taken >= 0) config.edit(own.length === 1 ? ['waivers'] : ['waivers', taken], undefined);
    return config.text();
  }
  const { reason, owner, expires, deferred } = waiver;
  const entry = {
    rule: what.rule,
    object: what.object,
    reason,
    ...(owner ? { owner } : {}),
    ...(expires ? { expires } : {}),
    ...(deferred ? { deferred } : {}),
  };
  if (at >= 0) config.edit(['waivers', at], entry);
  else if (own.length === 0) config.edit(['waivers'], [entry]);
  else config.edit(['waivers', own.length], entry, true);
  return config.text();
}

function isFor(value: unknown, what: Waivable): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, object } = value as Readonly<Record<string, unknown>>;
  return rule === what.rule && object === what.object;
}
