import { MAX_IDENTIFIER_BYTES } from '#app/catalog';

/** How one line of drizzle-kit names what the code leaves unnamed. */
export interface Naming {
  primaryKey(table: string, columns: readonly string[]): string;
  /** `null`: PostgreSQL names it. */
  unique(table: string, columns: readonly string[]): string | null;
  foreignKey(table: string, columns: readonly string[], to: string, toColumns: readonly string[]): string;
  index(table: string, columns: readonly string[]): string;
}

/** drizzle-kit up to 0.31, whose names drizzle-orm 0.x computes. Source: `pg-core/{primary-keys,unique-constraint,foreign-keys}.js`. */
const ZERO: Naming = {
  primaryKey: (table, columns) => `${table}_${columns.join('_')}_pk`,
  unique: (table, columns) => `${table}_${columns.join('_')}_unique`,
  foreignKey: (table, columns, to, toColumns) => `${[table, ...columns, to, ...toColumns].join('_')}_fk`,
  index: (table, columns) => `${table}_${columns.join('_')}_index`,
};

/** drizzle-kit 1.0 rc. Source: `dialects/postgres/{grammar,drizzle,convertor}.ts`. */
const ONE: Naming = {
  primaryKey: (table) => `${table}_pkey`,
  // One column is written `UNIQUE` in its definition, without a name.
  unique: (table, columns) => (columns.length === 1 ? null : `${table}_${columns.join('_')}_unique`),
  foreignKey: (table, columns, to, toColumns) => {
    const wanted = `${table}_${columns.join('_')}_${to}_${toColumns.join('_')}_fkey`;
    if (wanted.length <= MAX_IDENTIFIER_BYTES) return wanted;
    return table.length < 45 ? `${table}_${shortHash(wanted)}_fkey` : `${shortHash(wanted)}_fkey`;
  },
  index: ZERO.index,
};

export function namingOf(major: number): Naming {
  return major >= 1 ? ONE : ZERO;
}

const HASH_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Source: drizzle-kit 1.0 rc, `hash` in `dialects/common.ts`: a polynomial hash of 12 base-62 letters. */
function shortHash(text: string): string {
  const base = BigInt(HASH_LETTERS.length);
  const size = base ** 12n;
  let power = 1n;
  let hash = 0n;
  for (const character of text) {
    hash = (hash + BigInt(character.codePointAt(0) ?? 0) * power) % size;
    power = (power * 53n) % size;
  }
  let letters = '';
  for (let left = 12; left > 0; left -= 1) {
    letters = `${HASH_LETTERS[Number(hash % base)]}${letters}`;
    hash /= base;
  }
  return letters;
}
