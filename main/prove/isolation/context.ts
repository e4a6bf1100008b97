import type { IsolationSetting } from '#app/api';
import { quoteLiteral } from '#app/sql';
import type { SessionFacts, TermFacts } from './facts/session-facts.ts';
import { sayTerm, termKey } from './facts/session-term.ts';
import type { Pins, TenantName } from './pinned.ts';

/** Who is asking: settings by name, and the role where tenants are roles. */
export interface SessionContext {
  readonly settings: ReadonlyMap<string, string>;
  /** Stands for the probed role, of which it is a member. */
  readonly asRole: string | null;
}

export const NOBODY: SessionContext = { settings: new Map(), asRole: null };

export interface ContextOptions {
  readonly facts: SessionFacts;
  readonly pins: Pins;
  /** By tenant, the roles that stand for them where policies compare rows with `current_user`. */
  readonly tenantRoles: Readonly<Record<TenantName, string>> | null;
  /** `sessionSettings` of the configuration: only these are set then. */
  readonly configured: Readonly<Record<string, string>> | null;
}

/** Constants that stand for a place of the session, by {@link termKey}. */
export type Assumed = ReadonlyMap<string, string>;
export const ASSUMING_NOTHING: Assumed = new Map();

/** Words of the configuration that say of what kind a setting is, and not what it is set to. */
const KINDS = /^(uuid|text|varchar|string|int|integer|bigint|smallint|number|tenant|user|\{tenant\}|\{user\})$/i;

/** The session of a tenant as the application would set it up for a role. */
export function contextOf(
  tenant: TenantName,
  role: string,
  options: ContextOptions,
  assumed = ASSUMING_NOTHING,
): SessionContext {
  const { facts, tenantRoles, configured } = options;
  const settings = new Map<string, string>();
  const claims = new Map<string, Record<string, unknown>>();
  for (const each of facts.terms.values()) {
    const { term } = each;
    if (term.kind === 'role' || (configured && !(term.name in configured))) continue;
    const value = valueFor(each, tenant, role, options) ?? assumed.get(termKey(term)) ?? plainValue(each);
    if (value === null) continue;
    if (term.path.length === 0 && term.shape !== 'json-array')
      settings.set(term.name, term.shape === 'array' ? `{${value}}` : value);
    else if (term.path.length === 0) settings.set(term.name, JSON.stringify([value]));
    else {
      const object = claims.get(term.name) ?? { role };
      claims.set(term.name, object);
      putAt(object, term.path, term.shape === 'one' ? value : [value]);
    }
  }
  for (const [name, object] of claims) settings.set(name, JSON.stringify(object));
  for (const [name, value] of Object.entries(configured ?? {}))
    if (!KINDS.test(value) && !claims.has(name)) settings.set(name, value);
  const isRole = [...facts.terms.values()].some(({ term, columns }) => term.kind === 'role' && columns.length > 0);
  return { settings, asRole: isRole && tenantRoles ? tenantRoles[tenant] : null };
}

function valueFor(
  { term, columns, constants }: TermFacts,
  tenant: TenantName,
  role: string,
  { pins }: ContextOptions,
): string | null {
  const pinned = columns.flatMap((column) => pins.classOf(column) ?? []);
  // Where it is compared with several things, the tenant is the one that counts.
  const chosen = pinned.find(({ isTenant }) => isTenant) ?? pinned[0];
  if (chosen) return chosen.values[tenant];
  const isRoleName = term.kind === 'setting' && (term.path.at(-1) ?? term.name).split('.').at(-1) === 'role';
  return isRoleName ? (constants.includes(role) ? role : null) : null;
}

/** What is asked to be true is false of an ordinary session; anything else is left unset. */
function plainValue({ constants }: TermFacts): string | null {
  return constants.some((constant) => /^(true|t|on|yes)$/i.test(constant)) ? 'false' : null;
}

function putAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const inner = typeof object[key] === 'object' && object[key] !== null ? (object[key] as Record<string, unknown>) : {};
  object[key] = inner;
  putAt(inner, rest, value);
}

/** What policies ask of the session beside who it is, in ways that a session may answer: an admin's, a second factor's. */
export function assumptions(facts: SessionFacts): readonly Assumed[] {
  const open = [...facts.terms.values()].filter(
    ({ term, columns, constants }) => term.kind === 'setting' && columns.length === 0 && constants.length > 0,
  );
  const all = new Map(open.map(({ term, constants }) => [termKey(term), constants[0] ?? '']));
  const single = open.flatMap(({ term, constants }) =>
    constants.map((constant) => new Map([[termKey(term), constant]])),
  );
  return open.length === 0 ? [] : [...(open.length > 1 ? [all] : []), ...single].slice(0, 4);
}

/** The statements that set a context up inside a transaction. */
export function settingStatements({ settings }: SessionContext): readonly string[] {
  return [...settings].map(([name, value]) => `SELECT set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`);
}

export function saySettings({ facts, pins, tenantRoles, configured }: ContextOptions): readonly IsolationSetting[] {
  return [...facts.terms.values()].map((each): IsolationSetting => {
    const { term, columns } = each;
    const isLeftOut = configured && term.kind === 'setting' && !(term.name in configured);
    const value =
      term.kind === 'role'
        ? (tenantRoles?.a ?? null)
        : valueFor(each, 'a', '', { facts, pins, tenantRoles, configured });
    return {
      name: sayTerm(term),
      columns: columns.map(sayPlace),
      value: isLeftOut ? null : (value ?? plainValue(each)),
    };
  });
}

function sayPlace({ schema, table, column }: { schema: string; table: string; column: string }): string {
  return `${schema}.${table}.${column}`;
}
