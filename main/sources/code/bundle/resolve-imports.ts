import { dirname, resolve } from 'node:path';
import type { OnResolveArgs, OnResolveResult, PluginBuild } from 'esbuild';
import { drizzleFile } from './drizzle-package.ts';
import { ourModule, packageOf, whyInert } from './inert-modules.ts';
import { BUILT_IN, INSTEAD, type ProjectPluginOptions, STAND_IN } from './project-plugin.ts';

const RESOLVING = Symbol('resolving');

type Resolve = (args: OnResolveArgs) => Promise<OnResolveResult | undefined>;

/** What each import leads to. Nothing that an import says can end the bundling: what leads nowhere is stood in for. */
export function resolveImports(build: PluginBuild, options: ProjectPluginOptions): void {
  const { onRelative, onBare } = resolvers(build, options);
  const unless = (then: Resolve) => (args: OnResolveArgs) =>
    args.pluginData === RESOLVING || args.kind === 'entry-point' ? undefined : then(args);
  const { instead } = options;
  if (instead) {
    build.onResolve({ filter: /.*/, namespace: 'file' }, ({ path, importer }) => {
      const key = `${importer}\0${path}`;
      return instead.has(key) ? { path: key, namespace: INSTEAD } : undefined;
    });
  }
  build.onResolve(
    { filter: FRAMEWORK_FILE },
    unless(async ({ path, importer }) => {
      note(options, path, { specifier: path, importer, why: 'it is no module of JavaScript' });
      return { path, namespace: STAND_IN };
    }),
  );
  // Most projects need no help with these, and asking costs time.
  const isNeeded = options.missing.size > 0 || options.brokenFiles.size > 0;
  if (isNeeded) build.onResolve({ filter: /^[./]/ }, unless(onRelative));
  build.onResolve({ filter: /^[^./]/ }, unless(onBare));
}

/** Components and content: whoever imports one from a schema file gets nothing of a schema from it. */
const FRAMEWORK_FILE = /\.(vue|svelte|astro|mdx?|marko|riot|prisma|ya?ml|toml|hbs|ejs|pug)(\?.*)?$/;

function note(
  { replaced }: ProjectPluginOptions,
  key: string,
  entry: { specifier: string; importer: string; why: string },
) {
  if (!replaced.has(key)) replaced.set(key, entry);
}

function resolvers(build: PluginBuild, options: ProjectPluginOptions): { onRelative: Resolve; onBare: Resolve } {
  const find = ({ path, importer, resolveDir, kind }: OnResolveArgs) =>
    build.resolve(path, { importer, resolveDir, kind, pluginData: RESOLVING });
  const replace = ({ path: specifier, importer }: OnResolveArgs, why: string): OnResolveResult => {
    note(options, packageOf(specifier), { specifier, importer, why });
    return { path: specifier, namespace: STAND_IN };
  };
  const orStandIn = (found: OnResolveResult): OnResolveResult =>
    found.path !== undefined && options.brokenFiles.has(found.path) ? { path: found.path, namespace: STAND_IN } : found;
  const redirect = ({ path: specifier, importer, resolveDir }: OnResolveArgs): OnResolveResult | undefined => {
    const found = options.fallback.find(resolveDir || dirname(importer), specifier.replace(/\?.*$/, ''));
    if (!found) return undefined;
    options.redirected.set(`${importer}\0${specifier}`, { ...found, specifier, importer });
    return orStandIn({ path: found.file });
  };
  const onRelative: Resolve = async (args) => {
    // Hundreds of imports, and each question costs time: Drizzle's own files are where they say.
    const isDrizzle = args.importer.startsWith(options.drizzle.folder);
    if (isDrizzle && !options.missing.has(`${args.importer}\0${args.path}`)) return undefined;
    // A file that cannot even be found stands in for itself, too.
    const named = resolve(args.resolveDir, args.path);
    if (options.brokenFiles.has(named)) return { path: named, namespace: STAND_IN };
    if (options.missing.has(`${args.importer}\0${args.path}`)) {
      return redirect(args) ?? { path: args.path, namespace: STAND_IN };
    }
    const found = await find(args);
    // What leads nowhere is the bundler's to report.
    return found.errors.length > 0 ? undefined : orStandIn(found);
  };
  const onBare: Resolve = async (args) => {
    const { path } = args;
    const ours = ourModule(path);
    if (ours !== null) return { path: ours, namespace: BUILT_IN };
    const inert = whyInert(path);
    if (inert !== null) return replace(args, inert);
    if (path === 'drizzle-orm' || path.startsWith('drizzle-orm/')) {
      const file = drizzleFile(options.drizzle, path);
      if (file) return { path: file, sideEffects: false };
      return replace(args, `drizzle-orm ${options.drizzle.version} has no such module`);
    }
    const broken = options.brokenPackages.get(packageOf(path));
    if (broken !== undefined) return replace(args, broken);
    const found = await find(args);
    if (found.errors.length === 0 && !found.external) return orStandIn(found);
    return redirect(args) ?? replace(args, 'it is not installed');
  };
  return { onRelative, onBare };
}
