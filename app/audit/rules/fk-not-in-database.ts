import { type Catalog, type ForeignKey, lookupOf, objectId } from '#app/catalog';
import { fact, sayTable } from '../facts/say.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Restates drift between code and live. */
export const fkNotInDatabase: Rule = {
  id: 'fk-not-in-database',
  title: 'A foreign key of the Drizzle code is not in the database',
  severity: 'high',
  dimension: 'integrity',
  needs: [['code', 'live']],
  fix: ['sql'],
  evaluate(context) {
    const { code, live } = context.sources;
    const differences = context.between('code', 'live');
    if (!differences || !code || !live) return { notEvaluated: 'Code and the live database were not compared.' };
    return differences.flatMap(
      ({ object, kind, attribute, summary, class: ofClass, verdict }): readonly FindingDraft[] => {
        if (kind !== 'foreign-key' || attribute !== null || ofClass === 'cosmetic') return [];
        const key = lookupOf(code.catalog).find(object);
        if (key?.kind !== 'foreign-key' || lookupOf(live.catalog).find(object)) return [];
        if (isHeldByMore(live.catalog, key)) return [];
        // Of a table that is not there yet, the table is the difference.
        if (!lookupOf(live.catalog).find(objectId('table', key.schema, key.table))) return [];
        return [
          {
            object,
            message: `The code says that ${sayTable({ schema: key.schema, name: key.table })} (${key.columns.join(', ')}) references ${sayTable(key.references)}, and the database does not hold it to that.`,
            evidence: [fact(summary, object), fact(`Who is wrong: ${verdict}.`)],
            remedy: remedy({
              title: `Add the foreign key ${key.name} to the database`,
              edits: [put(key)],
              advice: 'Rows that point at nothing, and columns of another type, have to be put right before.',
            }),
          },
        ];
      },
    );
  },
};

/** A key of more columns, a tenant beside the row's own, that holds the same: what it has more must be there. */
function isHeldByMore(catalog: Catalog, key: ForeignKey): boolean {
  const lookup = lookupOf(catalog);
  return lookup.childrenOf(key.schema, key.table)['foreign-key'].some((other) => {
    if (other.references.schema !== key.references.schema || other.references.name !== key.references.name)
      return false;
    const holds = key.columns.every((column, at) => {
      const place = other.columns.indexOf(column);
      return place >= 0 && other.referencedColumns[place] === key.referencedColumns[at];
    });
    const more = other.columns.filter((column) => !key.columns.includes(column));
    return holds && more.every((column) => lookup.columnOf(key.schema, key.table, column)?.notNull === true);
  });
}
