import { type Catalog, type Column, lookupOf, type QualifiedName, type Table } from '#app/catalog';
import { canonicalName, entityName, referredEntity, wordsOf } from './names.ts';
import { sameType } from './types.ts';

/** Systems outside the database whose ids are kept here: `stripe_customer_id` is no reference to `customers`. */
const OUTSIDE_SYSTEMS = new Set(
  `stripe paypal braintree google facebook github gitlab slack twilio sendgrid mailchimp hubspot salesforce apple
  microsoft azure aws clerk auth0 okta external remote legacy provider oauth intercom zendesk shopify quickbooks xero
  openai anthropic resend postmark segment telegram whatsapp plaid square adyen firebase cognito`.split(/\s+/),
);

/** A column that is named like a reference, to the table it means. */
export interface InferredReference {
  readonly column: Column;
  readonly table: Table;
  readonly key: string;
}

/**
 * Columns named after a table (`<table>_id`, `billing_<table>_id`) whose type is that of the table's single-column
 * primary key. Not meant: polymorphic pairs (`entity_type` + `entity_id`), ids of outside systems, parts of a foreign
 * key of the same source, partitions.
 */
export function inferReferences(catalog: Catalog): readonly InferredReference[] {
  const targets = targetsOf(catalog);
  const lookup = lookupOf(catalog);
  const found: InferredReference[] = [];
  for (const table of catalog.objects.table) {
    if (table.partitionOf) continue;
    const children = lookup.childrenOf(table.schema, table.name);
    const keyed = new Set(children['foreign-key'].flatMap((key) => key.columns));
    const names = new Set(children.column.map((column) => canonicalName(column.name)));
    for (const column of children.column) {
      if (keyed.has(column.name)) continue;
      const entity = referredEntity(column.name);
      if (entity === null || isOutside(column.name) || isPolymorphic(column.name, names)) continue;
      const target = targetFor(entity, table, targets);
      if (target && sameType(catalog, column.type, target.keyType))
        found.push({ column, table: target.table, key: target.key });
    }
  }
  return found;
}

interface Target {
  readonly table: Table;
  readonly key: string;
  readonly keyType: string;
}

function targetsOf(catalog: Catalog): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, Target[]>();
  const lookup = lookupOf(catalog);
  for (const table of catalog.objects.table) {
    if (table.partitionOf) continue;
    const [key] = lookup.childrenOf(table.schema, table.name)['primary-key'];
    const [name] = key?.columns ?? [];
    const column =
      key?.columns.length === 1 && name !== undefined ? lookup.columnOf(table.schema, table.name, name) : undefined;
    if (!column) continue;
    const entity = entityName(table.name);
    targets.set(entity, [...(targets.get(entity) ?? []), { table, key: column.name, keyType: column.type }]);
  }
  return targets;
}

/** The longest tail of the name that names a table; in the same schema, or in the only other one that has it. */
function targetFor(
  entity: string,
  from: QualifiedName,
  targets: ReadonlyMap<string, readonly Target[]>,
): Target | null {
  const words = entity.split('_');
  for (let start = 0; start < words.length; start += 1) {
    const candidates = targets.get(words.slice(start).join('_'));
    if (!candidates) continue;
    const own = candidates.find((target) => target.table.schema === from.schema);
    if (own) return own;
    return candidates.length === 1 ? (candidates[0] ?? null) : null;
  }
  return null;
}

function isOutside(column: string): boolean {
  return wordsOf(column).some((word) => OUTSIDE_SYSTEMS.has(word));
}

function isPolymorphic(column: string, names: ReadonlySet<string>): boolean {
  const base = wordsOf(column).slice(0, -1).join('_');
  return names.has(`${base}_type`) || names.has(`${base}_kind`) || names.has(`${base}_table`);
}
