import { type Column, compareText, lookupOf, objectId, type Policy, quoteIdent, type Table } from '#app/catalog';
import { canonicalName, isTenantColumn, namesIn, skeletonOfText, tenantColumnOf, tokenize } from '#app/coverage';
import { quoteLiteral } from '#app/sql';
import type { AuditContext } from './context.ts';
import { type CatalogEdit, set } from './remedy.ts';

/** How this project's policies hold a row to its tenant. */
interface Template {
  /** What the tenant column is compared with. */
  readonly value: string;
  readonly type: string;
  readonly roles: readonly string[];
}

/**
 * A policy that holds every command to the tenant, written as the project's other policies are; where there are none, by the
 * setting that the configuration or the policies name. Evaluated once per statement, and false where no tenant is set.
 */
export function tenantPolicy(context: AuditContext, table: Table, column: Column): Policy {
  const template = templateOf(context, column.type);
  const predicate = tenantPredicate(context, column);
  return {
    kind: 'policy',
    id: objectId('policy', table.schema, table.name, policyName(context, table)),
    comment: null,
    origins: [],
    schema: table.schema,
    table: table.name,
    name: policyName(context, table),
    permissive: true,
    command: 'all',
    roles: template?.roles ?? ['public'],
    using: predicate,
    check: predicate,
  };
}

/** `(company_id = …)`, comparing the column with the session's tenant. */
export function tenantPredicate(context: AuditContext, column: Pick<Column, 'name' | 'type'>): string {
  return `(${quoteIdent(column.name)} = ${templateOf(context, column.type)?.value ?? settingValue(context, column)})`;
}

/**
 * What policies of a table compare, once its tenant column has another type; `null` where one compares it in a way that cannot be
 * rewritten safely.
 */
export function retypedPolicies(context: AuditContext, column: Column, type: string): readonly CatalogEdit[] | null {
  const predicate = tenantPredicate(context, { name: column.name, type });
  const edits: CatalogEdit[] = [];
  for (const policy of context.lookup.childrenOf(column.schema, column.table).policy) {
    const texts = [policy.using, policy.check].filter((text) => text !== null);
    const comparing = texts.filter((text) => namesIn(tokenize(text)).has(column.name));
    if (comparing.length === 0) continue;
    if (!comparing.every((text) => isPlain(context, text))) return null;
    const again = (text: string | null) => (text !== null && comparing.includes(text) ? predicate : text);
    edits.push(set(policy, { using: again(policy.using), check: again(policy.check) }));
  }
  return edits;
}

/** `tenant column = what the session says`, and nothing else. */
function isPlain(context: AuditContext, text: string): boolean {
  const skeleton = skeletonOfText(text);
  return skeleton.kind === 'leaf' && context.session.reads(skeleton.tokens) && PLAIN.test(text);
}

const NAME = 'tenant_isolation';

function policyName(context: AuditContext, table: Table): string {
  const taken = new Set(context.lookup.childrenOf(table.schema, table.name).policy.map(({ name }) => name));
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? NAME : `${NAME}_${at}`;
    if (!taken.has(name)) return name;
  }
}

/** What most policies of plain form (`tenant column = value`) compare a column of this type with. */
function templateOf(context: AuditContext, type: string): Template | null {
  const counts = context.remember('tenant policy templates', () => countTemplates(context));
  const fitting = [...counts.values()].filter(({ template }) => template.type === type);
  const [best] = fitting.sort((a, b) => b.count - a.count || compareText(a.template.value, b.template.value));
  return best?.template ?? null;
}

function countTemplates(context: AuditContext): ReadonlyMap<string, { template: Template; count: number }> {
  const counts = new Map<string, { template: Template; count: number }>();
  for (const policy of context.catalog.objects.policy) {
    const template = readTemplate(context, policy);
    if (!template) continue;
    const key = JSON.stringify(template);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { template, count: 1 });
  }
  return counts;
}

const PLAIN = /^\(*\s*(?:[\w"]+\.)?("[^"]+"|\w+)\s*=\s*(.+)$/s;

function readTemplate(context: AuditContext, policy: Policy): Template | null {
  const text = policy.using ?? policy.check;
  if (text === null || !policy.permissive || !isSafe(text)) return null;
  const skeleton = skeletonOfText(text);
  if (skeleton.kind !== 'leaf' || !context.session.reads(skeleton.tokens)) return null;
  const [, name = '', rest = ''] = PLAIN.exec(text) ?? [];
  const bare = name.replaceAll('"', '');
  const column = lookupOf(context.catalog).columnOf(policy.schema, policy.table, bare);
  if (!column || !isTenantColumn(context.tenancy, bare)) return null;
  const value = balanced(rest.trim());
  if (value === null || namesOwnColumn(context, policy, value)) return null;
  // Asked once per statement, whatever the model did.
  const once = /^\(?\s*select\b/i.test(value) ? value : `( SELECT ${value})`;
  return { value: once, type: column.type, roles: policy.roles };
}

function namesOwnColumn(context: AuditContext, { schema, table }: Policy, value: string): boolean {
  const names = namesIn(tokenize(value));
  return context.lookup.childrenOf(schema, table).column.some(({ name }) => names.has(name));
}

/** What our own rules would find fault with is no model: a setting that has to be there, or a cast of the empty string. */
function isSafe(text: string): boolean {
  if (!/\bcurrent_setting\b/i.test(text)) return true;
  return /,\s*true\s*\)/i.test(text) && /\bnullif\b/i.test(text);
}

/** Without the brackets that were opened before it. */
function balanced(text: string): string | null {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth < 0) return text.slice(0, at).trim() || null;
  }
  return depth === 0 ? text : null;
}

function settingValue(context: AuditContext, { name, type }: Pick<Column, 'name' | 'type'>): string {
  const read = `NULLIF(current_setting(${quoteLiteral(settingName(context, name))}::text, true), ''::text)`;
  return type === 'text' ? `( SELECT ${read})` : `( SELECT (${read})::${type})`;
}

/** The setting that policies read, or that the configuration names; else one named after the column. */
function settingName({ tenancy, options }: AuditContext, column: string): string {
  const configured = Object.keys(options.sessionSettings ?? {});
  const alike = configured.find((setting) => canonicalName(setting).endsWith(canonicalName(column)));
  return tenancy.settings[0] ?? alike ?? configured[0] ?? `app.${canonicalName(column)}`;
}

/** The table's tenant column, where it has one. */
export function ownTenantColumn(context: AuditContext, table: Table): Column | null {
  return tenantColumnOf(context.catalog, context.tenancy, table);
}
