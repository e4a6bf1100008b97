import { lookupOf, type ObjectId, type Problem } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { namedObjects, shortName } from '../facts/naming.ts';
import { OF_CODE, unlessCode } from '../facts/of-code.ts';
import { remedy, rename } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Restates what the reader of the code noticed when it cut a name. */
export const nameTruncated: Rule = {
  id: 'name-truncated',
  title: 'A name that PostgreSQL cuts off',
  severity: 'medium',
  dimension: 'convention',
  needs: OF_CODE,
  fix: ['code'],
  evaluate(context) {
    const other = unlessCode(context);
    if (other) return other;
    const problems = new Map<ObjectId, Problem>();
    for (const problem of context.reading.report)
      if (problem.code === 'name-truncated' && problem.object !== null && !problems.has(problem.object))
        problems.set(problem.object, problem);
    return [...problems].flatMap(([id, problem]) => draftsOf(context, id, problem));
  },
};

function draftsOf(context: AuditContext, id: ObjectId, { message, origin }: Problem): readonly FindingDraft[] {
  const object = lookupOf(context.catalog).find(id);
  if (!object || !('name' in object)) return [];
  const named = namedObjects(context).find((one) => one.object === object);
  const fresh = named ? shortName(context, named) : shorter(object.name);
  return [
    {
      object: id,
      message,
      evidence: [
        {
          text: 'drizzle-kit compares the whole name with the one that was cut, and finds them different each time.',
          object: id,
          ...(origin ? { origin } : {}),
        },
      ],
      ...(origin ? { origins: [origin] } : {}),
      remedy: remedy({
        title: `Call it ${fresh}`,
        edits: fresh === object.name ? [] : [rename(id, fresh)],
        advice:
          'Where the database has the cut name already, it is renamed with it; or give the code the name that the database has.',
      }),
    },
  ];
}

/** Without its last word, which is what was cut into. */
function shorter(name: string): string {
  const end = name.lastIndexOf('_');
  return end > 0 ? name.slice(0, end) : name.slice(0, -1);
}
