/**
 * The layer table: every source folder, and the folders it may import from. A folder or an import that is not listed
 * fails (structure.test.ts). A trailing `/*` means every folder below.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  // The pure core: left to right along the pipeline.
  'app/catalog': [],
  'app/sql': ['app/catalog'],
  'app/compare': ['app/catalog', 'app/sql'],
  'app/kit': ['app/catalog', 'app/sql', 'app/compare'],
  'app/plan': ['app/catalog', 'app/sql', 'app/compare'],
  'app/coverage': ['app/catalog'],
  'app/graph': ['app/catalog', 'app/coverage'],
  'app/usages': ['app/catalog'],
  'app/audit': ['app/catalog', 'app/sql', 'app/compare', 'app/coverage', 'app/plan', 'app/usages'],
  'app/api': ['app/audit', 'app/catalog', 'app/compare', 'app/plan', 'app/usages'],
  'app/report': [
    'app/catalog',
    'app/sql',
    'app/compare',
    'app/coverage',
    'app/graph',
    'app/usages',
    'app/audit',
    'app/api',
  ],

  // The Node side.
  'main/platform': ['app/api', 'app/catalog'],
  'main/sources/live': ['app/*', 'main/platform'],
  'main/sources/code': ['app/*', 'main/platform'],
  'main/shadow': ['app/*', 'main/platform', 'main/sources/live'],
  'main/sources/sql-file': ['app/*', 'main/platform', 'main/shadow', 'main/sources/live'],
  'main/sources/migrations': ['app/*', 'main/platform', 'main/shadow', 'main/sources/live', 'main/sources/sql-file'],
  'main/usages': ['app/*', 'main/platform', 'main/sources/code', 'main/sources/sql-file'],
  'main/prove': ['app/*', 'main/platform', 'main/shadow', 'main/sources/live'],
  'main/session': ['app/*', 'main/platform', 'main/prove', 'main/shadow', 'main/sources/*', 'main/usages'],
  'main/hosts': ['main/platform', 'main/hosts/web'],
  'main/hosts/electron': ['app/api', 'main/platform', 'main/session'],
  'main/hosts/web': ['app/api', 'main/platform', 'main/session'],
  'main/hosts/cli': ['app/*', 'main/platform', 'main/session', 'main/hosts/web'],

  // The views.
  'renderer/lib': ['app/*'],
  'renderer/ui': ['renderer/lib'],
  'renderer/client': ['app/*', 'renderer/lib'],
  'renderer/stores': ['app/*', 'renderer/client', 'renderer/lib'],
  // What several features show alike and that knows the domain, such as the link to an origin.
  'renderer/parts': ['app/*', 'renderer/client', 'renderer/lib', 'renderer/stores', 'renderer/ui'],
  'renderer/features/*': [
    'app/*',
    'renderer/client',
    'renderer/lib',
    'renderer/parts',
    'renderer/stores',
    'renderer/ui',
  ],
  'renderer/shell': ['app/*', 'renderer/*', 'renderer/features/*'],
  renderer: ['renderer/*'],
};

/** Folders whose entry speaks for the files right in it only: a new folder below needs an entry of its own. */
export const WITHOUT_SUBFOLDERS: readonly string[] = ['main/hosts', 'renderer'];

/** Where an outside package may be imported: a folder, or one file. A package that is not listed may be imported nowhere. */
export const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  zod: ['app', 'main/session', 'main/platform'],
  '@noble/hashes': ['app'],
  '@orpc/contract': ['app/api', 'renderer/client'],
  '@orpc/server': ['main/session', 'main/hosts'],
  '@orpc/client': ['renderer/client', 'main/hosts/electron'],
  pg: ['main/sources/live/connect.ts'],
  '@electric-sql/pglite-pgvector': ['main/shadow/extensions.ts'],
  '@electric-sql/pglite': ['main/shadow', 'main/sources/live/pglite-session.ts'],
  'libpg-query': [
    'main/sources/sql-file',
    'main/sources/migrations',
    'main/usages',
    'main/shadow',
    'main/prove/isolation',
  ],
  'sql-formatter': ['main/sources/sql-file/format-sql.ts'],
  esbuild: ['main/sources/code'],
  'quickjs-emscripten': ['main/sources/code'],
  'magic-string': ['main/sources/code'],
  diff: ['main/session'],
  'oxc-parser': ['main/sources/code', 'main/usages'],
  'get-tsconfig': ['main/sources/code', 'main/usages'],
  dotenv: ['main/sources/code', 'main/session'],
  tinyglobby: ['main/sources/code'],
  picomatch: ['main/sources/code', 'main/session'],
  'jsonc-parser': ['main/session', 'main/sources/code', 'main/usages'],
  ignore: ['main/usages'],
  'env-paths': ['main/platform'],
  electron: ['main/hosts/electron'],
  commander: ['main/hosts/cli'],
  open: ['main/hosts', 'main/session'],
  sirv: ['main/hosts/web'],
  vite: ['main/hosts'],
  ws: ['main/hosts/web'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  zustand: ['renderer/stores', 'renderer/features', 'renderer/shell'],
  '@xyflow/react': ['renderer/features/graph'],
  'monaco-editor': ['renderer/lib'],
  '@base-ui/react': ['renderer/ui'],
  'lucide-react': ['renderer'],
  'react-resizable-panels': ['renderer/ui'],
  '@tanstack/react-virtual': ['renderer/ui'],
  'markdown-to-jsx': ['renderer/features/audit'],
  '@leeoniya/ufuzzy': ['renderer/features/search'],
  jspdf: ['renderer/features/graph'],
  '@expo-google-fonts/inter': ['renderer/features/graph'],
  '@expo-google-fonts/jetbrains-mono': ['renderer/features/graph'],
  '@fontsource-variable/inter': ['renderer'],
  '@fontsource-variable/jetbrains-mono': ['renderer'],
};

/** Files above 400 lines, each with the reason why it stays whole. */
export const LONG_FILES: Readonly<Record<string, string>> = {};
