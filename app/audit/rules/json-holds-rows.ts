import { type ObjectId, objectId } from '#app/catalog';
import { entityName, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { OF_CODE, unlessCode } from '../facts/of-code.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Last words of what is made of parts, each of which is mostly about a row of another table. */
const PARTS = new Set(
  'items lines entries rows positions products participants attendees members guests ingredients allocations payments'.split(
    ' ',
  ),
);
/** Lists of these are values, not rows. */
const PLAIN =
  /^(readonly\s+)?(string|number|boolean|bigint|unknown|any|Date)\s*(\[\]|$)|^(Readonly)?Array<\s*(string|number|boolean|unknown|any|Date)\s*>$/;

export const jsonHoldsRows: Rule = {
  id: 'json-holds-rows',
  title: 'A json column holds rows that refer to other tables',
  severity: 'medium',
  dimension: 'integrity',
  needs: OF_CODE,
  fix: [],
  evaluate(context) {
    const other = unlessCode(context);
    if (other) return other;
    return ownColumns(context).flatMap((own) => draftsOf(context, own));
  },
};

function draftsOf(context: AuditContext, { column, table, family, words }: OwnColumn): readonly FindingDraft[] {
  if (family !== 'json') return [];
  const type = typesOf(context).get(column.id)?.trim() ?? null;
  if (type !== null && PLAIN.test(type)) return [];
  const isList = isListType(type) || startsAsList(column.default);
  const referred = type === null ? [] : referredTables(context, type);
  const isNamed = PARTS.has(words.at(-1) ?? '');
  if (!isList || (referred.length === 0 && !isNamed)) return [];
  const rows = `${sayTable(table)}’s ${words.join(' ')}`;
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} keeps a list of rows in ${column.type}: no foreign key, type or check holds any of them.`,
      evidence: [
        ...(type === null ? [] : [fact(`Its type in code is ${type}.`, column.id)]),
        ...(column.default === null ? [] : [fact(`It starts as ${column.default}.`, column.id)]),
        ...referred.map(({ property, name, id }) => fact(`${property} names a row of ${name}.`, id)),
      ],
      remedy: remedy({
        title: `Give ${rows} a table of their own`,
        advice: `One row for each, with a foreign key to ${sayTable(table)} and one to what it is about. Where it is a copy kept on purpose (what was agreed at that time), waive it.`,
      }),
    },
  ];
}

function isListType(type: string | null): boolean {
  return type !== null && (/\[\]\s*(\|\s*null)?$/.test(type) || /^(Readonly)?Array</.test(type));
}

function startsAsList(text: string | null): boolean {
  const value = text === null ? null : readDefault(text);
  return value?.is === 'string' && value.text.trim().startsWith('[');
}

interface Referred {
  readonly property: string;
  readonly name: string;
  readonly id: ObjectId;
}

/** Properties such as `productId` in a type that is written out. */
function referredTables(context: AuditContext, type: string): readonly Referred[] {
  const tables = context.remember(
    'tables by entity',
    () => new Map(context.tables.map((table) => [entityName(table.name), table])),
  );
  return [...type.matchAll(/([A-Za-z_]\w*(?:Id|_id))\s*\??\s*:/g)].flatMap(([, property = '']): readonly Referred[] => {
    const found = tables.get(entityName(wordsOf(property).slice(0, -1).join('_')));
    return found ? [{ property, name: sayTable(found), id: objectId('table', found.schema, found.name) }] : [];
  });
}

function typesOf(context: AuditContext): ReadonlyMap<ObjectId, string> {
  return context.remember(
    'types in code',
    () => new Map((context.sources.code?.code?.types ?? []).map(({ object, text }) => [object, text])),
  );
}
