/** From the worst on. What a finding means where nothing says how likely it is: its impact. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is about: the rows of the risk matrix. */
export const DIMENSIONS = ['tenancy', 'integrity', 'integration', 'scale', 'operations', 'convention'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How likely it is that harm comes of it, as far as statistics and usages tell. */
export const LIKELIHOODS = ['likely', 'possible', 'unlikely'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** Whether one severity is as bad as another or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
