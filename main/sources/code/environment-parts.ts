import { objectId, type Problem, truncateIdentifier } from '#app/catalog';
import type { Evaluation } from './evaluate.ts';
import { holdsPlaceholder } from './inside/placeholder.ts';
import { isSecretName } from './inside/usual-variables.ts';
import type { ExportName, WalkedSchema } from './inside/values.ts';
import { note, unread } from './problems.ts';
import type { Places } from './to-catalog/context.ts';
import { placeText } from './to-catalog/context.ts';

/** The lists of a schema whose values have names of their own. */
const NAMED = ['tables', 'enums', 'schemas', 'sequences', 'roles', 'views'] as const;
type Named = (typeof NAMED)[number];
const WORDS: Readonly<Record<Named, string>> = {
  tables: 'table',
  enums: 'enum',
  schemas: 'schema',
  sequences: 'sequence',
  roles: 'role',
  views: 'view',
};

interface Value {
  readonly exports: readonly ExportName[];
  readonly name: string;
  readonly schema?: string | null;
}

/**
 * What is made of a variable that has no value here is not known: `undefined_users` or a placeholder is nobody's table. Such
 * objects are told and left out; where a part of one is made so, it is told and the object stays.
 */
export function withoutVariables(
  walked: WalkedSchema,
  asked: readonly string[],
  places: Places,
): { readonly walked: WalkedSchema; readonly problems: readonly Problem[] } {
  if (asked.length === 0) return { walked, problems: [] };
  const problems: Problem[] = [];
  const kept = NAMED.map((list) => {
    const values = (walked[list] as readonly Value[]).filter((value) => {
      const isNameless = isMadeOfVariable(value.name) || isMadeOfVariable(value.schema ?? '');
      if (isNameless || holdsVariable(value)) problems.push(problemOf(list, value, isNameless, asked, places));
      return !isNameless;
    });
    return [list, values] as const;
  });
  return problems.length === 0
    ? { walked, problems }
    : { walked: { ...walked, ...(Object.fromEntries(kept) as Partial<WalkedSchema>) }, problems };
}

/** Names, types, labels and expressions, at any depth. */
function holdsVariable(value: unknown): boolean {
  if (typeof value === 'string') return isMadeOfVariable(value) || /\(\s*NaN\s*[,)]/.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsVariable);
}

function isMadeOfVariable(text: string): boolean {
  return holdsPlaceholder(text) || /(^|[^A-Za-z])undefined([^A-Za-z]|$)|\b54329\b/.test(text);
}

function problemOf(list: Named, value: Value, isNameless: boolean, asked: readonly string[], places: Places): Problem {
  const origin = places.objectOrigin(value.exports);
  const what = `${WORDS[list]} ${value.exports[0]?.name ?? value.name}`;
  const part = isNameless ? 'The name of the' : 'A part of the';
  const isQualified = list === 'schemas' || list === 'roles';
  const name = truncateIdentifier(value.name);
  const object = isQualified
    ? objectId(WORDS[list] as 'schema' | 'role', name)
    : objectId(WORDS[list] as 'table', value.schema ?? 'public', name);
  return unread(
    'environment-in-schema',
    `${part} ${what} (${placeText(origin)}) is made of a variable of the environment that has no value here: ${asked.join(', ')}.`,
    {
      remedy: `Set ${asked.length === 1 ? 'it' : 'the one it needs'} in the environment or in .env, as drizzle-kit needs it too.`,
      object: isNameless ? null : object,
      origin,
    },
  );
}

/** The variables that the schema asked for and that are not given to it. */
export function environmentProblems({ askedEnvironment, environment }: Evaluation): readonly Problem[] {
  const { placeholders, withheld } = environment;
  const isReplaced = (name: string) => placeholders === 'all' || isSecretName(name) || withheld.includes(name);
  const replaced = askedEnvironment.filter(isReplaced);
  const unset = askedEnvironment.filter((name) => !isReplaced(name));
  return [
    ...(replaced.length === 0
      ? []
      : [
          note(
            'environment-placeholder',
            `Schema files read ${replaced.join(', ')} from the environment and were given placeholders.`,
          ),
        ]),
    ...(unset.length === 0
      ? []
      : [
          note(
            'environment-not-set',
            `Schema files read ${unset.join(', ')} from the environment, where it is not set.`,
          ),
        ]),
  ];
}
