import { type CatalogObject, lookupOf } from '#app/catalog';
import type { Difference } from '#app/compare';
import type { AuditContext } from '../context.ts';
import { sayObject } from '../facts/migrations.ts';
import { sayPlace } from '../facts/relations.ts';
import { sayList } from '../facts/say.ts';
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
    return differences.flatMap((difference): readonly FindingDraft[] => {
      const made = stateOf(context, difference);
      if (!made?.present || difference.class !== 'drift' || !difference.counts) return [];
      // A key that the code lacks is fk-not-in-code's.
      if (difference.kind === 'foreign-key' || !isForgotten(context, difference)) return [];
      return [draftFor(context, difference, made)];
    });
  },
};

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

function draftFor(context: AuditContext, difference: Difference, { origins, value }: State): FindingDraft {
  const { object, attribute, destroyedBy } = difference;
  const places = origins.map(sayPlace).filter((place) => place !== '');
  const by = places.length > 0 ? places.at(-1) : 'A migration';
  const what =
    attribute === null
      ? `makes ${sayObject(object)}, which the Drizzle schema does not know`
      : `gives ${sayObject(object)} the ${attribute} ${JSON.stringify(value)}, and the Drizzle schema says otherwise`;
  const loses =
    destroyedBy.length > 0
      ? `drizzle-kit ${sayList(destroyedBy)} undoes it`
      : 'it is lost when the database is rebuilt from code';
  return {
    object,
    ...(attribute === null ? {} : { discriminator: attribute }),
    message: `${by} ${what}: ${loses}.`,
    evidence: [
      { text: difference.summary },
      { text: difference.reason },
      ...difference.kit.map((kit) => ({
        text: `drizzle-kit ${kit.command} (${kit.line}): ${kit.statement ?? kit.reason}`,
      })),
      ...origins.map((origin) => ({ text: `Made or changed at ${sayPlace(origin)}.`, origin })),
    ],
    origins,
    remedy: remedy({ title: 'Write it into the Drizzle schema', edits: editsFor(context, difference) }),
  };
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
