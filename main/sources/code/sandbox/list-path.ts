import { readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

interface Listing {
  readonly folder: boolean;
  readonly entries: readonly { readonly name: string; readonly folder: boolean }[];
}

/**
 * What is at a path inside the project: names only, never contents. `null` for what does not exist, lies outside the
 * project (also by way of a link), or is in `node_modules` or `.git`.
 */
export function listPath(root: string, path: string): Listing | null {
  try {
    const realRoot = realpathSync(root);
    const real = realpathSync(resolve(root, path));
    const inside = relative(realRoot, real);
    const parts = inside.split(sep);
    if (parts[0] === '..' || resolve(realRoot, inside) !== real) return null;
    if (parts.includes('node_modules') || parts.includes('.git')) return null;
    if (!statSync(real).isDirectory()) return { folder: false, entries: [] };
    const entries = readdirSync(real, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      folder: entry.isDirectory(),
    }));
    return { folder: true, entries };
  } catch {
    return null;
  }
}
