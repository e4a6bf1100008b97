import { type Catalog, type Check, lookupOf, quoteIdent, quoteQualified, type Table } from '#app/catalog';
import { renderAddConstraint } from './constraint.ts';
import { creationOrder, parsesQueries, type RankedObject } from './creation-order.ts';
import { renderAddDomainChecks } from './domain.ts';
import { renderCreateFunction } from './function.ts';
import { KeyWriter } from './key-writer.ts';
import { renderCreateMaterializedView } from './materialized-view.ts';
import { renderRangeTypeShell } from './range-type.ts';
import type { Script } from './script.ts';
import { renderCreateSequence, renderSequenceOwnedBy } from './sequence.ts';
import { renderAttach, renderCreateTable, renderTableName } from './table.ts';
import { inlineKeys, planTable, renderTableColumnSettings, renderTableDepartures } from './table-parts.ts';
import { renderTypeDefinition } from './type-definition.ts';
import { renderCreateView } from './view.ts';

/** Types, sequences, routines, tables with keys and checks, views: everything whose order follows from its texts. */
export function writeStructure(script: Script, catalog: Catalog, inlineConstraints: boolean): void {
  const { values, postponed } = creationOrder(catalog);
  const isWhole = (table: Table) => !postponed.has(table);
  const hasConstraintsInline = (table: Table) => inlineConstraints && isWhole(table);
  const keys = new KeyWriter(catalog, (table) => (hasConstraintsInline(table) ? inlineKeys(catalog, table) : []));
  script.addEach(catalog.objects['range-type'], renderRangeTypeShell);
  for (const object of values) {
    // A view may group by a primary key and leave out the columns that depend on it.
    if (parsesQueries(object)) keys.write(script);
    if (object.kind === 'table') {
      const detail = { constraints: hasConstraintsInline(object), defaults: isWhole(object) };
      const parts = planTable(catalog, object, detail);
      script.add(object, renderCreateTable(object, parts));
      if (parts.form === 'attached') script.add(object, renderAttach(object));
      keys.tableIsMade(object);
    } else script.add(object, renderPlain(object));
  }
  keys.write(script);
  for (const table of catalog.objects.table) if (!isWhole(table)) writeDefaults(script, catalog, table);
  for (const object of values) {
    if (object.kind !== 'table') continue;
    const parts = planTable(catalog, object, { constraints: false, defaults: true });
    if (parts.form === 'of-parent') script.add(object, renderTableDepartures(catalog, object, parts));
    script.add(object, renderTableColumnSettings(catalog, object));
  }
  script.addEach(catalog.objects.domain, renderAddDomainChecks);
  writeChecks(script, catalog, hasConstraintsInline);
  script.addEach(catalog.objects.sequence, renderSequenceOwnedBy);
}

function renderPlain(object: Exclude<RankedObject, Table>): string {
  switch (object.kind) {
    case 'sequence':
      return renderCreateSequence(object);
    case 'function':
      return renderCreateFunction(object);
    case 'view':
      return renderCreateView(object);
    case 'materialized-view':
      return renderCreateMaterializedView(object);
    default:
      return renderTypeDefinition(object);
  }
}

/** Checks that CREATE TABLE did not take. A child has its parent's by itself. */
function writeChecks(script: Script, catalog: Catalog, isInline: (table: Table) => boolean): void {
  const inline = new Set(catalog.objects.table.filter(isInline).map(renderTableName));
  const isWritten = (check: Check) =>
    inline.has(quoteQualified(check.schema, check.table)) && (check.validated || !check.enforced);
  const checks = catalog.objects.check.filter((check) => !check.inherited && !isWritten(check));
  script.addEach(checks, (check) => renderAddConstraint(check));
}

function writeDefaults(script: Script, catalog: Catalog, table: Table): void {
  const actions = lookupOf(catalog)
    .childrenOf(table.schema, table.name)
    .column.filter((column) => column.default !== null && !column.inherited)
    .map((column) => `ALTER COLUMN ${quoteIdent(column.name)} SET DEFAULT ${column.default}`);
  if (actions.length > 0) script.add(table, `ALTER TABLE ${renderTableName(table)} ${actions.join(', ')}`);
}
