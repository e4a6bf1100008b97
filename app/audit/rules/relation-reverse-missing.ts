import type { Relation } from '#app/catalog';
import { isTenantRoot } from '#app/coverage';
import {
  CODE,
  type CodeRelations,
  codeRelations,
  exportOf,
  isActorColumn,
  relationsExport,
  sameColumns,
  sayPlace,
  tableOfEnd,
} from '../facts/relations.ts';
import { fact, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** The tenant root has no list of all that it owns, and tables that declare nothing are relation-orphan-table's or -missing's. */
export const relationReverseMissing: Rule = {
  id: 'relation-reverse-missing',
  title: 'A relation that is declared on one side only',
  severity: 'medium',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    if (!code) return [];
    return code.relations.flatMap((relation): readonly FindingDraft[] => {
      const { schema, table } = relation.to;
      if (relation.cardinality !== 'one' || relation.from.columns.length === 0 || relation.through) return [];
      if (isTenantRoot(context.tenancy, { schema, name: table })) return [];
      if (relation.from.columns.some(isActorColumn)) return [];
      if (code.lookup.find(tableOfEnd(relation.to)) === undefined) return [];
      if (code.from(tableOfEnd(relation.to)).some((other) => isReverse(relation, other))) return [];
      return [draftFor(code, relation)];
    });
  },
};

function isReverse(relation: Relation, other: Relation): boolean {
  if (other === relation || tableOfEnd(other.to) !== tableOfEnd(relation.from)) return false;
  // Sides that say their columns have to say the same ones; sides that say none go by name.
  if (other.to.columns.length > 0) return sameColumns(other.to.columns, relation.from.columns);
  return other.relationName === relation.relationName;
}

function draftFor(code: CodeRelations, relation: Relation): FindingDraft {
  const target = tableOfEnd(relation.to);
  const from = { id: tableOfEnd(relation.from), name: relation.from.table };
  const to = { id: target, name: relation.to.table };
  const [own, other] = [
    sayTable({ schema: relation.from.schema, name: from.name }),
    sayTable({ schema: relation.to.schema, name: to.name }),
  ];
  const name = exportOf(code, from);
  return {
    object: target,
    discriminator: `${relation.from.table}.${relation.name}`,
    message: `${own} declares its relation ${relation.name} to ${other}, and ${other} declares none back: it cannot be queried with its ${name}.`,
    evidence: [
      fact(`The relation ${relation.name} is declared at ${sayPlace(relation.origin) || relation.export}.`, from.id),
    ],
    origins: relation.origin ? [relation.origin] : [],
    remedy: remedy({
      title: `Declare the relation ${name} of ${other}`,
      code: [
        {
          code: 'add-relation',
          relation: {
            export: relationsExport(code, to),
            name,
            cardinality: isUnique(code, relation) ? 'one' : 'many',
            from: { schema: relation.to.schema, table: to.name, columns: [] },
            to: { schema: relation.from.schema, table: from.name, columns: [] },
            relationName: relation.relationName,
          },
        },
      ],
    }),
  };
}

/** At most one row points at each. */
function isUnique({ lookup }: CodeRelations, { from }: Relation): boolean {
  const { unique, 'primary-key': primary } = lookup.childrenOf(from.schema, from.table);
  return [...unique, ...primary].some(({ columns }) => sameColumns(columns, from.columns));
}
