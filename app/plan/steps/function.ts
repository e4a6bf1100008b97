import type { Routine } from '#app/catalog';
import { renderCreateFunction, renderRoutineTarget } from '#app/sql';
import { type KindSteps, REPLACE, statements } from '../alteration.ts';

export const functionSteps: KindSteps<'function'> = {
  drop: (routine) => `DROP ${renderRoutineTarget(routine)}`,
  alter: (from, to) =>
    canBeReplaced(from, to) ? statements(renderCreateFunction(to).replace(/^CREATE /, 'CREATE OR REPLACE ')) : REPLACE,
};

/** OR REPLACE keeps names and defaults of arguments, the result and what kind of routine it is. */
function canBeReplaced(from: Routine, to: Routine): boolean {
  return from.routine === to.routine && from.arguments === to.arguments && from.returns === to.returns;
}
