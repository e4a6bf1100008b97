import { isStandIn } from '../inside/stand-in.ts';

/**
 * What every supported drizzle-orm (0.30 to 1.0 rc) has in common, seen from outside: values carry global symbols, and
 * classes carry their kind under `Symbol.for('drizzle:entityKind')`. Nothing here imports drizzle-orm.
 */
export type Value = Record<PropertyKey, unknown>;

const entityKind = Symbol.for('drizzle:entityKind');
export const SYMBOLS = {
  name: Symbol.for('drizzle:Name'),
  schema: Symbol.for('drizzle:Schema'),
  columns: Symbol.for('drizzle:Columns'),
  extraConfigColumns: Symbol.for('drizzle:ExtraConfigColumns'),
  extraConfigBuilder: Symbol.for('drizzle:ExtraConfigBuilder'),
  isAlias: Symbol.for('drizzle:IsAlias'),
  inlineForeignKeys: Symbol.for('drizzle:PgInlineForeignKeys'),
  enableRls: Symbol.for('drizzle:EnableRLS'),
  viewConfig: Symbol.for('drizzle:ViewBaseConfig'),
  pgViewConfig: Symbol.for('drizzle:PgViewConfig'),
  pgMaterializedViewConfig: Symbol.for('drizzle:PgMaterializedViewConfig'),
  isPgEnum: Symbol.for('drizzle:isPgEnum'),
} as const;

const NO_KINDS: ReadonlySet<unknown> = new Set();
const kindsByClass = new Map<unknown, ReadonlySet<unknown>>();
const getPrototypeOf = Object.getPrototypeOf;

/** Every entity kind along the class chain of a value. */
export function kindsOf(value: unknown): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return NO_KINDS;
  const own = (getPrototypeOf(value) as Value | null)?.constructor;
  if (typeof own !== 'function') return NO_KINDS;
  let kinds = kindsByClass.get(own);
  if (!kinds) {
    const found = new Set<unknown>();
    for (let type: unknown = own; typeof type === 'function'; type = getPrototypeOf(type)) {
      if (Object.hasOwn(type, entityKind)) found.add((type as unknown as Value)[entityKind]);
    }
    kinds = found;
    kindsByClass.set(own, kinds);
  }
  return kinds;
}

export function isA(value: unknown, kind: string): boolean {
  return kindsOf(value).has(kind);
}

export function isEnum(value: unknown): value is Value & (() => unknown) {
  return typeof value === 'function' && (value as unknown as Value)[SYMBOLS.isPgEnum] === true;
}

/** A text; of a stand-in the one that says so (`stand-in-text.ts`), so that a name made by it is told from none. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isStandIn(value) ? String(value) || null : null;
}

/** A number, bigint or text that stands for a number, as text; `null` where there is none. */
export function numberText(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? String(value) : null;
}

export function record(value: unknown): Value {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? (value as Value) : {};
}

export function tableNameOf(table: Value): { schema: string | null; table: string } {
  return { schema: text(table[SYMBOLS.schema]), table: String(table[SYMBOLS.name]) };
}

export function columnsOf(table: Value): [key: string, column: Value][] {
  return Object.entries(record(table[SYMBOLS.columns])) as [string, Value][];
}
