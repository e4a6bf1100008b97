import { type ObjectId, type Origin, objectId, type Problem, truncateIdentifier } from '#app/catalog';
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
  const object = objectOf(problem);
  if (problem.code === 'table-extra-sql') {
    return note(problem.code, `Drizzle ignores ${problem.what}${of}${at}: no database gets it from this code.`, {
      remedy: 'Write it with check(), index() or another builder of drizzle-orm.',
      object,
      origin,
    });
  }
  return unread(problem.code, `Could not read ${problem.what}${of}${at}: ${problem.cause}`, {
    remedy:
      problem.code === 'made-of-stand-in' || problem.code === 'name-not-known'
        ? 'Install the module, or put the value where it can be read; what was made of it is missing from this reading.'
        : 'Correct it in the code; it is missing from this reading.',
    object,
    origin,
    cause: problem.cause,
  });
}

/** The object that is not known as a whole: its own where it has a name, else the table that it belongs to. */
function objectOf({ schema, table, part, ...problem }: WalkProblem): ObjectId | null {
  const inSchema = schema ?? 'public';
  const column = part !== null && 'name' in part ? ({ kind: 'column', name: part.name } as const) : undefined;
  const object = problem.object ?? column;
  if (!object?.name) return table === null ? null : objectId('table', inSchema, truncateIdentifier(table));
  const { kind } = object;
  const name = truncateIdentifier(object.name);
  if (kind === 'role' || kind === 'schema') return objectId(kind, name);
  if (table === null || kind === 'index') return objectId(kind, inSchema, name);
  return objectId(kind, inSchema, truncateIdentifier(table), name);
}

function originOf({ exports, part }: WalkProblem, places: SyntaxPlaces): Origin {
  if (part === null) return places.objectOrigin(exports);
  if ('key' in part) return places.partOrigin(exports, { kind: 'column', name: null, keys: [part.key] });
  return places.referenceOrigin(exports, part.reference, part.of);
}
