import { type ForeignKey, objectId, type Relation } from '#app/catalog';
import { CODE, type CodeRelations, codeRelations, sayPlace, tableOfEnd } from '../facts/relations.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { type CodeRemedy, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/**
 * Without a relationName, drizzle-orm pairs the two sides of a relation by their tables: with two of them between the same tables
 * it cannot, and throws. Relations of 1.0 name the columns of both sides and need none.
 */
export const relationSelfUnnamed: Rule = {
  id: 'relation-self-unnamed',
  title: 'Several relations between the same tables without relationName',
  severity: 'medium',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    if (!code?.isUsed) return [];
    return [...ambiguous(code), ...unmodelled(code)];
  },
};

/** Relations from one table to another that its code has to tell apart by name. */
function ambiguous(code: CodeRelations): readonly FindingDraft[] {
  const pairs = new Map<string, Relation[]>();
  for (const relation of code.relations) {
    if (relation.cardinality !== 'one' || relation.from.columns.length === 0 || relation.through) continue;
    const key = `${tableOfEnd(relation.from)} ${tableOfEnd(relation.to)}`;
    const known = pairs.get(key) ?? [];
    // One that is declared twice is relation-duplicate's.
    if (!known.some(({ name }) => name === relation.name)) pairs.set(key, [...known, relation]);
  }
  return [...pairs.values()].flatMap((relations): readonly FindingDraft[] => {
    const unnamed = relations.filter(({ relationName }) => relationName === null);
    const [first] = unnamed;
    if (!first || !isAmbiguous(code, relations, unnamed)) return [];
    return [draftFor(first, unnamed, relations.length)];
  });
}

/** Two that are not named; or one, beside a named one, that a side without columns would have to find. */
function isAmbiguous(code: CodeRelations, all: readonly Relation[], unnamed: readonly Relation[]): boolean {
  const [first] = all;
  if (!first || isLine1(code)) return false;
  if (unnamed.length > 1) return true;
  const isLookedFor = code
    .from(tableOfEnd(first.to))
    .some(
      (other) =>
        other.relationName === null &&
        other.from.columns.length === 0 &&
        tableOfEnd(other.to) === tableOfEnd(first.from),
    );
  return all.length > 1 && unnamed.length > 0 && isLookedFor;
}

/** Whether relations are of drizzle-orm 1.0, where every side has its columns. */
function isLine1({ facts, relations }: CodeRelations): boolean {
  return /^1\./.test(facts.drizzleVersion) && relations.every(({ from }) => from.columns.length > 0);
}

/** Keys of a table to itself that no relation follows: they will need names, since there are several. */
function unmodelled(code: CodeRelations): readonly FindingDraft[] {
  const own = new Map<string, ForeignKey[]>();
  for (const { key } of code.keys) {
    const isOwn = key.references.schema === key.schema && key.references.name === key.table;
    const table = objectId('table', key.schema, key.table);
    if (isOwn) own.set(table, [...(own.get(table) ?? []), key]);
  }
  return [...own].flatMap(([table, keys]): readonly FindingDraft[] => {
    const [first] = keys;
    const isDeclared = code.from(table).some(({ to }) => tableOfEnd(to) === table);
    if (!first || keys.length < 2 || isDeclared || isLine1(code)) return [];
    const name = sayTable({ schema: first.schema, name: first.table });
    return [
      {
        object: table,
        discriminator: table,
        message: `${name} refers to itself by ${sayList(keys.flatMap(({ columns }) => columns))}, and no relation follows them: each needs a relationName of its own.`,
        evidence: keys.map((key) => fact(`The foreign key ${key.name} leads along ${sayList(key.columns)}.`, key.id)),
        remedy: remedy({
          title: 'Declare both relations, each with a relationName',
          code: keys.map((key): CodeRemedy => {
            const property = (key.columns[0] ?? '').replace(/_?id$/i, '');
            return {
              code: 'add-relation',
              relation: {
                export: code.from(table)[0]?.export ?? `${first.table}Relations`,
                name: property,
                cardinality: 'one',
                from: { schema: key.schema, table: key.table, columns: key.columns },
                to: { schema: key.schema, table: key.table, columns: key.referencedColumns },
                relationName: property,
              },
            };
          }),
        }),
      },
    ];
  });
}

function draftFor(first: Relation, unnamed: readonly Relation[], count: number): FindingDraft {
  const [from, to] = [first.from, first.to].map((end) => sayTable({ schema: end.schema, name: end.table }));
  return {
    object: tableOfEnd(first.from),
    discriminator: tableOfEnd(first.to),
    message: `${from} declares ${count} relations to ${to}, and ${sayList(unnamed.map(({ name }) => name))} without relationName: Drizzle cannot tell which side belongs to which.`,
    evidence: unnamed.map((relation) => ({
      text: `${relation.name} leads along ${sayList(relation.from.columns)}, declared at ${sayPlace(relation.origin) || relation.export}.`,
      ...(relation.origin ? { origin: relation.origin } : {}),
    })),
    origins: unnamed.flatMap(({ origin }) => (origin ? [origin] : [])),
    remedy: remedy({
      title: 'Give each of them a relationName, on both sides',
      code: unnamed.map((relation): CodeRemedy => ({ code: 'name-relation', relation, relationName: relation.name })),
    }),
  };
}
