import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '#app/catalog';
import { callChain, calleeName, child, children, type Node, nameOf } from '../syntax/node.ts';
import { type Beside, POLICY_OPTIONS, type PolicyOption, policyOption } from './extra-text.ts';
import type { FileEdit } from './file-edit.ts';
import { editList, noListChanges } from './list-edit.ts';

/** What each option of `pgPolicy` is of a policy. */
const MEANT: Readonly<Record<PolicyOption, (policy: Policy) => unknown>> = {
  as: ({ permissive }) => permissive,
  for: ({ command }) => command,
  to: ({ roles }) => roles,
  using: ({ using }) => using,
  withCheck: ({ check }) => check,
};

/**
 * Changes what `pgPolicy('name', { … })` says and has to say otherwise; every other option keeps its words: a role, a shared
 * expression, a comment. False, with nothing done, where the call has no such options, spread or computed ones, or another
 * name.
 */
export function editPolicy(edit: FileEdit, words: Beside, value: Node, before: Policy, after: Policy): boolean {
  const [call] = callChain(value);
  const maker = call && calleeName(call);
  if (!maker || (edit.source.imports.get(maker)?.name ?? maker) !== 'pgPolicy') return false;
  const [name = null, options = null] = children(call, 'arguments');
  if (nameOf(name) !== after.name || options?.type !== 'ObjectExpression') return false;
  const entries = children(options, 'properties');
  if (entries.some((entry) => entry.type !== 'Property' || entry.computed === true)) return false;
  const changes = noListChanges();
  for (const option of POLICY_OPTIONS) {
    if (isDeepStrictEqual(MEANT[option](before), MEANT[option](after))) continue;
    const wanted = policyOption(words, after, option);
    const entry = entries.find((each) => nameOf(child(each, 'key')) === option);
    const said = entry && child(entry, 'value');
    if (wanted === null) {
      if (entry) changes.removed.add(entry);
    } else if (!said) changes.added.push(`${option}: ${wanted}`);
    else if (entry.shorthand === true) changes.replaced.set(entry, `${option}: ${wanted}`);
    else changes.replaced.set(said, wanted);
  }
  editList(edit.edited, options, entries, changes);
  return true;
}
