import { type Major, matrixMajors } from './postgres/servers.ts';
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

/**
 * Of a table of cases, what one of the real servers runs: together they run every case once (`RAINGAUGE_MATRIX=all`: each of them
 * all that it can). A case that only later majors can run is the newest one's.
 */
export function shareOf<T>(major: number, cases: readonly T[]): readonly T[] {
  if (process.env.RAINGAUGE_MATRIX === 'all') return cases.filter((each) => firstMajorOf(each) <= major);
  const majors = matrixMajors();
  return cases.filter((each, at) => {
    const inTurn = majors[(at + seed) % majors.length] ?? NEWEST;
    return (firstMajorOf(each) <= inTurn ? inTurn : NEWEST) === major;
  });
}

function firstMajorOf(each: unknown): number {
  return typeof each === 'object' && each !== null && 'since' in each && typeof each.since === 'number'
    ? each.since
    : 0;
}

/** The one major that the seed says, for what is much the same on each (`RAINGAUGE_MATRIX`: every one that it names). */
export function majorInTurn(): readonly Major[] {
  const majors = matrixMajors();
  return process.env.RAINGAUGE_MATRIX ? majors : majors.filter((_, at) => at === seed % majors.length);
}

/** One major, for what is the same on each as far as anybody knows (`RAINGAUGE_MATRIX`: every one that it names). */
export function onlyOn(major: Major): readonly Major[] {
  return process.env.RAINGAUGE_MATRIX ? matrixMajors() : [major];
}

/** The oldest and the newest of the majors, for what the ones between can only be like (`RAINGAUGE_MATRIX`: every one that it names). */
export function oldestAndNewest(): readonly Major[] {
  const majors = matrixMajors();
  return process.env.RAINGAUGE_MATRIX ? majors : majors.filter((_, at) => at === 0 || at === majors.length - 1);
}

/** Of a table of cases each nth of every kind, at least one of each (`RAINGAUGE_MATRIX=all`: every case). */
export function sliceOfKinds<T>(cases: readonly T[], kindOf: (each: T) => unknown, nth: number): readonly T[] {
  if (process.env.RAINGAUGE_MATRIX === 'all') return cases;
  return cases.filter((each) => {
    const own = cases.filter((other) => kindOf(other) === kindOf(each));
    return own.indexOf(each) % nth === seed % Math.min(nth, own.length);
  });
}
