import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Catalog } from './catalog.ts';

/** Leaves out where things come from and which server said so: two sources that say the same have one fingerprint. */
const NOT_CONTENT = new Set(['origins', 'server']);

/** SHA-256 (hex) of a catalog's content. Origins, server and key order do not count. */
export function fingerprint(catalog: Catalog): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(catalog, stable))));
}

function stable(key: string, value: unknown): unknown {
  if (NOT_CONTENT.has(key)) return undefined;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
