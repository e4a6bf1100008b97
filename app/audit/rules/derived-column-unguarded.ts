import { type Column, type ForeignKey, lookupOf, quoteIdent, type Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { keysTo, tableOf } from '../facts/foreign-keys.ts';
import { type Formula, formulaFor, render } from '../facts/formulas.ts';
import { checksNaming, triggersKeeping } from '../facts/guards.ts';
import { makeCheck } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayColumn, sayTable, tableId } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const derivedColumnUnguarded: Rule = {
  id: 'derived-column-unguarded',
  title: 'A stored value that its neighbours say already, and nothing keeps in step',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const numbers = columnsOf(context, table).filter(
    ({ family }) => family === 'integer' || family === 'numeric' || family === 'float',
  );
  return numbers.flatMap((own): readonly FindingDraft[] => {
    const { column } = own;
    if (column.generated || column.identity || isKept(context, column)) return [];
    const formula = formulaFor(own, numbers);
    if (formula) return isChecked(context, column, formula) ? [] : [ofNeighbours(context, own, formula)];
    const parts = partsOf(context, own);
    return parts ? [ofParts(context, own, parts)] : [];
  });
}

/** By a trigger; one that no migration makes is lost with the next database. */
function isKept(context: AuditContext, column: Column): boolean {
  const { migrations } = context.sources;
  return triggersKeeping(context, column, column.name).some(
    ({ id }) => migrations === null || lookupOf(migrations.catalog).find(id) !== undefined,
  );
}

/** A CHECK that names the column together with what it is made of. */
function isChecked(context: AuditContext, column: Column, { terms }: Formula): boolean {
  return terms.some((term) => checksNaming(context, column, column.name, term.column.name).length > 0);
}

function ofNeighbours(context: AuditContext, { column, table }: OwnColumn, formula: Formula): FindingDraft {
  const text = render(formula, quoteIdent);
  const name = nameFor(context, 'check', table, { columns: [column.name] });
  return {
    object: column.id,
    message: `${sayColumn(column)} can be computed (${text}) and is stored with nothing that keeps it in step: no generated column, CHECK or trigger.`,
    evidence: [
      fact(`${column.name} = ${text}, as the names say.`, column.id),
      ...formula.terms.map((term) => fact(`${term.column.name} is ${term.column.type}.`, term.column.id)),
      ...sizeFacts(context, table.id),
    ],
    remedy: remedy({
      title: `Check that ${column.name} is ${text}`,
      edits: [put(makeCheck(table, name, `(${quoteIdent(column.name)} = (${text}))`))],
      advice:
        'Rows that disagree already stop it, and show what has drifted. Where nothing writes the column by itself, GENERATED ALWAYS AS is better still.',
    }),
  };
}

interface Parts {
  readonly key: ForeignKey;
  readonly amount: Column;
}

const TOTAL =
  /^(total|subtotal|grand_total|total_(amount|price|cost|value)|(order|invoice|quote|cart)_total|items_total|amount_total)$/;
const PART_TABLE = /(^|_)(line|lines|item|items|line_items|entry|entries|position|positions|detail|details)$/;
const PART_AMOUNT =
  /^(line_total|total|amount|subtotal|total_(price|amount)|line_amount|price|unit_price|line_subtotal)$/;

/** The sum of a child table's amounts: order lines, invoice items. */
function partsOf(context: AuditContext, { table, name, family }: OwnColumn): Parts | null {
  if (!TOTAL.test(name) || family === 'float') return null;
  for (const key of keysTo(context, table)) {
    if (!PART_TABLE.test(key.table.toLowerCase()) || tableId(key) === table.id) continue;
    const child = tableOf(context, tableId(key));
    const amount = lookupOf(context.catalog)
      .childrenOf(key.schema, key.table)
      .column.find((column) => PART_AMOUNT.test(column.name.toLowerCase()));
    if (child && amount && triggersKeepingParent(context, child) === 0) return { key, amount };
  }
  return null;
}

/** Triggers of the child that may bring the total up to date. */
function triggersKeepingParent({ catalog }: AuditContext, { schema, name }: Table): number {
  return lookupOf(catalog)
    .childrenOf(schema, name)
    .trigger.filter(({ events, enabled }) => enabled !== 'disabled' && events.includes('insert')).length;
}

function ofParts(context: AuditContext, { column, table }: OwnColumn, { key, amount }: Parts): FindingDraft {
  const child = { schema: key.schema, name: key.table };
  return {
    object: column.id,
    message: `${sayColumn(column)} is what the rows of ${sayTable(child)} add up to, and no trigger keeps it in step with them.`,
    evidence: [
      fact(`${sayTable(child)} references ${sayTable(table)}.`, key.id),
      fact(`${amount.name} is what one of its rows comes to.`, amount.id),
      ...sizeFacts(context, table.id),
    ],
    remedy: remedy({
      title: 'Compute it where it is read, or keep it by a trigger',
      advice: `A view that sums ${sayTable(child)} cannot disagree with it; a trigger on ${sayTable(child)} can keep the stored value. Waive it where the total is what was agreed at that time.`,
    }),
  };
}
