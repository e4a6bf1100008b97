import { type Grant, objectId, type Table } from '#app/catalog';
import { ROW_COMMANDS, type RowCommand } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { isAskedByPlatform, policiesOf } from '../policies.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

/** Records that are made and never changed need no policy for changing them; a command that nobody was granted needs none. */
export const rlsCommandUncovered: Rule = {
  id: 'rls-command-uncovered',
  title: 'Policies cover some commands only',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      const open = uncovered(context, table);
      if (open.length === 0) return [];
      const said = sayList(open.map((command) => command.toUpperCase()));
      const column = tenantColumnIn(context, table);
      return [
        {
          object: table.id,
          // What is only read, or belongs to a platform's users, is mostly meant to be written by somebody whom no policy holds for.
          ...(!open.includes('select') && (open.length === ROW_COMMANDS.length - 1 || isAskedByPlatform(context, table))
            ? { severity: 'low' as const }
            : {}),
          message: `No policy of ${sayTable(table)} speaks of ${said}: ${effectsOf(open)} for everybody whom row security holds for.`,
          evidence: policiesOf(context, table).map(({ name, command, id }) => fact(`${name} is for ${command}.`, id)),
          ...(column
            ? {
                remedy: remedy({
                  title: `Add ${open.length === 1 ? 'a policy' : 'policies'} for ${said} that hold to the tenant`,
                  edits: open.map((command) => put(policyFor(context, table, command))),
                }),
              }
            : {}),
        },
      ];
    }),
};

/** INSERT without a policy is an error; what looks for rows finds none, and says nothing. */
function effectsOf(open: readonly RowCommand[]): string {
  const silent = open.filter((command) => command !== 'insert').map((command) => command.toUpperCase());
  return [
    ...(open.includes('insert') ? ['INSERT fails'] : []),
    ...(silent.length > 0
      ? [`${sayList(silent)} ${silent.length === 1 ? 'finds' : 'find'} no row, without an error,`]
      : []),
  ].join(' and ');
}

function uncovered(context: AuditContext, table: Table): readonly RowCommand[] {
  if (!table.rowSecurity || !context.reach.has(table.id)) return [];
  const permissive = policiesOf(context, table).filter((policy) => policy.permissive);
  if (permissive.length === 0) return [];
  const isRecord = context.patterns.appendOnly(table).isAppendOnly;
  return ROW_COMMANDS.filter(
    (command) =>
      !permissive.some((policy) => policy.command === 'all' || policy.command === command) &&
      !(isRecord && (command === 'update' || command === 'delete')) &&
      mayBeGranted(context, table, command),
  );
}

/** Where the application's role is known with what it was granted, only what it may do counts. */
function mayBeGranted(context: AuditContext, table: Table, command: RowCommand): boolean {
  const { applicationRole } = context.options;
  if (!applicationRole || context.source === 'code' || !context.lookup.find(objectId('role', applicationRole)))
    return true;
  const grants = context.catalog.objects.grant.filter(({ on }) => on === table.id);
  const own = grants.filter(({ grantee }) => grantee === applicationRole || grantee === 'public');
  return table.owner === applicationRole || own.length === 0 || own.some((grant) => holds(grant, command));
}

function holds({ privileges }: Grant, command: RowCommand): boolean {
  return privileges.some(({ privilege }) => privilege.toLowerCase() === command);
}

function policyFor(context: AuditContext, table: Table, command: RowCommand) {
  const column = tenantColumnIn(context, table);
  if (!column) throw new Error(`${table.id} has no tenant column`);
  const all = tenantPolicy(context, table, column);
  const name = `${all.name}_${command}`;
  return {
    ...all,
    id: objectId('policy', table.schema, table.name, name),
    name,
    command,
    using: command === 'insert' ? null : all.using,
    check: command === 'select' || command === 'delete' ? null : all.check,
  };
}
