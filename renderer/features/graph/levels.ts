/** Levels of detail, from far to near. Boxes keep their place and size through all of them. */
export const LEVELS = ['modules', 'names', 'keys', 'columns'] as const;
export type Level = (typeof LEVELS)[number];

/** The zoom from which each level holds. */
const FROM: Readonly<Record<Level, number>> = { modules: 0, names: 0.195, keys: 0.42, columns: 0.8 };

export const NEAREST_ZOOM = 2;
export const READING_ZOOM = 1;
export const FARTHEST_ZOOM = 0.015;

export function levelAt(zoom: number): Level {
  return LEVELS.findLast((level) => zoom >= FROM[level]) ?? 'modules';
}
