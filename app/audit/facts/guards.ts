import { type Check, lookupOf, quoteQualified, type Trigger } from '#app/catalog';
import { namesIn, tokenize } from '#app/coverage';
import type { AuditContext } from '../context.ts';

type Place = { readonly schema: string; readonly table: string };

/** Checks of the table whose expression names every one of the columns; such as are switched off (PostgreSQL 18) do not count. */
export function checksNaming(
  { catalog }: AuditContext,
  { schema, table }: Place,
  ...columns: readonly string[]
): readonly Check[] {
  return lookupOf(catalog)
    .childrenOf(schema, table)
    .check.filter(({ expression, enforced }) => {
      const names = namesIn(tokenize(expression));
      return enforced && columns.every((column) => names.has(column));
    });
}

/** Whether the column's type is a domain that checks what it takes. */
export function isCheckedDomain({ catalog }: AuditContext, type: string): boolean {
  const domain = catalog.objects.domain.find(({ schema, name }) => type === quoteQualified(schema, name));
  return domain !== undefined && domain.checks.length > 0;
}

/**
 * Row triggers of the table that are on and whose function names the column; one whose function nobody can see counts too: it
 * may well be what keeps the column.
 */
export function triggersKeeping(context: AuditContext, { schema, table }: Place, column: string): readonly Trigger[] {
  const bodies = context.remember(
    'function bodies',
    () =>
      new Map(context.catalog.objects.function.map((routine) => [`${routine.schema}.${routine.name}`, routine.body])),
  );
  return lookupOf(context.catalog)
    .childrenOf(schema, table)
    .trigger.filter((trigger) => {
      if (trigger.enabled === 'disabled' || trigger.enabled === 'replica') return false;
      if (!trigger.events.some((event) => event === 'insert' || event === 'update')) return false;
      const body = bodies.get(`${trigger.function.schema}.${trigger.function.name}`);
      return body === undefined || namesIn(tokenize(body)).has(column);
    });
}
