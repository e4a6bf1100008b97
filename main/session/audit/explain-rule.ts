import { readFile } from 'node:fs/promises';
import type { RuleExplanation } from '#app/api';
import { RULES, sayRulesLike } from '#app/audit';
import { ruleDocFile } from '#main/platform/entry.ts';
import { Failure } from '#main/platform/failure.ts';

/** The doc of a rule. @throws {Failure} `bad-input` for a rule that there is not. */
export async function explainRule(rule: string): Promise<RuleExplanation> {
  if (!RULES.some(({ id }) => id === rule)) {
    throw new Failure({ code: 'bad-input', message: `There is no rule ${rule}.`, remedy: sayRulesLike([rule]) });
  }
  return { rule, markdown: await readFile(ruleDocFile(rule), 'utf8') };
}
