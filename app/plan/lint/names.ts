import { parseObjectId, quoteQualified } from '#app/catalog';
import type { SchemaThen } from './schema-then.ts';
import type { Name } from './sql-action.ts';

/** The full name of a table, as people read it: `public.guests`. */
export function sayTable(then: SchemaThen, name: Name): string {
  const table = then.table(name);
  return quoteQualified(table?.schema ?? (name[0] || 'public'), table?.name ?? name[1]);
}

/** The name that a hazard prints. */
export function nameIn(relation: string): Name {
  const [schema = '', name = ''] = parseObjectId(`table:${relation}`).parts;
  return [schema, name];
}

/** The same name in another case or spelling: `companyId` and `company_id`. */
export function isAlike(a: string, b: string): boolean {
  return a !== b && bare(a) === bare(b);
}

function bare(name: string): string {
  return name.replaceAll(/[_\s-]/g, '').toLowerCase();
}
