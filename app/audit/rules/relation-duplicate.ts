import type { Relation } from '#app/catalog';
import { CODE, codeRelations, sayPlace, tableOfEnd } from '../facts/relations.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Relations of one table that are spread over several exports add up, as long as each name is declared once. */
export const relationDuplicate: Rule = {
  id: 'relation-duplicate',
  title: 'The same relations declared twice',
  severity: 'critical',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    if (!code) return [];
    return [...byName(code.relations)].flatMap(([name, relations]) => draftsFor(name, relations));
  },
};

/** By table and the relation's name. */
function byName(relations: readonly Relation[]): ReadonlyMap<string, readonly Relation[]> {
  const groups = new Map<string, Relation[]>();
  for (const relation of relations) {
    const key = `${tableOfEnd(relation.from)}#${relation.name}`;
    groups.set(key, [...(groups.get(key) ?? []), relation]);
  }
  return groups;
}

function draftsFor(key: string, relations: readonly Relation[]): readonly FindingDraft[] {
  const places = [...new Set(relations.map((relation) => `${sayPlace(relation.origin)} ${relation.export}`))];
  const [first, ...others] = relations;
  if (!first || places.length < 2) return [];
  const object = tableOfEnd(first.from);
  const table = sayTable({ schema: first.from.schema, name: first.from.table });
  const said = sayList(relations.map((relation) => sayPlace(relation.origin) || relation.export));
  const isSameExport = new Set(relations.map((relation) => relation.export)).size === 1;
  return [
    {
      object,
      discriminator: key.slice(object.length + 1),
      message: `The relation ${first.name} of ${table} is declared ${relations.length} times, at ${said}: the one that comes last is taken, and nobody is told.`,
      evidence: [
        ...relations.map((relation) => ({
          text: `${relation.export} declares it${describe(relation)}.`,
          ...(relation.origin ? { origin: relation.origin } : {}),
        })),
        fact(
          isSameExport
            ? `Both are exported as ${first.export}: where files are spread into one schema, all of one export is lost.`
            : 'Drizzle puts the relations of one table together by name.',
        ),
      ],
      origins: relations.flatMap(({ origin }) => (origin ? [origin] : [])),
      remedy: remedy({
        title: `Keep ${sayPlace(first.origin) || first.export} and remove the other`,
        code: others.map((relation) => ({ code: 'remove-relation', relation })),
        advice: 'Look which of them the queries go by before one is removed.',
      }),
    },
  ];
}

function describe({ cardinality, from, to }: Relation): string {
  const along = from.columns.length > 0 ? ` along ${sayList(from.columns)}` : '';
  return ` as ${cardinality} ${sayTable({ schema: to.schema, name: to.table })}${along}`;
}
