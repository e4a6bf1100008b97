import { type Catalog, lookupOf, type ObjectId, type Policy, type Table } from '#app/catalog';
import { ROW_COMMANDS, type RowCommand } from '../rls-state.ts';
import { type ActingRole, actingRoles, roleNamed } from './acting-roles.ts';
import { type Granted, privilegeOn } from './privileges.ts';
import { type Surrounding, surroundingsOf } from './surroundings.ts';

/** Which rows, as SQL over the table's columns. `all` and `none` are `true` and `false`. */
export interface RowPredicate {
  readonly lets: 'all' | 'none' | 'some';
  readonly sql: string;
}

/** A policy that holds for the role, and why it does. */
export interface AppliedPolicy {
  readonly policy: ObjectId;
  readonly name: string;
  readonly permissive: boolean;
  /** The role it was written for: the role itself, one that it is a member of, or `public`. */
  readonly forRole: string;
  /** The memberships that lead there, the role itself first; empty for `public`. */
  readonly through: readonly string[];
  /** What it asks of rows that are there; `null` where the command meets none. */
  readonly using: string | null;
  /** What it asks of rows as they are written; its USING where it has no WITH CHECK. */
  readonly check: string | null;
}

export interface EffectiveCommand {
  readonly command: RowCommand;
  /** `null`: the role lacks the privilege, and the rest is what would hold if it had it. */
  readonly granted: Granted | null;
  /** The rows that the command meets; `null` for INSERT, which meets none. */
  readonly rows: RowPredicate | null;
  /** The rows that it may leave behind; `null` for SELECT and DELETE, which write none. */
  readonly check: RowPredicate | null;
  /**
   * The same where the command reads as well (WHERE over columns, RETURNING, ON CONFLICT): the SELECT policies are asked too.
   */
  readonly whenReading: { readonly rows: RowPredicate | null; readonly check: RowPredicate | null };
  readonly policies: readonly AppliedPolicy[];
}

/** Why row security holds for the role, or why not. */
export type RowSecurityState = 'holds' | 'holds-for-owner' | 'off' | 'superuser' | 'bypass' | 'owner';

/** What one role can do to the rows of one table, command by command. */
export interface EffectivePolicy {
  readonly role: string;
  readonly table: ObjectId;
  readonly rowSecurity: RowSecurityState;
  /** Why, in one sentence. */
  readonly because: string;
  readonly commands: Readonly<Record<RowCommand, EffectiveCommand>>;
  /** What leads past it or changes it: partitions, views, functions. */
  readonly surroundings: readonly Surrounding[];
}

/**
 * Composes what holds for a role on a table: permissive policies add up (OR), restrictive ones narrow (AND), of those that name
 * PUBLIC, the role or a role whose rights it inherits. Privileges of the table's schema are not looked at.
 * Source: the documentation of CREATE POLICY, "Policies Applied by Command Type"; `check_enable_rls` (utils/misc/rls.c).
 */
export function effectivePolicy(catalog: Catalog, role: string, table: Table): EffectivePolicy {
  const acting = actingRoles(catalog, role);
  const { state, because } = rowSecurityFor(catalog, role, table, acting);
  const applied = lookupOf(catalog)
    .childrenOf(table.schema, table.name)
    .policy.flatMap((policy) => {
      const reason = reasonFor(policy, acting);
      return reason ? [{ policy, reason }] : [];
    });
  const isHeld = state === 'holds' || state === 'holds-for-owner';
  const commandOf = (command: RowCommand): EffectiveCommand => {
    const superuser = state === 'superuser' ? { columns: null, by: role } : null;
    const granted = superuser ?? privilegeOn(catalog, table, command.toUpperCase(), acting);
    return { command, granted, ...compose(command, isHeld ? applied : null) };
  };
  const commands = Object.fromEntries(ROW_COMMANDS.map((command) => [command, commandOf(command)])) as Record<
    RowCommand,
    EffectiveCommand
  >;
  return {
    role,
    table: table.id,
    rowSecurity: state,
    because,
    commands,
    surroundings: surroundingsOf(catalog, table, acting),
  };
}

interface Applying {
  readonly policy: Policy;
  readonly reason: { readonly forRole: string; readonly through: readonly string[] };
}

function reasonFor({ roles }: Policy, acting: readonly ActingRole[]): Applying['reason'] | null {
  const own = acting.find(({ name }) => roles.includes(name));
  if (own) return { forRole: own.name, through: own.through };
  return roles.length === 0 || roles.includes('public') ? { forRole: 'public', through: [] } : null;
}

function rowSecurityFor(
  catalog: Catalog,
  role: string,
  table: Table,
  acting: readonly ActingRole[],
): { readonly state: RowSecurityState; readonly because: string } {
  const { superuser = false, bypassRls = false } = roleNamed(catalog, role) ?? {};
  if (superuser) return { state: 'superuser', because: `${role} is a superuser: nothing holds for it.` };
  if (!table.rowSecurity) return { state: 'off', because: 'Row security is off: grants alone decide.' };
  if (bypassRls) return { state: 'bypass', because: `${role} has BYPASSRLS: no policy holds for it.` };
  const owner = acting.find(({ name }) => name === table.owner);
  if (!owner) return { state: 'holds', because: 'Row security holds.' };
  const who =
    owner.through.length > 1 ? `${role} owns the table as a member of ${owner.name}` : `${role} owns the table`;
  return table.forceRowSecurity
    ? { state: 'holds-for-owner', because: `${who}, and row security is forced: it holds for the owner too.` }
    : { state: 'owner', because: `${who}, and row security is not forced: no policy holds for it.` };
}

type Composed = Pick<EffectiveCommand, 'rows' | 'check' | 'whenReading' | 'policies'>;

const ALL: RowPredicate = { lets: 'all', sql: 'true' };
const NONE: RowPredicate = { lets: 'none', sql: 'false' };

/** `null` policies: none holds. */
function compose(command: RowCommand, applied: readonly Applying[] | null): Composed {
  const meets = command !== 'insert';
  const writes = command === 'insert' || command === 'update';
  if (applied === null) {
    const both = { rows: meets ? ALL : null, check: writes ? ALL : null };
    return { ...both, whenReading: both, policies: [] };
  }
  const own = applied.filter(({ policy }) => policy.command === 'all' || policy.command === command);
  const reading = applied.filter(({ policy }) => policy.command === 'all' || policy.command === 'select');
  const rows = meets ? together(own, usingOf) : null;
  const check = writes ? together(own, checkOf) : null;
  const seen = together(reading, usingOf);
  const whenReading =
    command === 'select' ? { rows, check } : { rows: rows && both(rows, seen), check: check && both(check, seen) };
  const policies = own.map(({ policy, reason }): AppliedPolicy => {
    const { id, name, permissive } = policy;
    const using = meets ? usingOf(policy) : null;
    return { policy: id, name, permissive, ...reason, using, check: writes ? checkOf(policy) : null };
  });
  return { rows, check, whenReading, policies };
}

/** A policy FOR INSERT has no USING. */
function usingOf({ using, command }: Policy): string | null {
  return command === 'insert' ? null : using;
}

function checkOf({ using, check }: Policy): string | null {
  return check ?? using;
}

/** A policy without an expression for what is asked neither lets anything through nor narrows anything. */
function together(applying: readonly Applying[], textOf: (policy: Policy) => string | null): RowPredicate {
  const texts = (permissive: boolean) =>
    applying.flatMap(({ policy }) => (policy.permissive === permissive ? (textOf(policy) ?? []) : []));
  const any = either(texts(true));
  return texts(false).reduce((held, text) => both(held, some(text)), any);
}

/** Of nothing, nothing. */
function either(texts: readonly string[]): RowPredicate {
  const open = [...new Set(texts)].map(some).filter(({ lets }) => lets !== 'none');
  const [first] = open;
  if (!first) return NONE;
  if (open.some(({ lets }) => lets === 'all')) return ALL;
  return open.length === 1 ? first : { lets: 'some', sql: open.map(({ sql }) => bracketed(sql)).join(' OR ') };
}

function some(sql: string): RowPredicate {
  if (isTrue(sql)) return ALL;
  return /^\(*false\)*$/i.test(sql.trim()) ? NONE : { lets: 'some', sql };
}

function both(a: RowPredicate, b: RowPredicate): RowPredicate {
  if (a.lets === 'none' || b.lets === 'none') return NONE;
  if (a.lets === 'all') return b;
  if (b.lets === 'all' || a.sql === b.sql) return a;
  return { lets: 'some', sql: `${bracketed(a.sql)} AND ${bracketed(b.sql)}` };
}

function bracketed(sql: string): string {
  return `(${sql})`;
}

function isTrue(text: string): boolean {
  return /^\(*true\)*$/i.test(text.trim());
}
