import type { Origin, Problem } from '#app/catalog';
import { CONFIG_FILE } from './config-file.ts';

/** The code of every problem of the project's settings file. */
export const CONFIG_PROBLEM = 'config-invalid';

/** What is wrong with the project's settings file: a note, since what is right in it is used. */
export function configProblem(message: string, origin: Origin | null, cause: string | null): Problem {
  return {
    code: CONFIG_PROBLEM,
    effect: 'note',
    message,
    remedy: `Correct ${CONFIG_FILE}; what is right in it is used meanwhile.`,
    object: null,
    origin: origin ?? { source: 'code', file: CONFIG_FILE },
    cause,
  };
}
