import type { Policy, Table } from '#app/catalog';
import { ROW_COMMANDS, type RowCommand } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { policiesOf } from '../policies.ts';
import { drop, type Remedy, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const rlsMultiplePermissive: Rule = {
  id: 'rls-multiple-permissive',
  title: 'Several permissive policies hold for one role and command',
  severity: 'low',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      const several = overlaps(context, table);
      const [worst] = several;
      if (!worst) return [];
      const policies = [...new Set(several.flatMap((overlap) => overlap.policies))];
      const commands = ROW_COMMANDS.filter((command) => several.some((overlap) => overlap.command === command));
      return [
        {
          object: table.id,
          message: `${sayTable(table)} has several permissive policies for ${commands.join(', ').toUpperCase()}: each is evaluated, and the most open one decides.`,
          evidence: policies.map(({ name, command, roles, id }) =>
            fact(`${name} is for ${command} of ${roles.join(', ')}.`, id),
          ),
          ...remedyFor(policies),
        },
      ];
    }),
};

interface Overlap {
  readonly command: RowCommand;
  readonly policies: readonly Policy[];
}

/** What is for PUBLIC holds for every role. */
function overlaps(context: AuditContext, table: Table): readonly Overlap[] {
  const permissive = policiesOf(context, table).filter((policy) => policy.permissive);
  if (permissive.length < 2) return [];
  const roles = [...new Set(permissive.flatMap((policy) => policy.roles))];
  return ROW_COMMANDS.flatMap((command) =>
    roles.flatMap((role): readonly Overlap[] => {
      const policies = permissive.filter(
        (policy) =>
          (policy.command === 'all' || policy.command === command) &&
          (policy.roles.includes(role) || policy.roles.includes('public')),
      );
      return policies.length > 1 ? [{ command, policies }] : [];
    }),
  );
}

/** Policies for the same command and roles become one; others are for a person to put in order. */
function remedyFor(policies: readonly Policy[]): { readonly remedy?: Remedy } {
  const [first, ...rest] = policies;
  const isAlike = ({ command, roles }: Policy) => command === first?.command && roles.join() === first.roles.join();
  if (!first || !rest.every(isAlike)) return {};
  const any = (texts: readonly (string | null)[]) => {
    const known = [...new Set(texts.filter((text) => text !== null))];
    return known.length === 0 ? null : known.map((text) => `(${text})`).join(' OR ');
  };
  const using = any(policies.map((policy) => policy.using));
  const hasCheck = policies.some(({ check }) => check !== null);
  const check = hasCheck ? any(policies.map((policy) => policy.check ?? policy.using)) : null;
  return {
    remedy: remedy({
      title: `Make one policy of ${policies.map(({ name }) => name).join(', ')}`,
      edits: [set(first, { using, check }), ...rest.map(({ id }) => drop(id))],
    }),
  };
}
