import type { Policy, Table } from '#app/catalog';
import { leavesOf, namesIn, skeletonOfText } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, plural, sayTable } from '../facts/say.ts';
import { policiesOf } from '../policies.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { isTenantName } from '../tenants.ts';

/** Settings that say which tenant somebody acts for; such as say a role or a person may be others. */
export const rlsSettingInconsistent: Rule = {
  id: 'rls-setting-inconsistent',
  title: 'A policy reads another session setting than the rest, or one that is never set',
  severity: 'high',
  dimension: 'tenancy',
  needs: [['catalog'], ['catalog', 'usages']],
  fix: [],
  evaluate(context) {
    const reads = context.tables.flatMap((table) =>
      policiesOf(context, table).map((policy) => ({ table, policy, settings: tenantSettings(context, policy) })),
    );
    const counts = new Map<string, number>();
    for (const { settings } of reads)
      for (const setting of settings) counts.set(setting, (counts.get(setting) ?? 0) + 1);
    const set = Object.keys(context.options.sessionSettings ?? {});
    const usual = usualOf(counts, set);
    if (usual === null) return [];
    const never = set.length > 0 ? null : neverMade(context, usual, reads);
    return [
      ...(never ? [never] : []),
      ...reads.flatMap(({ table, policy, settings }): readonly FindingDraft[] => {
        const odd = settings.filter((setting) => (set.length > 0 ? !set.includes(setting) : setting !== usual));
        if (odd.length === 0) return [];
        const known =
          set.length > 0
            ? `The application sets ${set.join(', ')}.`
            : `${plural(counts.get(usual) ?? 0, 'policy', 'policies')} read ${usual}.`;
        return [
          {
            object: policy.id,
            message: `Policy ${policy.name} of ${sayTable(table)} reads ${odd.join(', ')}, ${set.length > 0 ? 'which the application never sets' : `where the other policies read ${usual}`}.`,
            evidence: [fact(known), fact(`USING (${policy.using ?? '–'}).`, policy.id)],
          },
        ];
      }),
    ];
  },
};

/** Made by servers in front of the database, never by the program. */
const BY_SERVERS = /^(request|role|jwt)\./;

/** One finding for all policies: they wait for the same. */
function neverMade(
  { settingsMade }: AuditContext,
  setting: string,
  reads: readonly { readonly table: Table; readonly policy: Policy; readonly settings: readonly string[] }[],
): FindingDraft | null {
  const waiting = reads.filter(({ settings }) => settings.includes(setting));
  const [first] = waiting;
  if (!first || settingsMade === null || settingsMade.has(setting) || BY_SERVERS.test(setting)) return null;
  return {
    object: first.policy.id,
    discriminator: setting,
    message: `${plural(waiting.length, 'policy reads', 'policies read')} ${setting}, and nothing in the code sets it.`,
    evidence: [
      fact(
        settingsMade.size === 0
          ? 'The code makes clients of the database and no setting of the session.'
          : `The code sets ${[...settingsMade].sort().join(', ')}.`,
      ),
      ...waiting.slice(0, 3).map(({ policy }) => fact(`USING (${policy.using ?? '–'}).`, policy.id)),
    ],
  };
}

/** What most policies read; what the application sets goes before. */
function usualOf(counts: ReadonlyMap<string, number>, set: readonly string[]): string | null {
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return set.find((setting) => counts.has(setting)) ?? sorted[0]?.[0] ?? null;
}

/** The settings that the policy compares its tenant column with, through functions as well. */
function tenantSettings(context: AuditContext, policy: Policy): readonly string[] {
  const found = new Set<string>();
  for (const text of [policy.using, policy.check]) {
    if (text === null) continue;
    for (const leaf of leavesOf(skeletonOfText(text))) {
      if (![...namesIn(leaf)].some((name) => isTenantName(context, name))) continue;
      for (const setting of context.session.settings(leaf)) found.add(setting);
    }
  }
  return [...found].sort();
}
