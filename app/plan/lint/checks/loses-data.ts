import type { Check, CheckContext } from '../check.ts';
import { type LintMark, rangeOf, wordFrom } from '../lint-mark.ts';
import { nameIn, sayTable } from '../names.ts';
import type { SqlAction } from '../sql-action.ts';

/** Tables, columns and labels that go with what they hold, and types that hold less. */
export const checkLosesData: Check = (context) => [...byHazards(context), ...removedLabels(context)];

function byHazards({ words, hazards, isOld, then }: CheckContext): readonly LintMark[] {
  // Some rows that are deleted on purpose are no loss of the schema's making.
  const isChosen = words.actions.some((action) => action.does === 'delete' && action.restricted);
  return hazards.flatMap((hazard): readonly LintMark[] => {
    if (hazard.kind !== 'data-loss' || isChosen) return [];
    if (hazard.relation === null ? !/^CASCADE/.test(hazard.what) : !isOld(hazard.relation)) return [];
    const table = hazard.relation === null ? null : nameIn(hazard.relation);
    const action = words.actions.find((one) => loses(one, hazard.what));
    const range =
      action?.does === 'drop-column'
        ? rangeOf(words.sql, action.at, action.column)
        : wordFrom(words.sql, table === null ? 0 : rangeOf(words.sql, 0, table[1]).at);
    const isGuarded = action?.does === 'drop' && action.guarded && then.table(action.name) === null;
    if (isGuarded) return [];
    return [
      {
        rule: 'migration-loses-data',
        severity: 'warning',
        ...range,
        message: `It loses data: ${hazard.what}.`,
        table,
        fix: null,
      },
    ];
  });
}

function loses(action: SqlAction, what: string): boolean {
  if (action.does === 'drop-column')
    return what.startsWith(`column ${action.column} `) || what.includes(`"${action.column}"`);
  return action.does === 'drop' && what.includes(action.name[1]);
}

/** An enum is rebuilt without some of its labels: rows that have them must have been changed before, or it fails. */
function removedLabels({ words, then }: CheckContext): readonly LintMark[] {
  return words.actions.flatMap((action): readonly LintMark[] => {
    if (action.does !== 'alter-column' || action.type === null) return [];
    const table = then.table(action.table);
    const before = table?.columns.get(action.column);
    const [labels, left] = [then.labelsOf(before?.type ?? ''), then.labelsOf(action.type)];
    const removed = labels && left ? labels.filter((label) => !left.includes(label)) : [];
    if (!table || table.isNew || removed.length === 0) return [];
    const which = removed.map((label) => `'${label}'`).join(', ');
    return [
      {
        rule: 'migration-loses-data',
        severity: 'warning',
        ...rangeOf(words.sql, action.at, action.column),
        message: `It takes ${which} away from what ${sayTable(then, action.table)}.${action.column} may hold.`,
        table: [table.schema, table.name],
        fix: null,
      },
    ];
  });
}
