import type { DriftResult } from '#app/api';
import type { Problem } from '#app/catalog';
import type { Difference, DifferenceClass } from '#app/compare';
import { type Place, placeOf, placeOfProblem, printPlace, toPlace } from '../place.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

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
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Raingauge', version, rules: CLASSES.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECT: { description: { text: 'The folder of the Drizzle project.' } } },
        invocations: [
          {
            executionSuccessful: result.complete,
            toolExecutionNotifications: result.unread.map(notificationOf),
          },
        ],
        results: result.differences.map(resultOf),
      },
    ],
  };
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
        ...(place ? { physicalLocation: physical(place) } : {}),
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
      return [{ physicalLocation: physical(own), message: { text: `in ${label}` } }];
    }),
  );
  return related.length === 0 ? {} : { relatedLocations: related.map((each, id) => ({ id, ...each })) };
}

function notificationOf(problem: Problem): object {
  const place = placeOfProblem(problem);
  return {
    descriptor: { id: problem.code },
    level: problem.effect === 'unread' ? 'error' : 'note',
    message: { text: problem.remedy === null ? problem.message : `${problem.message} ${problem.remedy}` },
    ...(place ? { locations: [{ physicalLocation: physical(place) }] } : {}),
  };
}

function physical({ file, line, column }: Place): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'PROJECT' },
    region: { startLine: line, startColumn: column },
  };
}
