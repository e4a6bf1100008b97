import { type Column, type ForeignKey, objectId, type Table } from '#app/catalog';
import { canonicalName, inferReferences, isJudged, LIKELY_REFERENCE, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { keyToTenant } from '../facts/foreign-keys.ts';
import { makeColumn, makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayTable } from '../facts/say.ts';
import type { Evidence } from '../finding.ts';
import { type CatalogEdit, put, type Remedy, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { isActorColumn, reachOf, scopedTables, tenantColumnIn, tenantRootOf, usualTenantName } from '../tenants.ts';

/** A table whose every row has a parent that names its tenant is scoped through the parent: it is not flagged. */
export const tenantColumnMissing: Rule = {
  id: 'tenant-column-missing',
  title: 'A table holds tenants’ data and has no tenant column',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    if (context.tenancy.columns.length === 0) return [];
    const memberships = new Set(context.patterns.memberships(context.tenancy).map(({ id }) => id));
    const users = new Set(context.patterns.users(context.tenancy).map(({ id }) => id));
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      if (users.has(table.id) || memberships.has(table.id)) return [];
      const why =
        loosely(context, table) ??
        unguarded(context, table) ??
        pointedAt(context, table) ??
        written(context, table, memberships.size > 0);
      if (why === null) return [];
      return [
        {
          object: table.id,
          message: `${sayTable(table)} holds tenants’ data and has no column that says whose a row is.`,
          evidence: why,
          ...remedyFor(context, table),
        },
      ];
    });
  },
};

/** Through a key that may be NULL: rows without a parent belong to nobody. */
function loosely(context: AuditContext, table: Table): readonly Evidence[] | null {
  const reach = reachOf(context, table);
  const [key] = reach?.kind === 'parent' && !reach.certain ? reach.path : [];
  if (!key || key.columns.every((name) => isActorColumn(name) || isChoice(name)) || isOnlyPerson(context, key))
    return null;
  const way = `${key.columns.join(', ')} leads to ${sayTable(key.references)}`;
  return [fact(`${way}, and may be NULL on the way: such rows belong to no tenant.`, key.id)];
}

/** What somebody has chosen for now, as the organization that a session works in: whose the row is, another column says. */
function isChoice(name: string): boolean {
  return /^(active|current|default|last|preferred|requested|selected)_/.test(canonicalName(name));
}

/** By a column that is named like a reference to a tenant's table, and that no key holds to it. */
function unguarded(context: AuditContext, table: Table): readonly Evidence[] | null {
  if (reachOf(context, table) !== null) return null;
  const own = inferredOf(context).get(table.id) ?? [];
  const found = own.find(
    ({ column, table: target, confidence }) =>
      confidence >= LIKELY_REFERENCE &&
      !isActorColumn(column.name) &&
      tenantColumnIn(context, target) !== null &&
      !isUser(context, target),
  );
  if (!found) return null;
  const { column, table: target } = found;
  return [
    fact(
      `${column.name} is named like a reference to ${sayTable(target)}, whose rows have a tenant; no key holds it.`,
      column.id,
    ),
  ];
}

/** Tables of tenants point at it, and it holds what belongs to somebody: names and addresses of people. */
function pointedAt(context: AuditContext, table: Table): readonly Evidence[] | null {
  if (reachOf(context, table) !== null) return null;
  const children = context.catalog.objects['foreign-key'].filter(
    ({ schema, table: name, references }) =>
      references.schema === table.schema &&
      references.name === table.name &&
      tenantColumnIn(context, { schema, name }) !== null,
  );
  const personal = context.lookup.childrenOf(table.schema, table.name).column.find(({ name }) => isPersonal(name));
  if (children.length === 0 || !personal) return null;
  return [
    fact(`${personal.name} is somebody’s data.`, personal.id),
    ...children.slice(0, 3).map((key) => fact(`Rows of ${key.table}, which have a tenant, point at it.`, key.id)),
  ];
}

const WRITTEN = new Set([
  'title',
  'headline',
  'body',
  'content',
  'description',
  'message',
  'text',
  'note',
  'notes',
  'comment',
]);

/**
 * What somebody writes, held to its author alone: where people may be members of several tenants, the author does not tell for
 * which of them it was written. What signs people in or keeps their settings holds no such text.
 */
function written(context: AuditContext, table: Table, areMembersOfSeveral: boolean): readonly Evidence[] | null {
  if (!areMembersOfSeveral || reachOf(context, table) !== null) return null;
  const { column: columns, 'foreign-key': keys } = context.lookup.childrenOf(table.schema, table.name);
  const author = keys.find((key) => isOnlyPerson(context, key));
  const text = columns.find(({ name }) => WRITTEN.has(wordsOf(name).at(-1) ?? ''));
  if (!author || !text || keys.some((key) => !isOnlyPerson(context, key))) return null;
  return [
    fact(`${text.name} is what somebody writes.`, text.id),
    fact(`${author.columns.join(', ')} says who; people may belong to several tenants.`, author.id),
  ];
}

const PERSONAL = new Set(['email', 'phone', 'mobile', 'address', 'surname', 'birthday', 'ssn']);

function isPersonal(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => PERSONAL.has(word)) ||
    /^(first|last|full|given|family)_name$|^date_of_birth$/.test(words.join('_'))
  );
}

function isOnlyPerson(context: AuditContext, key: ForeignKey): boolean {
  return isUser(context, key.references);
}

function isUser(context: AuditContext, { schema, name }: { readonly schema: string; readonly name: string }): boolean {
  const id = objectId('table', schema, name);
  return context.patterns.users(context.tenancy).some((user) => user.id === id);
}

function inferredOf(context: AuditContext) {
  return context.remember('inferred references by table', () => {
    const members = new Set(context.catalog.extensionMembers.map(({ id }) => id));
    const byTable = new Map<string, ReturnType<typeof inferReferences>[number][]>();
    for (const inferred of inferReferences(context.catalog)) {
      const id = objectId('table', inferred.column.schema, inferred.column.table);
      if (!isJudged(inferred.table, members)) continue;
      byTable.set(id, [...(byTable.get(id) ?? []), inferred]);
    }
    return byTable;
  });
}

/** The column, its key and its index; the planner fills it from the parent where there is one. */
function remedyFor(context: AuditContext, table: Table): { readonly remedy?: Remedy } {
  const root = tenantRootOf(context);
  const name = usualTenantName(context);
  const { column: columns } = context.lookup.childrenOf(table.schema, table.name);
  if (!root || columns.some((column) => column.name === name)) return {};
  const column = makeColumn(table, { name, type: root.column.type, position: columns.length + 1 }, { notNull: true });
  const ends = { columns: [name], references: root.table, referencedColumns: [root.column.name] };
  return {
    remedy: remedy({
      title: `Add ${name}, filled from the parent, NOT NULL, with a foreign key to ${sayTable(root.table)} and an index`,
      edits: [
        put(column),
        keyToTenant(context, table, { ...ends, optional: false }),
        put(makeIndex(table, nameFor(context, 'index', table, { columns: [name] }), [name])),
        ...protection(context, table, column),
      ],
      advice: 'Rows without a parent need a tenant before the column can be NOT NULL.',
    }),
  };
}

/** Where the project's tables are protected by row security, this one is from now on. */
function protection(context: AuditContext, table: Table, column: Column): readonly CatalogEdit[] {
  const isUsual = scopedTables(context).some((scoped) => scoped.table.rowSecurity);
  if (!isUsual || table.rowSecurity) return [];
  return [set(table, { rowSecurity: true, forceRowSecurity: true }), put(tenantPolicy(context, table, column))];
}
