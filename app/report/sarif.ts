import { type Problem, sayProblem } from '#app/catalog';
import { type Place, placeOfProblem } from './place.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A SARIF 2.1.0 log of one run. */
export function sarifLog(
  version: string,
  rules: readonly object[],
  results: readonly object[],
  { complete, unread }: { readonly complete: boolean; readonly unread: readonly Problem[] },
): object {
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Raingauge', version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECT: { description: { text: 'The folder of the Drizzle project.' } } },
        invocations: [{ executionSuccessful: complete, toolExecutionNotifications: unread.map(notificationOf) }],
        results,
      },
    ],
  };
}

function notificationOf(problem: Problem): object {
  const place = placeOfProblem(problem);
  return {
    descriptor: { id: problem.code },
    level: problem.effect === 'unread' ? 'error' : 'note',
    message: { text: sayProblem(problem) },
    ...(place ? { locations: [{ physicalLocation: physicalLocation(place) }] } : {}),
  };
}

export function physicalLocation({ file, line, column }: Place): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'PROJECT' },
    region: { startLine: line, startColumn: column },
  };
}
