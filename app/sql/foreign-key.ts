import { type ForeignKey, quoteIdent, quoteQualified } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { renderColumnNames } from './index-kind.ts';

/** Without its name: `FOREIGN KEY (user_id) REFERENCES public.users (id)`. */
export function renderForeignKey(key: ForeignKey): string {
  const clauses = [
    `FOREIGN KEY ${columnList(key.columns, key.period)}`,
    `REFERENCES ${quoteQualified(key.references.schema, key.references.name)} ${columnList(key.referencedColumns, key.period)}`,
    key.match === 'simple' ? '' : `MATCH ${key.match.toUpperCase()}`,
    key.onUpdate === 'no action' ? '' : `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    key.onDelete === 'no action' ? '' : `ON DELETE ${key.onDelete.toUpperCase()}${onDeleteColumns(key)}`,
  ].filter((clause) => clause !== '');
  const enforced = key.enforced ? '' : ' NOT ENFORCED';
  // A constraint that is not enforced is never validated either, and may not be told so.
  const validated = key.validated || !key.enforced ? '' : ' NOT VALID';
  return `${clauses.join(' ')}${renderDeferrability(key.deferrability)}${enforced}${validated}`;
}

function onDeleteColumns(key: ForeignKey): string {
  return key.onDeleteColumns.length === 0 ? '' : ` (${renderColumnNames(key.onDeleteColumns)})`;
}

function columnList(columns: readonly string[], period: boolean): string {
  if (!period) return `(${renderColumnNames(columns)})`;
  return `(${columns.map((name, at) => (at === columns.length - 1 ? `PERIOD ${quoteIdent(name)}` : quoteIdent(name))).join(', ')})`;
}
