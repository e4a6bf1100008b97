const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `8.0 kB`, `1.2 GB`, as `pg_size_pretty` counts: in steps of 1024. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
