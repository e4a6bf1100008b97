import { type CatalogObject, lookupOf, type ObjectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import type { AuditContext } from '../context.ts';
import { sayObject } from '../facts/migrations.ts';
import { sayPlace } from '../facts/relations.ts';
import { sayList, tableId } from '../facts/say.ts';
import type { Evidence } from '../finding.ts';
import { type CatalogEdit, put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** What Drizzle has no words for (triggers, functions, FORCE) is no fault of the code, and cosmetic differences are none. */
export const migrationWithoutCode: Rule = {
  id: 'migration-without-code',
  title: 'A migration adds or changes what the Drizzle schema does not know',
  severity: 'critical',
  dimension: 'operations',
  needs: [['code', 'migrations']],
  fix: ['code'],
  evaluate(context) {
    const differences = context.between('code', 'migrations');
    if (differences === null) return { notEvaluated: 'Code and migrations were not compared.' };
    const forgotten = differences.flatMap((difference): readonly Forgotten[] => {
      const made = stateOf(context, difference);
      if (!made?.present || difference.class !== 'drift' || !difference.counts) return [];
      // A key that the code lacks is fk-not-in-code's.
      if (difference.kind === 'foreign-key' || !isForgotten(context, difference)) return [];
      return [{ difference, made }];
    });
    const ofTables = new Map<ObjectId, Forgotten[]>();
    const alone: FindingDraft[] = [];
    for (const one of forgotten) {
      const table = tableToldFor(context, one);
      if (table === null) alone.push(draftFor(context, one));
      else ofTables.set(table, [...(ofTables.get(table) ?? []), one]);
    }
    return [...alone, ...[...ofTables].map(([table, all]) => draftOfTable(context, table, all))];
  },
};

interface Forgotten {
  readonly difference: Difference;
  readonly made: State;
}

/** What stands beside a table's columns and has a person look at the table once, however much of it there is. */
const BESIDE_COLUMNS = new Set(['index', 'primary-key', 'unique', 'check', 'exclusion', 'policy', 'table']);

/** The table that such things are told of together; `null` for tables, columns and what stands alone: each of them holds data. */
function tableToldFor(
  { sources }: AuditContext,
  { difference: { object, kind, attribute } }: Forgotten,
): ObjectId | null {
  if (!BESIDE_COLUMNS.has(kind)) return null;
  if (kind === 'table') return attribute === null ? null : object;
  const found = sources.migrations && lookupOf(sources.migrations.catalog).find(object);
  return found && 'table' in found ? tableId(found) : null;
}

/** As many as a person reads; the evidence has them all. */
const MOST_NAMED = 3;

function withoutDiscriminator({ discriminator: _, ...draft }: FindingDraft): FindingDraft {
  return draft;
}

function draftOfTable(context: AuditContext, table: ObjectId, all: readonly Forgotten[]): FindingDraft {
  const [first] = all;
  if (all.length === 1 && first) return { ...withoutDiscriminator(draftFor(context, first)), object: table };
  const undoing = [...new Set(all.flatMap(({ difference }) => difference.destroyedBy))].sort();
  const files = [...new Set(all.flatMap(({ made }) => made.origins.flatMap(({ file }) => file ?? [])))];
  const names = all.map(({ difference: { object, attribute } }) =>
    attribute === null ? sayObject(object) : `${attribute} of ${sayObject(object)}`,
  );
  const loses =
    undoing.length > 0
      ? `drizzle-kit ${sayList(undoing)} undoes them`
      : 'they are lost when the database is rebuilt from code';
  return {
    object: table,
    message: `${sayList(files, MOST_NAMED)} ${files.length === 1 ? 'gives' : 'give'} ${sayObject(table)} ${all.length} things that the Drizzle schema does not know (${sayList(names, MOST_NAMED)}): ${loses}.`,
    evidence: all.flatMap(({ difference, made }) => evidenceOf(difference, made).slice(0, MOST_NAMED)),
    origins: all.flatMap(({ made }) => made.origins),
    remedy: remedy({
      title: 'Write them into the Drizzle schema',
      edits: all.flatMap(({ difference }) => editsFor(context, difference)),
    }),
  };
}

/**
 * Whether the code never knew it, rather than having gone on. Two accounts alone do not tell: the newest snapshot does, which is
 * what drizzle-kit last read in the code. What it has the code gave up; what it has otherwise than the migrations was changed by
 * hand. Without one, an object that is in no code counts, and another value does not.
 */
function isForgotten({ sources }: AuditContext, { object, attribute, verdict, states }: Difference): boolean {
  if (verdict === 'code-forgot') return true;
  const code = states[sources.code?.source.label ?? ''];
  if (verdict !== 'undecided' || !code) return false;
  const then = sources.migrations?.migrations?.snapshot?.objects.find(({ id }) => id === object);
  if (attribute === null) return !code.present && !then;
  return then !== undefined && attribute in then.attributes && same(then.attributes[attribute], code.value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

type State = Difference['states'][string];

function stateOf({ sources }: AuditContext, { states }: Difference): State | undefined {
  return states[sources.migrations?.source.label ?? ''];
}

function draftFor(context: AuditContext, { difference, made }: Forgotten): FindingDraft {
  const { origins, value } = made;
  const { object, attribute, destroyedBy } = difference;
  const places = origins.map(sayPlace).filter((place) => place !== '');
  const by = places.length > 0 ? places.at(-1) : 'A migration';
  const what =
    attribute === null
      ? `makes ${sayObject(object)}, which the Drizzle schema does not know`
      : value === null || value === undefined
        ? `leaves ${sayObject(object)} without ${attribute}, and the Drizzle schema has one`
        : `gives ${sayObject(object)} the ${attribute} ${JSON.stringify(value)}, and the Drizzle schema says otherwise`;
  const loses =
    destroyedBy.length > 0
      ? `drizzle-kit ${sayList(destroyedBy)} undoes it`
      : value === null || value === undefined
        ? 'a database that is rebuilt from code is another one'
        : 'it is lost when the database is rebuilt from code';
  return {
    object,
    ...(attribute === null ? {} : { discriminator: attribute }),
    message: `${by} ${what}: ${loses}.`,
    evidence: evidenceOf(difference, made),
    origins,
    remedy: remedy({ title: 'Write it into the Drizzle schema', edits: editsFor(context, difference) }),
  };
}

function evidenceOf({ object, summary, reason, kit }: Difference, { origins }: State): readonly Evidence[] {
  return [
    { text: summary, object },
    ...origins.map((origin) => ({ text: `Made or changed at ${sayPlace(origin)}.`, origin })),
    { text: reason },
    ...kit.map(({ command, line, statement, reason: why }) => ({
      text: `drizzle-kit ${command} (${line}): ${statement ?? why}`,
    })),
  ];
}

/** What the code shall have: the object as the migrations make it, with what belongs to it. */
function editsFor({ sources }: AuditContext, { object, attribute, kind }: Difference): readonly CatalogEdit[] {
  const catalog = sources.migrations?.catalog;
  const found = catalog && lookupOf(catalog).find(object);
  if (!catalog || !found) return [];
  if (attribute !== null) {
    const value = (found as unknown as Readonly<Record<string, unknown>>)[attribute];
    return value === undefined ? [] : [{ edit: 'set', id: object, attributes: { [attribute]: value } }];
  }
  if (kind !== 'table' || found.kind !== 'table') return [put(found)];
  const children = Object.values(
    lookupOf(catalog).childrenOf(found.schema, found.name),
  ).flat() as readonly CatalogObject[];
  return [found, ...children].map(put);
}
