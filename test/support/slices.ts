import { matrixMajors } from './postgres/servers.ts';
import { seed } from './seed.ts';

const NEWEST = Math.max(...matrixMajors());

/**
 * Of a table of cases, what one server runs: the newest real one every case, the others each nth, from the one that the seed says
 * (`RAINGAUGE_MATRIX=all`: every case everywhere). `major` is `null` for the embedded PostgreSQL.
 */
export function sliceFor<T>(major: number | null, cases: readonly T[], nth: number): readonly T[] {
  if (process.env.RAINGAUGE_MATRIX === 'all' || major === NEWEST) return cases;
  return cases.filter((_, at) => (at + seed) % nth === 0);
}

/** Of a table of cases, what one of the real servers runs: together they run every case once (`RAINGAUGE_MATRIX=all`: each of them all). */
export function shareOf<T>(major: number, cases: readonly T[]): readonly T[] {
  if (process.env.RAINGAUGE_MATRIX === 'all') return cases;
  const majors = matrixMajors();
  const own = (majors as readonly number[]).indexOf(major);
  return cases.filter((_, at) => (at + seed) % majors.length === own);
}
