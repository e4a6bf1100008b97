import { nameSimilarity } from '#app/compare';
import { RULES } from './rules.ts';

/** Names less alike than this share a word by chance. */
const ALIKE = 0.5;
const MOST = 5;

/** The rules whose names are most like one that there is not, the likest first. */
export function rulesLike(name: string): readonly string[] {
  return RULES.map(({ id }) => ({ id, alike: id.includes(name) ? 1 : nameSimilarity(id, name) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** What to do about names that no rule has. */
export function sayRulesLike(names: readonly string[]): string {
  const near = [...new Set(names.flatMap(rulesLike))];
  const asked = near.length > 0 ? `Did you mean ${near.join(', ')}? ` : '';
  return `${asked}raingauge explain lists all ${RULES.length} rules.`;
}
