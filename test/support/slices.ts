import { matrixMajors } from './postgres/servers.ts';

/** Which slice a run takes. Printed by the suites; `RAINGAUGE_SEED` takes the same again. */
export const seed = Number(process.env.RAINGAUGE_SEED ?? Date.now() % 2 ** 31);

const NEWEST = Math.max(...matrixMajors());

/**
 * Of a table of cases, what one server runs: the newest real one every case, the others each nth, moving on with each run
 * (`RAINGAUGE_MATRIX=all`: every case everywhere). `major` is `null` for the embedded PostgreSQL.
 */
export function sliceFor<T>(major: number | null, cases: readonly T[], nth: number): readonly T[] {
  if (process.env.RAINGAUGE_MATRIX === 'all' || major === NEWEST) return cases;
  return cases.filter((_, at) => (at + seed) % nth === 0);
}
