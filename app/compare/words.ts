import { type ObjectId, parseObjectId, quoteIdent } from '#app/catalog';
import type { ComparedRule } from './evaluate.ts';

/** An object as people call it: `policy public.guests.tenant_isolation`, `grants of app on table public.guests`. */
export function callObject(noun: string, id: ObjectId): string {
  if (id.startsWith('default-privilege:')) return callDefaultPrivilege(id);
  return id.startsWith('grant:') ? `grants of ${callGrant(id)}` : `${noun} ${nameOf(id)}`;
}

/** Who holds what a grant gives, and on what: `PUBLIC on function public.f()`. */
export function callGrant(id: ObjectId): string {
  const [on = '', grantee = ''] = parseObjectId(id).parts;
  return `${callGrantee(grantee)} on ${on.slice(0, on.indexOf(':')).replaceAll('-', ' ')} ${nameOf(on)}`;
}

/** `default privileges of app on tables that owner makes in public`. */
function callDefaultPrivilege(id: ObjectId): string {
  const [role = '', schema = '', objectType = '', grantee = ''] = parseObjectId(id).parts;
  const where = schema === '' ? '' : ` in ${quoteIdent(schema)}`;
  return `default privileges of ${callGrantee(grantee)} on ${objectType} that ${quoteIdent(role)} makes${where}`;
}

function callGrantee(grantee: string): string {
  return grantee === 'public' ? 'PUBLIC' : quoteIdent(grantee);
}

/** An identity without its kind. */
export function nameOf(id: ObjectId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** The predicate of a sentence: `is NOT NULL`, `has default now()`, `has no comment`. */
export function sayValue(rule: ComparedRule, value: unknown, other: unknown, deparsed: string | null): string {
  if (rule.say) return rule.say(value, other);
  if (value === null || value === undefined || isEmpty(value)) return `has no ${rule.label}`;
  if (typeof value === 'boolean') return value ? `has ${rule.label}` : `has no ${rule.label}`;
  return `has ${rule.label} ${shorten(deparsed ?? print(value))}`;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function print(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `(${value.join(', ')})`;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isFlat = !Array.isArray(value) && entries.length > 0 && entries.every(([, part]) => typeof part !== 'object');
  return isFlat ? `(${entries.map(([name, part]) => `${name}=${part}`).join(', ')})` : JSON.stringify(value);
}

const LONGEST = 160;

/** One line: whole texts stand in the difference's states. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/;$/, '').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
