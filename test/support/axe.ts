import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const SERIOUS: readonly unknown[] = ['serious', 'critical'];

/**
 * What axe finds on the page, whatever its weight: the rule and where. It runs in the page alone (no frame of another origin is
 * ever in the window) and keeps no account of what passed: that takes a third of the time.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  return (await violationsOf(page)).map(spoken);
}

/** Of `axeFindings` what is serious or critical. */
export async function seriousAxeFindings(page: Page): Promise<string[]> {
  return (await violationsOf(page)).filter(({ impact }) => SERIOUS.includes(impact)).map(spoken);
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

async function violationsOf(page: Page): Promise<Violations> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return (await axe.analyze()).violations;
}

const spoken = ({ id, nodes }: Violations[number]) =>
  `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`;
