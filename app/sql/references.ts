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
  return {
    find(texts) {
      const sure = new Set<T>();
      const likely = new Set<T>();
      for (const text of texts) {
        for (const chain of nameChains(text)) {
          const [first = '', second] = chain;
          const exact = second === undefined ? undefined : byQualified.get(qualifiedKey(first, second));
          for (const value of exact ?? []) sure.add(value);
          if (!exact) for (const value of byName.get(first) ?? []) likely.add(value);
        }
      }
      return { sure, likely };
    },
  };
}

/** `a.b.c` as its parts, for every run of names in a text, those inside `'…'::regclass` too. */
export function nameChains(text: string): readonly (readonly string[])[] {
  const chains: string[][] = [];
  collect(scanSql(text), chains, true);
  return chains;
}

function collect(tokens: readonly Token[], chains: string[][], intoStrings: boolean): void {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.type === 'string' && intoStrings) collect(scanSql(token.text), chains, false);
    if (!isName(token)) continue;
    const chain = [token.text];
    while (tokens[at + 1]?.text === '.' && isName(tokens[at + 2])) {
      chain.push(tokens[at + 2]?.text ?? '');
      at += 2;
    }
    chains.push(chain);
  }
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
