import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles a function of PostgreSQL's again, for speed, when it has run for a while: for a few hundred short questions that took
 * two thirds of the shadow's processor time, on all cores, while the code is being read. Later, they take a third; a large build
 * takes a quarter less the first time and a third more the second. To be called before PostgreSQL is loaded.
 */
export function compileLater(): void {
  // Electron's V8 may have its flags locked by now.
  if (process.versions.electron === undefined) setFlagsFromString(`--wasm-tiering-budget=${LATER}`);
}

/** About bytes executed in one function; V8 of Node 20 begins with 1,800,000 (`flag-definitions.h`). */
const LATER = 1_000_000_000;
