import { type Column, type ForeignKey, type ObjectId, objectId, type Table, type Unique } from '#app/catalog';
import { ENOUGH_FOR_A_DECISION } from '#app/coverage';
import { originsAlike } from '../alike.ts';
import type { AuditContext } from '../context.ts';
import { bySchema } from '../facts/decision.ts';
import { makeForeignKey } from '../facts/make.ts';
import { foreignKeyName, nameFor } from '../facts/naming.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { type CatalogEdit, drop, put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { scopedTables, tenantColumnIn } from '../tenants.ts';

const ID = 'tenant-foreign-key-crosses';

export const tenantForeignKeyCrosses: Rule = {
  id: ID,
  title: 'A foreign key between two tenants’ tables does not carry the tenant',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const between = keysBetween(context);
    const crossing = between.filter(({ key, column }) => !key.columns.includes(column.name));
    const told = crossing.filter(({ key }) => key.columns.length === 1);
    // Where most keys carry the tenant, those that do not were forgotten one by one.
    const isDecision = 2 * crossing.length > between.length;
    const ended = told.map((one): Ended => ({ ...one, edits: editsFor(context, one) }));
    const ending = ended.filter(({ edits }) => edits.length > 0);
    if (!isDecision || ending.length < ENOUGH_FOR_A_DECISION) return ended.map((one) => ofKey(context, one));
    const isTold = (one: Ended) =>
      one.edits.length > 0 && !context.isWaivedAlone(ID, referring(one), sayTable(one.key.references));
    return [
      ...ofProject(context, ended.filter(isTold), between.length),
      ...ended.filter((one) => !isTold(one)).map((one) => ofKey(context, one)),
    ];
  },
};

/** A foreign key between two tables with a tenant. */
interface Between {
  readonly key: ForeignKey;
  readonly table: Table;
  readonly column: Column;
  readonly parent: Column;
}

/** A key that does not carry the tenant, with the edits that make it do so. */
interface Ended extends Between {
  readonly edits: readonly CatalogEdit[];
}

function keysBetween(context: AuditContext): readonly Between[] {
  return scopedTables(context).flatMap(({ table, column }) =>
    context.lookup.childrenOf(table.schema, table.name)['foreign-key'].flatMap((key): readonly Between[] => {
      const parent = key.inherited ? null : tenantColumnIn(context, key.references);
      return parent ? [{ key, table, column, parent }] : [];
    }),
  );
}

/** The column that is the key: those of several are not told. */
function referring({ key, table }: Between): ObjectId {
  return objectId('column', table.schema, table.name, key.columns[0] ?? '');
}

function ofKey(context: AuditContext, one: Ended): FindingDraft {
  const { key, table, edits } = one;
  return {
    object: referring(one),
    discriminator: sayTable(key.references),
    message: `${sayTable(table)}.${key.columns.join(', ')} can point at a row of ${sayTable(key.references)} that is another tenant’s.`,
    evidence: [fact(`${key.name} compares ${key.columns.join(', ')} alone; both tables have a tenant.`, key.id)],
    ...originsAlike(context, key),
    ...(edits.length > 0
      ? { remedy: remedy({ title: `Make ${key.name} a key of the tenant and the row`, edits }) }
      : {}),
  };
}

/** Where hardly a key carries the tenant that is one decision, and one finding for each schema. */
function ofProject(context: AuditContext, decided: readonly Ended[], all: number): readonly FindingDraft[] {
  return bySchema(decided, ({ table }) => table.schema).map(({ object, own }) => ({
    object,
    message: `${own.length === all ? `All ${all}` : `${own.length} of ${all}`} foreign keys between tenants’ tables compare the id alone: a row can point at another tenant’s.`,
    evidence: own.map((one) => {
      const { key, table } = one;
      const [origin] = originsAlike(context, key).origins ?? [];
      const column = sayColumn({ schema: table.schema, table: table.name, name: key.columns[0] ?? '' });
      return {
        ...fact(`${column} points at ${sayTable(key.references)}.`, referring(one)),
        ...(origin ? { origin } : {}),
      };
    }),
    remedy: remedy({
      title: `Make all ${own.length} of them keys of the tenant and the row`,
      edits: distinct(own.flatMap(({ edits }) => edits)),
    }),
  }));
}

/** Several children may ask for the same key of their parent. */
function distinct(edits: readonly CatalogEdit[]): readonly CatalogEdit[] {
  const byId = new Map(edits.map((edit) => [`${edit.edit} ${edit.edit === 'put' ? edit.object.id : edit.id}`, edit]));
  return [...byId.values()];
}

/** A key of tenant and row at the parent, and one of both columns in place of the old; none where there can be no such key. */
function editsFor(context: AuditContext, { key, table, column, parent }: Between): readonly CatalogEdit[] {
  const { references, referencedColumns, onDelete } = key;
  const clears = onDelete === 'set null' || onDelete === 'set default';
  // SET NULL of some columns alone exists since PostgreSQL 15; without it the tenant would be cleared as well.
  const major = context.catalog.server?.major ?? 15;
  if (column.type !== parent.type || (clears && major < 15)) return [];
  const columns = [parent.name, ...referencedColumns];
  const edits: CatalogEdit[] = [];
  if (!hasKey(context, references, columns)) edits.push(put(makeUnique(context, references, columns)));
  const ends = { columns: [column.name, ...key.columns], references, referencedColumns: columns };
  const name = foreignKeyName(context, table, ends);
  const made = makeForeignKey(table, name, ends, onDelete);
  edits.push(drop(key.id), put({ ...made, onUpdate: key.onUpdate, onDeleteColumns: clears ? key.columns : [] }));
  return edits;
}

function hasKey(
  context: AuditContext,
  { schema, name }: ForeignKey['references'],
  columns: readonly string[],
): boolean {
  const { unique, 'primary-key': primary } = context.lookup.childrenOf(schema, name);
  const wanted = [...columns].sort().join();
  return [...unique, ...primary].some((key) => [...key.columns].sort().join() === wanted);
}

function makeUnique(
  context: AuditContext,
  { schema, name: table }: ForeignKey['references'],
  columns: readonly string[],
): Unique {
  const name = nameFor(context, 'unique', { schema, name: table }, { columns });
  return {
    kind: 'unique',
    id: objectId('unique', schema, table, name),
    comment: null,
    origins: [],
    schema,
    table,
    name,
    inherited: false,
    columns,
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    options: {},
    tablespace: null,
    clustered: false,
    nullsNotDistinct: false,
  };
}
