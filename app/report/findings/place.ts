import type { Finding } from '#app/audit';
import { type Place, toPlace } from '../place.ts';

/** The line to point at: code first, as the origins stand; `null` where none is in a file. */
export function placeOfFinding({ origins, evidence }: Finding): Place | null {
  const places = [...origins, ...evidence.flatMap(({ origin }) => (origin ? [origin] : []))];
  return toPlace(places.find(({ file }) => file !== undefined) ?? null);
}
