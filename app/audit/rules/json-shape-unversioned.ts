import type { ChangedShape } from '#app/usages';
import { MIGRATIONS, migrationFacts } from '../facts/migrations.ts';
import { sayColumn } from '../facts/say.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** The project's history tells what the type was when a migration was last committed. Optional members may be added. */
export const jsonShapeUnversioned: Rule = {
  id: 'json-shape-unversioned',
  title: 'The type of a JSON column changed and no migration changed its rows',
  severity: 'low',
  dimension: 'operations',
  needs: MIGRATIONS.map((needed) => ['code', ...needed, 'usages'] as const),
  fix: [],
  evaluate(context) {
    const { code } = context.sources;
    const shapes = context.project?.shapes;
    if (!shapes || !code)
      return { notEvaluated: 'No git history tells what the types were when a migration was made.' };
    const newest = migrationFacts(context)?.files.at(-1);
    return shapes.flatMap((shape): readonly FindingDraft[] => {
      const column = code.catalog.objects.column.find(({ id }) => id === shape.object);
      return column ? [draftFor(shape, sayColumn(column), newest?.path ?? 'the newest migration')] : [];
    });
  },
};

function draftFor(
  { object, file, line, before, now, since }: ChangedShape,
  column: string,
  newest: string,
): FindingDraft {
  const origin = { source: 'code' as const, file, line };
  return {
    object,
    message: `The type of ${column} (${file}:${line}) is another than when ${newest} was committed, and no migration since changed its rows: old ones may not be what the code takes them for.`,
    evidence: [{ text: `At ${since}: ${cut(before)}` }, { text: `Now: ${cut(now)}`, origin }],
    origins: [origin],
  };
}

const LONGEST = 300;

function cut(text: string): string {
  const line = text.replaceAll('\n', ' · ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
