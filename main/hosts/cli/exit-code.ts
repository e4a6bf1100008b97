/** CONTRACTS, exit codes. `couldNotTell` goes before `found`. */
export const EXIT = { none: 0, found: 1, couldNotTell: 2, wrongUsage: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
