import { isStandIn } from './stand-in.ts';
import type { ConfigValues, LoadedModule } from './values.ts';

/**
 * What a config's module exports once it is there: a promise is awaited, and a function is called, as configs of other
 * tools may be both.
 */
export async function settleConfig(exports: Readonly<Record<string, unknown>>): Promise<{ readonly default: unknown }> {
  let value = exports.default;
  for (let depth = 0; depth < 4; depth += 1) {
    value = await value;
    if (isStandIn(value)) break;
    if (typeof value === 'function') value = (value as () => unknown)();
    // A CommonJS config arrives as the default of its module object, sometimes twice.
    else if (isRecord(value) && isRecord(value.default)) value = value.default;
    else break;
  }
  return { default: await value };
}

/** The config's default export as JSON. Stand-ins and functions are left out; `defineConfig` is the identity. */
export function readConfig(modules: readonly LoadedModule[]): ConfigValues {
  const value = modules[0]?.exports.default;
  return { config: isRecord(value) ? plain(value, 0) : null };
}

const MAX_DEPTH = 8;

function plain(value: Record<string, unknown>, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const copied = plainValue(item, depth);
    if (copied !== undefined) result[key] = copied;
  }
  return result;
}

function plainValue(value: unknown, depth: number): unknown {
  if (isStandIn(value) || typeof value === 'function' || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1) ?? null);
  if (isRecord(value)) return plain(value, depth + 1);
  return typeof value === 'bigint' ? String(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
