import { type Origin, objectId, type Problem } from '#app/catalog';
import type { WalkProblem } from './inside/values.ts';
import { note, unread } from './problems.ts';
import type { SyntaxPlaces } from './syntax/places.ts';
import { placeText } from './to-catalog/context.ts';

/** What the walk could not read, with its place. */
export function walkProblem(problem: WalkProblem, places: SyntaxPlaces): Problem {
  const origin = problem.exports.length === 0 ? null : originOf(problem, places);
  const { table } = problem;
  const of = table === null ? '' : ` of table ${table}`;
  const at = origin?.file === undefined ? '' : ` (${placeText(origin)})`;
  const object = table === null ? null : objectId('table', problem.schema ?? 'public', table);
  if (problem.code === 'table-extra-sql') {
    return note(problem.code, `Drizzle ignores ${problem.what}${of}${at}: no database gets it from this code.`, {
      remedy: 'Write it with check(), index() or another builder of drizzle-orm.',
      object,
      origin,
    });
  }
  return unread(problem.code, `Could not read ${problem.what}${of}${at}: ${problem.cause}`, {
    remedy:
      problem.code === 'made-of-stand-in'
        ? 'Install the module, or put the value where it can be read; what was made of it is missing from this reading.'
        : 'Correct it in the code; it is missing from this reading.',
    object,
    origin,
    cause: problem.cause,
  });
}

function originOf({ exports, part }: WalkProblem, places: SyntaxPlaces): Origin {
  if (part === null) return places.objectOrigin(exports);
  if ('key' in part) return places.partOrigin(exports, { kind: 'column', name: null, keys: [part.key] });
  return places.referenceOrigin(exports, part.reference, part.of);
}
