import { readFile } from 'node:fs/promises';
import type { RuleExplanation } from '#app/api';
import { RULES } from '#app/audit';
import { ruleDocFile } from '#main/platform/entry.ts';
import { Failure } from '#main/platform/failure.ts';

/** The doc of a rule. @throws {Failure} `bad-input` for a rule that there is not. */
export async function explainRule(rule: string): Promise<RuleExplanation> {
  if (!RULES.some(({ id }) => id === rule)) {
    const near = RULES.map(({ id }) => id).filter((id) => id.includes(rule) || rule.includes(id));
    throw new Failure({
      code: 'bad-input',
      message: `There is no rule ${rule}.`,
      remedy:
        near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are: ${RULES.map(({ id }) => id).join(', ')}.`,
    });
  }
  return { rule, markdown: await readFile(ruleDocFile(rule), 'utf8') };
}
