import { type Column, lookupOf, type Table } from '#app/catalog';
import { singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { familyOf, type TypeFamily } from './types.ts';

/** A primary key of one column that stands for nothing but the row: no reference, no name or code that people gave. */
export interface SurrogateKey {
  readonly table: Table;
  readonly column: Column;
  readonly family: TypeFamily;
}

export function surrogateKeys(context: AuditContext): readonly SurrogateKey[] {
  return context.remember('surrogate keys', () => {
    const lookup = lookupOf(context.catalog);
    return context.tables.flatMap((table): readonly SurrogateKey[] => {
      const children = lookup.childrenOf(table.schema, table.name);
      const [key] = children['primary-key'];
      const [name] = key?.columns ?? [];
      if (!key || name === undefined || key.columns.length !== 1) return [];
      const last = wordsOf(name).at(-1);
      const isReference = children['foreign-key'].some(({ columns }) => columns.includes(name));
      const column = lookup.columnOf(table.schema, table.name, name);
      if (!column || isReference || (last !== 'id' && last !== 'uuid')) return [];
      if (isOfAnother(name, table) || isOnlyRow(column)) return [];
      return [{ table, column, family: familyOf(context.catalog, column.type) }];
    });
  });
}

/** `user_id` of `user_sessions`: the key is another table's, or another system's, and has the type that it has there. */
function isOfAnother(name: string, { name: table }: Table): boolean {
  const entity = wordsOf(name).slice(0, -1).join('_');
  const own = wordsOf(table);
  const last = singular(own.at(-1) ?? '');
  return entity !== '' && entity !== last && entity !== [...own.slice(0, -1), last].join('_');
}

/** A table of one row, whose key is a word: `id text DEFAULT 'default'`. */
function isOnlyRow({ default: value }: Column): boolean {
  return value !== null && /^'[^']*'(::[a-z ]+)?$/.test(value);
}

export interface KeyType {
  readonly family: TypeFamily;
  /** A type of that family as most keys have it. */
  readonly type: string;
  readonly following: number;
  readonly keys: number;
}

const ENOUGH = 5;
const MAJORITY = 0.7;

/** What the project's keys are; `null` where there is no majority. */
export function usualKeyType(context: AuditContext): KeyType | null {
  return context.remember('usual key type', () => {
    const keys = surrogateKeys(context);
    const counts = new Map<TypeFamily, SurrogateKey[]>();
    for (const key of keys) {
      const known = counts.get(key.family);
      if (known) known.push(key);
      else counts.set(key.family, [key]);
    }
    const [best] = [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    const [family, own] = best ?? [];
    if (!family || !own || keys.length < ENOUGH || own.length < MAJORITY * keys.length) return null;
    return { family, type: own[0]?.column.type ?? '', following: own.length, keys: keys.length };
  });
}
