import type { IsolationProbe } from '#app/api';
import { type Catalog, lookupOf, type Table } from '#app/catalog';
import { type EffectivePolicy, effectivePolicy } from '#app/coverage';
import type { RoleFindings } from './findings.ts';
import type { Command, Seen } from './run-table.ts';

export interface JudgeOptions {
  readonly catalog: Catalog;
  /** The server's words where the table has no rows to show anything with. */
  readonly gaveUp: string | null;
  /** Why an own row may not have been reached: settings that the configuration leaves out. */
  readonly hint: string | null;
  /** A tenant does not add itself. */
  readonly isRoot: boolean;
  readonly isDirectory: boolean;
}

const COMMANDS = ['select', 'insert', 'update', 'delete'] as const satisfies readonly Command[];

/** What each command of a role comes to. */
export function judgeCommands(table: Table, findings: RoleFindings, options: JudgeOptions): readonly IsolationProbe[] {
  const policy = effectivePolicy(options.catalog, findings.role, table);
  return COMMANDS.map((command) => judge(command, findings, policy, table, options));
}

type Answer = Pick<IsolationProbe, 'outcome' | 'why'>;

function judge(
  command: Command,
  { role, seen, control }: RoleFindings,
  policy: EffectivePolicy,
  table: Table,
  options: JudgeOptions,
): IsolationProbe {
  const got = control.get(command);
  const isShown = (got?.got.length ?? 0) > 0;
  const answer = answerFor({ command, seen: seen.get(command), isShown, control: got, policy, table }, options);
  return { role, command, control: isShown, ...answer };
}

interface Case {
  readonly command: Command;
  readonly seen: Seen | undefined;
  readonly isShown: boolean;
  readonly control: Seen | undefined;
  readonly policy: EffectivePolicy;
  readonly table: Table;
}

function answerFor(
  { command, seen, isShown, control, policy, table }: Case,
  { catalog, gaveUp, hint, isRoot, isDirectory }: JudgeOptions,
): Answer {
  if (seen && seen.got.length > 0) return { outcome: 'leaks', why: null };
  const effective = policy.commands[command];
  if (seen?.denied || effective.granted === null) return { outcome: 'not-granted', why: null };
  if ((command === 'insert' ? effective.check : effective.rows)?.lets === 'none')
    return { outcome: 'closed', why: closedWhy(policy, command) };
  if (command === 'insert' && isRoot)
    return { outcome: 'not-probed', why: 'A row of the tenant root is a tenant: none adds itself.' };
  if (command === 'select' && isDirectory) return { outcome: 'not-probed', why: DIRECTORY };
  if (gaveUp !== null) return { outcome: 'undecided', why: `No row could be made: ${gaveUp}.` };
  if (!seen) return { outcome: 'not-probed', why: null };
  if (!seen.own) return { outcome: 'undecided', why: ownWhy(seen, command, hint) };
  if (isShown) return { outcome: 'held', why: null };
  const guard = guardOf(catalog, table, command);
  if (guard !== null) return { outcome: 'held', why: `Not by policies, but by ${guard}.` };
  const words = control?.stopped ? ` (${control.stopped})` : '';
  return {
    outcome: 'undecided',
    why: `No other tenant's row was reached even with row security off${words}, so a refusal shows nothing.`,
  };
}

function closedWhy({ commands }: EffectivePolicy, command: Command): string {
  const { policies } = commands[command];
  if (policies.length === 0) return 'No policy lets anybody through.';
  return policies.every(({ permissive }) => !permissive)
    ? 'There are only restrictive policies: they narrow what permissive ones let through, and there is none.'
    : 'Its policies let nobody through.';
}

export const DIRECTORY =
  'It is the tenant root with row security off: its rows are the tenants, and may be read by all.';

const DOES: Readonly<Record<Command, string>> = {
  select: 'read',
  insert: 'added',
  update: 'changed',
  delete: 'deleted',
};

function ownWhy({ stopped }: Seen, command: Command, hint: string | null): string {
  const base = `No row of the tenant's own could be ${DOES[command]}`;
  const words = stopped === null ? '' : `: ${stopped}`;
  return `${base}${words}, so that others' could not shows nothing.${hint === null ? '' : ` ${hint}`}`;
}

/** What else than a policy may stand between tenants. */
function guardOf(catalog: Catalog, { schema, name }: Table, command: Command): string | null {
  const { trigger, rule } = lookupOf(catalog).childrenOf(schema, name);
  const found = trigger.find(({ enabled }) => enabled !== 'disabled');
  if (found && command !== 'select') return `the trigger ${found.name}`;
  return rule[0] ? `the rule ${rule[0].name}` : null;
}
