import type { DriftResult } from '#app/api';
import type { Difference, DifferenceClass } from '#app/compare';
import { type Place, placeOf, printPlace, toPlace } from '../place.ts';
import { physicalLocation, sarifLog } from '../sarif.ts';

/** One rule for each class of difference: what a code scanner lists and filters by. */
const RULES: Readonly<Record<DifferenceClass, { readonly name: string; readonly text: string }>> = {
  drift: { name: 'SchemaDrift', text: 'Two accounts of the schema can both express it and differ.' },
  order: { name: 'EnumOrder', text: 'The labels of an enum stand in another order.' },
  unmanaged: { name: 'UnmanagedObject', text: 'Drizzle cannot express it, and one side has it or has it otherwise.' },
  cosmetic: { name: 'CosmeticDifference', text: 'A generated name or the order of columns: it has no effect.' },
};
const CLASSES = Object.keys(RULES) as readonly DifferenceClass[];

/**
 * SARIF 2.1.0. Results point at the line of the Drizzle schema or of the migration; without one they name the object only.
 * The difference's key is the fingerprint, so that a scanner knows it again when lines move.
 */
export function driftToSarif(result: DriftResult, version: string): object {
  return sarifLog(version, CLASSES.map(ruleOf), result.differences.map(resultOf), result);
}

function ruleOf(id: DifferenceClass): object {
  const { name, text } = RULES[id];
  return { id: `drift/${id}`, name, shortDescription: { text } };
}

function resultOf(difference: Difference): object {
  const place = placeOf(difference);
  const { key, object, kind, verdict, attribute, counts, summary, reason, waiver } = difference;
  return {
    ruleId: `drift/${difference.class}`,
    ruleIndex: CLASSES.indexOf(difference.class),
    level: counts || waiver ? 'error' : 'note',
    message: { text: `${summary}. ${reason}` },
    locations: [
      {
        ...(place ? { physicalLocation: physicalLocation(place) } : {}),
        logicalLocations: [{ fullyQualifiedName: object, kind }],
      },
    ],
    ...relatedTo(difference, place),
    partialFingerprints: { 'raingauge/difference/v1': key },
    ...(waiver ? { suppressions: [{ kind: 'external', status: 'accepted', justification: waiver.reason }] } : {}),
    properties: { verdict, attribute, destroyedBy: difference.destroyedBy, kit: difference.kit },
  };
}

/** Where the other sources say what they say of it. */
function relatedTo({ states }: Difference, place: Place | null): object {
  const seen = new Set(place ? [printPlace(place)] : []);
  const related = Object.entries(states).flatMap(([label, { origins }]) =>
    origins.flatMap((origin) => {
      const own = toPlace(origin);
      if (own === null || seen.has(printPlace(own))) return [];
      seen.add(printPlace(own));
      return [{ physicalLocation: physicalLocation(own), message: { text: `in ${label}` } }];
    }),
  );
  return related.length === 0 ? {} : { relatedLocations: related.map((each, id) => ({ id, ...each })) };
}
