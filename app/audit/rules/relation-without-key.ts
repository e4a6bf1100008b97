import { objectId, type Relation } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { putForeignKey } from '../facts/foreign-keys.ts';
import {
  CODE,
  type CodeRelations,
  codeRelations,
  follows,
  leadsBack,
  sayPlace,
  tableOfEnd,
} from '../facts/relations.ts';
import { fact, sayColumn, sayList, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A key of any source guards it. Relations to views, and those that only answer another side, have none to be guarded by. */
export const relationWithoutKey: Rule = {
  id: 'relation-without-key',
  title: 'A relation over columns that no foreign key guards',
  severity: 'medium',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    if (!code) return [];
    const told = new Set<string>();
    return code.relations.flatMap((relation): readonly FindingDraft[] => {
      const { from, to, cardinality, through } = relation;
      const [own, target] = [tableOfEnd(from), tableOfEnd(to)];
      const areTables = [own, target].every((id) => code.lookup.find(id)?.kind === 'table');
      if (cardinality !== 'one' || through || from.columns.length === 0 || !areTables || isGuarded(code, relation))
        return [];
      // Both sides of one relation are one fault.
      const key = [`${own} ${from.columns}`, `${target} ${to.columns}`].sort().join(' ');
      if (told.has(key)) return [];
      told.add(key);
      return [draftFor(context, code, relation)];
    });
  },
};

function isGuarded(code: CodeRelations, relation: Relation): boolean {
  const keys = [...code.keysOf(tableOfEnd(relation.from)), ...code.keysOf(tableOfEnd(relation.to))];
  return keys.some(({ key }) => follows(relation, key) || leadsBack(relation, key) || holds(relation, key.columns));
}

/** A key over more columns than the relation guards it as well: the tenant's goes along. */
function holds({ from, to }: Relation, columns: readonly string[]): boolean {
  return (
    columns.length > from.columns.length &&
    (from.columns.every((column) => columns.includes(column)) || to.columns.every((column) => columns.includes(column)))
  );
}

/** The foreign key that the relation takes for granted. */
function remedyFor(context: AuditContext, child: End, parent: End) {
  const table = context.lookup.find(tableOfEnd(child));
  if (table?.kind !== 'table') return remedy({ title: 'Add the foreign key' });
  const ends = {
    columns: child.columns,
    references: { schema: parent.schema, name: parent.table },
    referencedColumns: parent.columns,
  };
  return remedy({
    title: 'Add the foreign key that the relation takes for granted',
    edits: putForeignKey(context, table, ends),
    advice: 'Rows that point at nothing have to be put right first: the draft counts them.',
  });
}

type End = Relation['from'];

function draftFor(context: AuditContext, code: CodeRelations, relation: Relation): FindingDraft {
  const { from, to } = relation;
  // The side with the key's columns is the one whose other end is unique.
  const { 'primary-key': primary } = code.lookup.childrenOf(from.schema, from.table);
  const isFromParent =
    primary.some(({ columns }) => columns.join() === from.columns.join()) && from.columns.join() !== to.columns.join();
  const [child, parent] = isFromParent ? [to, from] : [from, to];
  const [only, ...others] = child.columns;
  const isSingle = only !== undefined && others.length === 0;
  const columns = sayList(child.columns.map((name) => sayColumn({ schema: child.schema, table: child.table, name })));
  return {
    object: isSingle ? objectId('column', child.schema, child.table, only) : tableOfEnd(child),
    discriminator: relation.name,
    message: `The relation ${relation.name} leads from ${columns} to ${sayTable({ schema: parent.schema, name: parent.table })}, and no foreign key guards it: rows may point at nothing.`,
    evidence: [
      {
        text: `It is declared at ${sayPlace(relation.origin) || relation.export}.`,
        ...(relation.origin ? { origin: relation.origin } : {}),
      },
      fact('No source has a foreign key over these columns.'),
    ],
    origins: relation.origin ? [relation.origin] : [],
    remedy: remedyFor(context, child, parent),
  };
}
