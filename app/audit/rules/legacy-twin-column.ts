import { lookupOf, type ObjectId, type Table } from '#app/catalog';
import { entityName, referredEntity } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** What is added to the name of a column that takes the place of another: `user_id_uuid`, `status_v2`, `new_email`. */
const TAIL = /_(uuid|old|new|legacy|v\d|backup|bak|tmp|temp|deprecated)$/;
const HEAD = /^(old|legacy|new|deprecated|tmp|temp)_/;
/** Between a name and its twin there may be no more than a word for the same thing: `budget_id`, `budget_item_id`. */
const PART_WORDS = new Set(['item', 'record', 'entry', 'row', 'ref']);
const SAID = /\b(legacy|deprecated|superseded|no longer used|obsolete|replaced by)\b/i;

export const legacyTwinColumn: Rule = {
  id: 'legacy-twin-column',
  title: 'Two columns for one fact',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

interface Twin {
  readonly legacy: OwnColumn;
  /** `null` where only words say that it is old. */
  readonly current: OwnColumn | null;
  readonly why: string;
}

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const columns = columnsOf(context, table);
  const byName = new Map<string, OwnColumn>();
  const found = new Map<ObjectId, Twin>();
  const add = (twin: Twin | null) => {
    if (twin && !found.has(twin.legacy.column.id)) found.set(twin.legacy.column.id, twin);
  };
  for (const own of columns) {
    const same = byName.get(own.name);
    if (same)
      add({
        legacy: older(own, same),
        current: older(own, same) === own ? same : own,
        why: 'Both are spelled alike but for case and underscores.',
      });
    else byName.set(own.name, own);
  }
  for (const own of columns) {
    add(byAffix(own, byName));
    add(byAnswer(own, byName));
    add(byDate(own, columns, table));
    add(bySaying(context, own));
  }
  for (const twin of referenceTwins(context, table, columns)) add(twin);
  return [...found.values()].map(toDraft);
}

function toDraft({ legacy, current, why }: Twin): FindingDraft {
  const { column } = legacy;
  return {
    object: column.id,
    message: current
      ? `${sayColumn(column)} and ${current.column.name} say the same: one of them is left from before, and they can disagree.`
      : `${sayColumn(column)} is said to be left from before.`,
    evidence: [
      fact(why, column.id),
      fact(`${column.name} is ${column.type}.`, column.id),
      ...(current ? [fact(`${current.column.name} is ${current.column.type}.`, current.column.id)] : []),
    ],
    remedy: remedy({
      title: `Keep one of them`,
      advice: `Bring the values into ${current?.column.name ?? 'the column that took its place'}, let nothing read or write ${column.name} any more, then drop it.`,
    }),
  };
}

/** The one in camel case, or that comes first, is taken for the older. */
function older(a: OwnColumn, b: OwnColumn): OwnColumn {
  const isPlain = ({ column }: OwnColumn) => column.name === column.name.toLowerCase();
  if (isPlain(a) !== isPlain(b)) return isPlain(a) ? b : a;
  return a.column.position < b.column.position ? a : b;
}

function byAffix(own: OwnColumn, byName: ReadonlyMap<string, OwnColumn>): Twin | null {
  const bare = own.name.replace(TAIL, '').replace(HEAD, '');
  const other = bare === own.name ? undefined : byName.get(bare);
  // `message_uuid` names a message; beside `user_id`, `user_id_uuid` is the same once more.
  if (!other || (own.name.endsWith('_uuid') && !/(^|_)(id|uid)$/.test(bare))) return null;
  const isOld = /(^|_)(old|legacy|backup|bak|deprecated|tmp|temp)(_|$)/.test(own.name);
  const [legacy, current] = isOld ? [own, other] : [other, own];
  // Old and new values side by side are what a log of changes keeps.
  if (byName.has(`old_${bare}`) && byName.has(`new_${bare}`)) return null;
  return {
    legacy,
    current,
    why: `${own.column.name} is ${other.column.name} with “${own.name.replace(bare, '').replaceAll('_', '')}” added.`,
  };
}

/** `enabled` beside `is_enabled`. */
function byAnswer(own: OwnColumn, byName: ReadonlyMap<string, OwnColumn>): Twin | null {
  if (own.family !== 'boolean') return null;
  const other = byName.get(`is_${own.name}`);
  return other?.family === 'boolean' ? { legacy: own, current: other, why: 'Both answer one question.' } : null;
}

/** `date` beside `payment_date` of `advance_payments`, one of them a text. */
function byDate(own: OwnColumn, columns: readonly OwnColumn[], table: Table): Twin | null {
  if (own.name !== 'date' && own.name !== 'time') return null;
  const last = entityName(table.name).split('_').at(-1) ?? '';
  const other = columns.find(({ name }) => name === `${last}_${own.name}`);
  if (!other || other.family === own.family) return null;
  return { legacy: own, current: other, why: `Both say when the ${last} was, in different types.` };
}

function bySaying(context: AuditContext, own: OwnColumn): Twin | null {
  const said = context.remember('deprecated columns', () => {
    const docs = context.sources.code?.code?.docs ?? [];
    return new Map(
      docs.flatMap(({ object, text, deprecated }) =>
        deprecated !== null || SAID.test(text) ? [[object, deprecated || text] as const] : [],
      ),
    );
  });
  const text = said.get(own.column.id) ?? (SAID.test(own.column.comment ?? '') ? own.column.comment : undefined);
  return text ? { legacy: own, current: null, why: `It is said of it: ${text.trim().split('\n')[0]}` } : null;
}

/** Two references of one type to one table, or of which only one has a table: `budget_id` beside `budget_item_id`. */
function referenceTwins(context: AuditContext, table: Table, columns: readonly OwnColumn[]): readonly Twin[] {
  const entities = context.remember(
    'table entities',
    () => new Set(context.catalog.objects.table.map(({ name }) => entityName(name))),
  );
  const keys = lookupOf(context.catalog).childrenOf(table.schema, table.name)['foreign-key'];
  const targetOf = ({ column }: OwnColumn) => {
    const key = keys.find((one) => one.columns.length === 1 && one.columns[0] === column.name);
    return key ? `${key.references.schema}.${key.references.name}` : null;
  };
  const references = columns.flatMap((own) => {
    const entity = referredEntity(own.column.name);
    return entity === null ? [] : [{ own, entity }];
  });
  const byEntity = new Map(references.map((one) => [one.entity, one]));
  return references.flatMap(({ own: longer, entity }): readonly Twin[] => {
    const words = entity.split('_');
    if (!PART_WORDS.has(words.at(-1) ?? '') || words.length < 2) return [];
    const shorter = byEntity.get(words.slice(0, -1).join('_'))?.own;
    if (!shorter || shorter.column.type !== longer.column.type) return [];
    const [a, b] = [targetOf(shorter), targetOf(longer)];
    // With a table for each they are two facts.
    if (entities.has(entity) && (b === null || a !== b)) return [];
    return [
      {
        legacy: shorter,
        current: longer,
        why: `${longer.column.name} is ${shorter.column.name} said more exactly, and no table is called ${entity}.`,
      },
    ];
  });
}
