import type { Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { isDomain } from '../facts/types.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** What is counted: `line_number` and `sort_order`, not `phone_number`, `order_number` or `invoice_number`, which are names. */
const ORDINAL =
  /(^|_)(line|row|page|step|item|sequence|sort|display|revision|attempt|week|seat|lap)_(number|no|num|order|index)$|^(sort_order|display_order|order_index|sort_index)$/;
const QUANTITY =
  /(^|_)(quantity|qty|count|percentage|percent|age|quantity_\w+|\w+_quantity|(duration|length|size|weight|height|width|distance)_(ms|s|sec|seconds|minutes|hours|days|bytes|kb|mb|kg|g|cm|mm|m|km|px))$/;
const DECIMAL = /(^|_)(price|cost|subtotal|latitude|longitude|unit_price|total_amount|amount)$/;
/** A number only where its default is one. */
const MAYBE =
  /(^|_)(position|rank|score|level|size|priority|total|duration|rating|points|version|weight|number|balance)$/;

export const numberAsText: Rule = {
  id: 'number-as-text',
  title: 'A number kept as text',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, { column, table, family, name }: OwnColumn): readonly FindingDraft[] {
  if (family !== 'text' || column.generated || isDomain(context.catalog, column.type)) return [];
  const value = numberOf(column.default);
  const type = typeFor(name, value);
  if (type === null || (value === null && isPhysical(context, table, name))) return [];
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} holds a number as ${column.type}: “10” sorts before “9”, and nothing keeps words out.`,
      evidence: [
        fact(`It is ${column.type}.`, column.id),
        ...(column.default === null ? [] : [fact(`Its default is ${column.default}.`, column.id)]),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: `Keep ${sayColumn(column)} as ${type}`,
        edits: [set(column, { type, default: value, collation: null })],
        advice: 'Texts that are no numbers stop the change.',
      }),
    },
  ];
}

function typeFor(name: string, value: string | null): string | null {
  if (DECIMAL.test(name)) return 'numeric';
  if (ORDINAL.test(name) || QUANTITY.test(name) || (value !== null && MAYBE.test(name)))
    return value?.includes('.') ? 'numeric' : 'integer';
  return null;
}

/** A default such as `'0'`, as a number. */
function numberOf(text: string | null): string | null {
  const value = text === null ? null : readDefault(text);
  if (!value || (value.is !== 'string' && value.is !== 'number')) return null;
  return /^-?\d{1,9}(\.\d+)?$/.test(value.text) ? value.text : null;
}

/** `quantity` of a sensor is what it measures: a number only beside what is counted, or what it costs. A unit stands beside both. */
function isPhysical(context: AuditContext, table: Table, name: string): boolean {
  if (name !== 'quantity' && name !== 'amount') return false;
  const counted =
    /(^|_)(price|cost|total|product|item|sku|order|invoice|quote|stock|cart|recipe|warehouse|currency)s?(_|$)/;
  const isOfGoods = counted.test(table.name.toLowerCase());
  return !isOfGoods && !columnsOf(context, table).some((own) => counted.test(own.name));
}
