import { type Catalog, type CatalogObject, type ObjectId, objectId } from '#app/catalog';
import type { KitFact } from '#app/compare';
import { makeObjectName } from '#app/sql';
import type { KitLine } from './kit-line.ts';
import { dropStatement } from './statements.ts';

/** From this major on a NOT NULL is a constraint with a name. */
const NAMED_SINCE = 18;

/**
 * What `push` before 0.31.7 makes of a NOT NULL that has a name: a check that the code has not. Every column that stays
 * loses its own, those of primary keys excepted, where PostgreSQL refuses and push ends.
 * @param isSeen - whether push looks at a table and leaves it where it is.
 */
export function droppedNotNulls(
  live: Catalog,
  line: KitLine,
  isSeen: (table: CatalogObject) => boolean,
): readonly { readonly object: ObjectId; readonly fact: KitFact }[] {
  if ((live.server?.major ?? 0) < NAMED_SINCE || !line.knows.views || line.knows.namedNotNulls) return [];
  const seen = new Set(live.objects.table.filter(isSeen).map(({ id }) => id));
  return live.objects.column.flatMap(({ id, schema, table: name, name: column, notNull, notNullConstraint }) => {
    const table = objectId('table', schema, name);
    if (!notNull || !seen.has(table)) return [];
    const constraint = notNullConstraint?.name ?? makeObjectName(name, column, 'not_null');
    const check = { id: objectId('check', schema, name, constraint), kind: 'check', table, attributes: {} } as const;
    const reason = `Before 0.31.7 push takes each NOT NULL of PostgreSQL ${NAMED_SINCE} for a check that the code has not.`;
    const fact: KitFact = {
      command: 'push',
      line: line.name,
      verdict: 'weakens',
      statement: dropStatement(check, line),
      reason,
    };
    return [{ object: id, fact }];
  });
}
