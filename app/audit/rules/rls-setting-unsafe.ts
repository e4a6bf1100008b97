import type { Policy, Routine } from '#app/catalog';
import { callsIn, tokenize } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import type { Evidence } from '../finding.ts';
import { policiesOf } from '../policies.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { settingReads, withSafeReads } from '../setting-reads.ts';

/** `test/acceptance/setting-guards.test.ts` asks PostgreSQL: it casts already where it estimates how many rows a condition leaves. */
const GUARD =
  'A comparison with the empty string beside the cast does not help: PostgreSQL may cast already while it plans. NULLIF or CASE does.';

/** Functions that policies call are looked into as well. */
export const rlsSettingUnsafe: Rule = {
  id: 'rls-setting-unsafe',
  title: 'Reading the session’s setting fails where it is missing or empty',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const policies = context.tables.flatMap((table) => policiesOf(context, table));
    return [
      ...policies.flatMap((policy): readonly FindingDraft[] => {
        const faults = [policy.using, policy.check].flatMap((text) => (text === null ? [] : faultsIn(text)));
        if (faults.length === 0) return [];
        const attributes = {
          ...(policy.using === null ? {} : { using: withSafeReads(policy.using) }),
          ...(policy.check === null ? {} : { check: withSafeReads(policy.check) }),
        };
        return [
          {
            object: policy.id,
            message: `Policy ${policy.name} of ${sayTable({ schema: policy.schema, name: policy.table })} fails, instead of hiding rows, where no tenant is set.`,
            evidence: [...new Set(faults)].map((text) => fact(text, policy.id)),
            remedy: remedy({
              title: `Let ${policy.name} read NULL where no tenant is set`,
              edits: [set(policy, attributes)],
            }),
          },
        ];
      }),
      ...calledBy(context, policies).flatMap(inFunction),
    ];
  },
};

function inFunction(routine: Routine): readonly FindingDraft[] {
  const faults = faultsIn(routine.body);
  if (faults.length === 0) return [];
  const evidence: readonly Evidence[] = [...new Set(faults)].map((text) => fact(text, routine.id));
  return [
    {
      object: routine.id,
      message: `${routine.name}(), which policies call, fails where no tenant is set.`,
      evidence,
      remedy: remedy({
        title: `Let ${routine.name}() give NULL where no tenant is set`,
        edits: [set(routine, { body: withSafeReads(routine.body) })],
      }),
    },
  ];
}

function faultsIn(text: string): readonly string[] {
  const isAsked = /current_setting\([^()]*\)+\s*(<>|!=|is\s+not\s+null)/i.test(text);
  const faults = settingReads(text).flatMap(({ setting, missingOk, cast, nullsEmpty }): readonly string[] => {
    if (setting === null) return [];
    return [
      ...(missingOk ? [] : [`current_setting('${setting}') is an error until the setting is made once.`]),
      ...(cast === null || nullsEmpty
        ? []
        : [`A setting that was reset is the empty string, and ''::${cast} is an error: it wants NULLIF(…, '').`]),
    ];
  });
  return isAsked && faults.length > 0 ? [...faults, GUARD] : faults;
}

function calledBy(context: AuditContext, policies: readonly Policy[]): readonly Routine[] {
  const called = new Set(
    policies.flatMap(({ using, check }) =>
      [using, check].flatMap((text) => (text === null ? [] : callsIn(tokenize(text)).map(({ name }) => name))),
    ),
  );
  return context.catalog.objects.function.filter(
    ({ schema, name, ...routine }) =>
      (called.has(name) || called.has(`${schema}.${name}`)) && context.isOwn({ ...routine, schema, name }),
  );
}
