/**
 * What names say. Teams spell one thing several ways (`companyId`, `company_id`, `Company ID`); these functions bring
 * them to one form, in which a column can be recognised as the reference to a table.
 */

import { remember } from './remember.ts';

/** The words of a name in lower case: `companyId`, `CompanyID` and `company_id` are all `['company', 'id']`. */
export const wordsOf = remember((name: string): readonly string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== ''),
);

/** One spelling for all: words joined by underscores. */
export const canonicalName = remember((name: string): string => wordsOf(name).join('_'));

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  data: 'datum',
  media: 'medium',
  criteria: 'criterion',
  indices: 'index',
  statuses: 'status',
  addresses: 'address',
  movies: 'movie',
};

/** The singular of an English plural, or the word itself where it is none. Good enough for names of tables. */
export function singular(word: string): string {
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) return irregular;
  if (/(ss|us|is)$/.test(word) || word.length < 3) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  if (/s$/.test(word)) return word.slice(0, -1);
  return word;
}

/** The form in which a table and a reference to it meet: canonical, last word singular. */
export const entityName = remember((name: string): string => {
  const words = wordsOf(name);
  const last = words.at(-1);
  return last === undefined ? '' : [...words.slice(0, -1), singular(last)].join('_');
});

/** The entity a column's name refers to: `company` of `company_id`, `companyId`, `company_uuid`; `null` for others. */
export const referredEntity = remember((column: string): string | null => {
  const words = wordsOf(column);
  const last = words.at(-1);
  if (words.length < 2 || (last !== 'id' && last !== 'uuid' && last !== 'fk')) return null;
  return entityName(words.slice(0, -1).join('_'));
});
