import { type BundleInput, type BundleResult, bundleProject } from './bundle.ts';
import type { DrizzlePackage } from './drizzle-package.ts';
import { ImportFallback } from './import-fallback.ts';

/** A bundle of schema files that was begun before it was known for certain that they are the ones. */
export interface Ahead {
  /** In milliseconds since 1970. */
  readonly begun: number;
  /** What it fills while it is made. */
  readonly input: ReturnType<typeof firstInput>;
  readonly result: Promise<BundleResult>;
}

/** Milliseconds after which it is let go: a config takes less. */
const HOLDS_FOR = 5_000;

let ahead: (Ahead & { readonly key: string }) | null = null;

/** Begins to bundle schema files while their config is still being evaluated: mostly they are those that it seems to name. */
export function bundleAhead(root: string, files: readonly string[], drizzle: DrizzlePackage): void {
  const input = firstInput(root, files, drizzle);
  const result = bundleProject({ ...input, mode: 'schema' });
  // Told to whoever takes it.
  result.catch(() => {});
  const begun = { key: keyOf(root, files, drizzle), begun: Date.now(), input, result };
  ahead = begun;
  // A command that reads no code never takes it.
  setTimeout(() => {
    if (ahead === begun) ahead = null;
  }, HOLDS_FOR).unref();
}

/** What was begun of these very files; `null` where nothing was, or too long ago. Whoever asks, it is given or gone. */
export function takeAhead(root: string, files: readonly string[], drizzle: DrizzlePackage): Ahead | null {
  const taken = ahead;
  ahead = null;
  return taken?.key === keyOf(root, files, drizzle) ? taken : null;
}

/** A bundle of files of which nothing is known yet. */
export function firstInput(root: string, files: readonly string[], drizzle: DrizzlePackage) {
  return {
    root,
    files,
    drizzle,
    brokenFiles: new Set<string>(),
    brokenPackages: new Map<string, string>(),
    missing: new Set<string>(),
    missingExports: new Map<string, Set<string>>(),
    failingStatements: new Map<string, never[]>(),
    fallback: new ImportFallback(root),
    marked: false,
    loaded: new Map<string, string>(),
    replaced: new Map(),
    redirected: new Map(),
    encodings: new Map(),
    modules: [],
  } satisfies Omit<BundleInput, 'mode'>;
}

function keyOf(root: string, files: readonly string[], drizzle: DrizzlePackage): string {
  return JSON.stringify([root, files, drizzle]);
}
