import type { KitFact } from '#app/compare';
import { ofAttribute } from './attribute-facts.ts';
import { type Change, type Foreseen, ignores, type Setting } from './change.ts';
import type { KitLine } from './kit-line.ts';
import { ofCreated, ofDropped, ofUnknown } from './object-facts.ts';

/** What a command of drizzle-kit does about one change. */
export function foreseeChange(change: Change, setting: Setting): KitFact {
  return { command: setting.command, line: setting.line.name, ...foreseen(change, setting) };
}

function foreseen(change: Change, setting: Setting): Foreseen {
  const { attribute, base, code } = change;
  if (!base && !code) return ofUnknown(change, setting);
  const since = lacks(change, setting.line);
  if (since) return ignores(since);
  if (base && code) {
    return attribute === null ? ignores('Both have it.') : ofAttribute({ ...change, attribute, base, code }, setting);
  }
  return base
    ? ofDropped({ ...change, base }, setting)
    : ofCreated({ ...change, code: code as NonNullable<typeof code> }, setting);
}

/** Older releases of 0.x did not know everything. */
function lacks({ kind, attribute }: Change, { knows, name }: KitLine): string | null {
  const isPolicy = kind === 'policy' || kind === 'role' || attribute === 'rowSecurity';
  const isView = kind === 'view' || kind === 'materialized-view' || kind === 'check';
  const isSequence = kind === 'sequence' || attribute === 'identity' || attribute === 'generated';
  if ((isPolicy && !knows.policies) || (isView && !knows.views) || (isSequence && !knows.sequences)) {
    return `drizzle-kit ${name} does not know it yet.`;
  }
  return null;
}
