import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build as bundle } from 'esbuild';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { ENTRY_SOURCES, isNewer, packing } from './main/platform/entry.ts';

const here = import.meta.dirname;
const dist = resolve(here, 'dist');

/** Everything that runs on Node: `dist/<name>.js`. */
const nodeEntries = Object.fromEntries(
  Object.entries({
    main: 'main/hosts/electron/main.ts',
    engine: 'main/hosts/electron/engine.ts',
    'command-line': 'main/hosts/cli/cli.ts',
    ...ENTRY_SOURCES,
  })
    .filter(([name]) => name !== 'code-inside')
    .map(([name, file]) => [name, resolve(here, file)] as const)
    .filter(([, file]) => existsSync(file)),
);

/** Packages with binaries, WebAssembly or files that they look for beside them: they stay where npm put them. */
const OUTSIDE = new Set([
  ...[
    '@electric-sql/pglite',
    '@electric-sql/pglite-pgvector',
    'electron',
    'esbuild',
    'libpg-query',
    'oxc-parser',
    'quickjs-emscripten',
  ],
  // For development only, or of another runtime.
  ...['bufferutil', 'pg-cloudflare', 'pg-native', 'utf-8-validate', 'vite'],
  // Starts a script that lies beside it.
  'open',
]);

/** Everything else is bundled: a few files of ours are found and read several times faster than hundreds of theirs. */
const isOutside = (id: string) => {
  if (isBuiltin(id)) return true;
  if (id.startsWith('.') || id.startsWith('#') || id.startsWith('\0') || isAbsolute(id)) return false;
  const [first = '', second = ''] = id.split('/');
  return OUTSIDE.has(first.startsWith('@') ? `${first}/${second}` : first);
};

const renderer: EnvironmentOptions = {
  build: {
    outDir: resolve(dist, 'renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // Monaco is one lazy chunk of some megabytes; the first screen does not wait for it.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: resolve(here, 'renderer/index.html'),
      // What jsPDF loads for HTML and SVG that it is given; it is given shapes.
      external: ['canvg', 'dompurify', 'html2canvas'],
    },
  },
};

const preload: EnvironmentOptions = {
  consumer: 'server',
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { preload: resolve(here, 'main/hosts/electron/preload.ts') },
      external: isOutside,
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

/**
 * What nearly every entry needs some of. Of the comparison only what is used without it: a database is asked before the rest
 * is loaded.
 */
const BASE =
  /[\\/](app[\\/](catalog|sql|compare[\\/](applied|difference-class|index-keys|kit-words|rename[\\/]hint|scope|totals)\.ts)|main[\\/](platform|session|shadow|sources[\\/](live|code)))/;

/**
 * Finding and linking a file takes Node longer than reading what is in a small one: what all commands share is one file, not
 * dozens of crumbs. What leads to a package stays apart, so that nobody loads the package for a neighbour's sake.
 */
function nameOfBase(id: string, graph: { getModuleInfo(id: string): { importedIds: readonly string[] } | null }) {
  const seen = new Set<string>();
  const isOurs = (module: string): boolean => {
    if (seen.has(module) || isBuiltin(module)) return true;
    seen.add(module);
    return BASE.test(module) && (graph.getModuleInfo(module)?.importedIds ?? []).every(isOurs);
  };
  return isOurs(id) ? 'base' : null;
}

const node: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: nodeEntries,
      external: isOutside,
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: { groups: [{ name: nameOfBase, debugName: 'base', minShareCount: 2 }] },
        // A command reads all of it each time. Names stay, for the stacks in logs.
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
};

/** What runs in the sandbox, where nothing of Node is: it shares no file with what runs on Node. */
const inside: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: {
      input: { 'code-inside': resolve(here, ENTRY_SOURCES['code-inside']) },
      external: isOutside,
      output: {
        // A script: the engine takes it as it lies there.
        format: 'iife',
        entryFileNames: '[name].js',
        codeSplitting: false,
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
};

/**
 * Node makes an ES module of each of its own that is imported, and for that asks for all that it has: of `crypto` and `process`
 * that loads more than all of ours. Taken as they are they cost nothing.
 */
function builtinsAsTheyAre(): Plugin {
  const mark = '\0builtin:';
  return {
    name: 'raingauge:builtins-as-they-are',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'starter',
    resolveId: (id) => (isBuiltin(id) ? `${mark}${id}` : null),
    load(id) {
      if (!id.startsWith(mark)) return null;
      const name = id.slice(mark.length);
      const names = Object.keys(process.getBuiltinModule(name) ?? {}).filter((key) => /^[a-z]\w*$/i.test(key));
      const own = names.filter((key) => key !== 'default');
      return `const builtin = process.getBuiltinModule(${JSON.stringify(name)});
export default builtin;
${own.map((key) => `const own_${key} = /* @__PURE__ */ (() => builtin.${key})(); export { own_${key} as ${key} };`).join('\n')}`;
    },
  };
}

/** What starts the command line: a small file that shares none with others, for those would be linked before it could do anything. */
const starter: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      input: { cli: resolve(here, 'main/hosts/cli/start.ts') },
      external: [],
      output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
};

/** `dist/cli.js` is the package's `bin`: npm links it, but a checkout runs it as it lies there. */
function executableCli(): Plugin {
  return {
    name: 'raingauge:executable-cli',
    writeBundle(options, bundle) {
      if (options.dir && 'cli.js' in bundle) chmodSync(resolve(options.dir, 'cli.js'), 0o755);
    },
  };
}

/**
 * pg finds out whether it runs on Cloudflare by making a `Response`, for which Node loads its whole HTTP client: a tenth of
 * what a command on a small project takes.
 */
function pgForNode(): Plugin {
  const asks = 'if (isCloudflareRuntime()) {';
  return {
    name: 'raingauge:pg-for-node',
    transform(code, id) {
      if (!/[\\/]pg[\\/]lib[\\/]stream\.js$/.test(id)) return null;
      if (!code.includes(asks)) throw new Error('pg no longer asks for Cloudflare as expected: see pgForNode');
      return { code: code.replace(asks, 'if (false) {'), map: null };
    },
  };
}

/** fdir looks for a glob matcher as it starts. tinyglobby brings its own and never asks fdir for one: loading it is for nothing. */
function fdirWithoutGlobs(): Plugin {
  const loads = '__require("picomatch");';
  return {
    name: 'raingauge:fdir-without-globs',
    transform(code, id) {
      if (!/[\\/]fdir[\\/]dist[\\/]index\.m?js$/.test(id)) return null;
      if (!code.includes(loads))
        throw new Error('fdir no longer looks for picomatch as expected: see fdirWithoutGlobs');
      return { code: code.replace('__require.resolve("picomatch");', '').replace(`pm = ${loads}`, ''), map: null };
    },
  };
}

/**
 * The embedded PostgreSQL starts from a data directory. Making one takes longer than a whole comparison, and each first start
 * would: it is made with the program.
 */
async function packDataDirectoryOnce(): Promise<void> {
  const pglite = resolve(here, 'node_modules/@electric-sql/pglite/package.json');
  const { version } = JSON.parse(readFileSync(pglite, 'utf8')) as { version: string };
  const { file, recipe } = packing(here, version);
  if (isNewer(file, recipe)) return;
  const { packDataDirectory } = await import('./main/shadow/data-directory.ts');
  await packDataDirectory(file);
}

/**
 * The command line, which is short errands, as one file of a form that V8's work on it can be kept for (`compiled.ts`); linking
 * modules alone takes longer than running it. By esbuild, which requires a package where the module that needs it begins.
 */
async function joinCommandLine(): Promise<void> {
  await bundle({
    entryPoints: [resolve(dist, 'command-line.js')],
    outfile: resolve(dist, 'command-line.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: [...OUTSIDE],
    // V8 loses who imports from a script whose compiled form was kept.
    supported: { 'dynamic-import': false },
    // As Node wraps a CommonJS module, so that the text need not be copied to be run.
    banner: {
      js: '(function (exports, require, module, __filename, __dirname) { const __url = require("node:url").pathToFileURL(__filename).href;',
    },
    footer: { js: '})' },
    define: { 'import.meta.url': '__url' },
    sourcemap: true,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    // Chunks of ours import each other for their order alone.
    logOverride: { 'ignored-bare-import': 'silent' },
  });
}

/**
 * PostgreSQL and the sandbox's engine are WebAssembly, which V8 compiles anew in each process: in haste, and what is used much a
 * second time. Of what a draft of the sample uses, the second is done here (decision 0047), for this Node on this kind of processor;
 * another, as Electron's, finds none and compiles as ever.
 */
function compileWebAssembly(): void {
  const code = resolve(dist, 'code');
  rmSync(code, { recursive: true, force: true });
  const made = draftSample({ RAINGAUGE_KEEP_WASM_CODE: '1' });
  // That it can be run with is shown here, where nobody is in the middle of something.
  const tried = draftSample({});
  if (made.status !== null && made.status === tried.status && made.stderr === tried.stderr) return;
  rmSync(code, { recursive: true, force: true });
  console.warn(
    `What was compiled of WebAssembly is left out, since it cannot be run with:\n${made.stderr}\n${tried.stderr}`,
  );
}

function draftSample(more: Record<string, string>) {
  const home = mkdtempSync(resolve(tmpdir(), 'raingauge-build-'));
  try {
    const hints = resolve(home, 'hints.json');
    writeFileSync(hints, '{"renames": []}');
    return spawnSync(process.execPath, [resolve(dist, 'cli.js'), 'draft', 'live', 'code', '--hints', hints], {
      cwd: resolve(here, 'resources/sample'),
      env: { ...process.env, NODE_OPTIONS: '', RAINGAUGE_HOME: home, ...more },
      encoding: 'utf8',
      timeout: 120_000,
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** `explain` reads them. */
function copyRuleDocs(): void {
  const to = resolve(dist, 'rules');
  rmSync(to, { recursive: true, force: true });
  const isDoc = (from: string) => !from.endsWith('.ts');
  cpSync(resolve(here, 'app/audit/rules'), to, { recursive: true, filter: isDoc });
}

/** `graph --format svg` embeds what it needs of them. */
function copyFonts(): void {
  const to = resolve(dist, 'fonts');
  rmSync(to, { recursive: true, force: true });
  for (const family of ['inter', 'jetbrains-mono']) {
    for (const subset of ['latin', 'latin-ext', 'greek', 'cyrillic']) {
      const name = `${family}-${subset}-wght-normal.woff2`;
      cpSync(resolve(here, 'node_modules/@fontsource-variable', family, 'files', name), resolve(to, name));
    }
  }
}

export default defineConfig({
  root: resolve(here, 'renderer'),
  // Relative, since Electron serves the page from its own scheme.
  base: './',
  publicDir: false,
  clearScreen: false,
  plugins: [react(), tailwindcss(), executableCli(), pgForNode(), fdirWithoutGlobs(), builtinsAsTheyAre()],
  worker: { format: 'es' },
  environments: { client: renderer, preload, inside, node, starter },
  builder: {
    buildApp: async (builder) => {
      const { client, preload, inside, node, starter } = builder.environments;
      // Chunks carry hashes: those of former builds would pile up.
      rmSync(resolve(dist, 'chunks'), { recursive: true, force: true });
      for (const environment of [client, preload, inside, node, starter])
        if (environment) await builder.build(environment);
      await joinCommandLine();
      await packDataDirectoryOnce();
      compileWebAssembly();
      copyRuleDocs();
      copyFonts();
    },
  },
});
