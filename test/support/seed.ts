/**
 * What generated cases and slices of tables go by. The same for every run, so that a test which fails tells of the change
 * at hand; `RAINGAUGE_SEED=<number>` takes another, and `npm run test:matrix` takes a new one each time. Suites print it.
 */
export const seed = Number(process.env.RAINGAUGE_SEED ?? 1);
