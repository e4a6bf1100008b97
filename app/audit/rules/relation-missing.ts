import { objectId } from '#app/catalog';
import { isTenantRoot } from '#app/coverage';
import {
  CODE,
  type CodeRelations,
  codeRelations,
  follows,
  isActorColumn,
  type KeyOfAnySource,
  leadsBack,
  relationNameFor,
  relationsExport,
  tableOfEnd,
} from '../facts/relations.ts';
import { fact, sayColumn, sayList, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Keys that no source but a stronger one has count too: a query follows what the database has. */
export const relationMissing: Rule = {
  id: 'relation-missing',
  title: 'A foreign key that no Drizzle relation follows',
  severity: 'high',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    // A project that declares no relation does not use relational queries.
    if (!code?.isUsed) return [];
    return code.keys.flatMap((found): readonly FindingDraft[] => {
      const { key } = found;
      const table = objectId('table', key.schema, key.table);
      const isFollowed =
        code.from(table).some((relation) => follows(relation, key)) ||
        code.to(table).some((relation) => leadsBack(relation, key)) ||
        isJunctionKey(code, found);
      if (isFollowed) return [];
      // Nobody loads the tenant with each of its rows, or the person who made it.
      const isSeldom =
        isTenantRoot(context.tenancy, key.references) || key.columns.some((column) => isActorColumn(column));
      return [{ ...draftFor(code, found), ...(isSeldom ? { severity: 'low' } : {}) }];
    });
  },
};

/** A many-to-many of drizzle-orm 1.0 goes through the table without a relation of its own. */
function isJunctionKey({ relations }: CodeRelations, { key }: KeyOfAnySource): boolean {
  return relations.some(
    ({ through }) =>
      through?.schema === key.schema &&
      through.table === key.table &&
      [through.fromColumns, through.toColumns].some((columns) =>
        columns.every((column) => key.columns.includes(column)),
      ),
  );
}

function draftFor(code: CodeRelations, { key, sources }: KeyOfAnySource): FindingDraft {
  const { schema, table, columns, references } = key;
  const own = objectId('table', schema, table);
  const name = relationNameFor(code, key);
  const columnNames = sayList(columns.map((column) => sayColumn({ schema, table, name: column })));
  const target = sayTable({ schema: references.schema, name: references.name });
  const [only, ...others] = columns;
  const siblings = code
    .from(own)
    .filter(({ to }) => tableOfEnd(to) === objectId('table', references.schema, references.name));
  const isSingle = only !== undefined && others.length === 0;
  return {
    object: isSingle ? objectId('column', schema, table, only) : own,
    ...(isSingle ? {} : { discriminator: columns.join(',') }),
    message: `${columnNames} references ${target}, and no relation follows it: with: { ${name}: true } fails.`,
    evidence: [
      fact(
        `The foreign key ${key.name} is in ${sayList(sources.map((source) => (source === 'code' ? 'the code' : `the ${source === 'live' ? 'live database' : source}`)))}.`,
        key.id,
      ),
      fact(
        code.from(own).length === 0
          ? `The code declares no relation of ${sayTable({ schema, name: table })}.`
          : `Relations of ${sayTable({ schema, name: table })}: ${sayList(code.from(own).map((relation) => relation.name))}.`,
        own,
      ),
    ],
    remedy: remedy({
      title: `Declare the relation ${name}`,
      code: [
        {
          code: 'add-relation',
          relation: {
            export: relationsExport(code, { id: own, name: table }),
            name,
            cardinality: 'one',
            from: { schema, table, columns },
            to: { schema: references.schema, table: references.name, columns: key.referencedColumns },
            relationName: siblings.length > 0 ? `${table}_${name}` : null,
          },
        },
      ],
    }),
  };
}
