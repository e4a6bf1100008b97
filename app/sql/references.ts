import type { QualifiedName } from '#app/catalog';
import { scanSql, type Token } from './scan.ts';

/** Names that a text may refer to. `sure` where the text names schema and object, `likely` for a bare name. */
export interface References<T> {
  readonly sure: ReadonlySet<T>;
  readonly likely: ReadonlySet<T>;
}

/** Finds, in SQL text, the names of a set of known objects. What a name stands for is not resolved: all that fit are found. */
export interface NameIndex<T> {
  find(texts: Iterable<string>): References<T>;
}

export function indexNames<T>(entries: Iterable<readonly [QualifiedName, T]>): NameIndex<T> {
  const byQualified = new Map<string, T[]>();
  const byName = new Map<string, T[]>();
  for (const [{ schema, name }, value] of entries) {
    append(byQualified, qualifiedKey(schema, name), value);
    append(byName, name, value);
  }
  // Types and defaults repeat over hundreds of tables.
  const known = new Map<string, References<T>>();
  const findOne = (text: string): References<T> => {
    let found = known.get(text);
    if (!found) {
      found = resolve(text);
      known.set(text, found);
    }
    return found;
  };
  const resolve = (text: string): References<T> => {
    const sure = new Set<T>();
    const likely = new Set<T>();
    for (const { names, isGuess } of findChains(text)) {
      const [first = '', second] = names;
      const exact = second === undefined ? undefined : byQualified.get(qualifiedKey(first, second));
      for (const value of exact ?? []) (isGuess ? likely : sure).add(value);
      if (!exact) for (const value of byName.get(first) ?? []) likely.add(value);
    }
    return { sure, likely };
  };
  return {
    find(texts) {
      const sure = new Set<T>();
      const likely = new Set<T>();
      for (const text of texts) {
        const found = findOne(text);
        for (const value of found.sure) sure.add(value);
        for (const value of found.likely) likely.add(value);
      }
      return { sure, likely };
    },
  };
}

interface Chain {
  readonly names: readonly string[];
  /** Found in a string that need not be a name at all. */
  readonly isGuess: boolean;
}

/** `a.b.c` as its parts, for every run of names in a text, those inside `'…'::regclass` and other strings too. */
export function nameChains(text: string): readonly (readonly string[])[] {
  return findChains(text).map(({ names }) => names);
}

function findChains(text: string): readonly Chain[] {
  const chains: Chain[] = [];
  const tokens = scanSql(text);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.type === 'string') {
      const isGuess = !isObjectConstant(tokens, at);
      for (const names of runsOfNames(scanSql(token.text))) chains.push({ names, isGuess });
    }
  }
  for (const names of runsOfNames(tokens)) chains.push({ names, isGuess: false });
  return chains;
}

/** `'…'::regclass`, `regproc` and their like: the string is a name. */
function isObjectConstant(tokens: readonly Token[], at: number): boolean {
  const [first, second, type] = tokens.slice(at + 1, at + 4);
  return first?.text === ':' && second?.text === ':' && type?.text.startsWith('reg') === true;
}

function runsOfNames(tokens: readonly Token[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || !isName(token)) continue;
    const run = [token.text];
    while (tokens[at + 1]?.text === '.' && isName(tokens[at + 2])) {
      run.push(tokens[at + 2]?.text ?? '');
      at += 2;
    }
    runs.push(run);
  }
  return runs;
}

function isName(token: Token | undefined): boolean {
  return token?.type === 'word' || token?.type === 'quoted';
}

function qualifiedKey(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
