import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { CodeInputs } from '#main/sources/code/code-inputs.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { CONFIG_FILE } from '../config-file.ts';
import type { Project } from '../project.ts';
import type { ResolvedSource } from '../resolve-source.ts';
import type { WatchedArea, WatchedFiles } from './watched-files.ts';

const NAMES_SETTINGS = /^(raingauge\.config\.json|drizzle[\w.-]*\.config\.[\w.-]+|\.env(\.[\w.-]+)?|package\.json)$/;
const SOURCES = /(?<!\.d)\.[cm]?[jt]sx?$/;
const ANY = /^[^.].*[^~]$/;

/** How deep `**` and a project without a config are looked into. */
const DEEP = 8;

/** What decides which sources a project has: its settings, its drizzle configs, the environment they see. */
export function filesOfSettings({ root, drizzle }: Project): WatchedFiles {
  const folders = new Set([root]);
  if (drizzle?.configFile) folders.add(dirname(join(root, drizzle.configFile)));
  return {
    files: [join(root, CONFIG_FILE)],
    areas: [...folders].map((folder) => ({ folder, depth: 0, names: NAMES_SETTINGS, contents: true })),
  };
}

/** The files that a source is read from; `null` where it is a database. `inputs` are those of the last reading of code. */
export function filesOfSource(
  project: Project,
  resolved: ResolvedSource,
  inputs: CodeInputs | undefined,
): WatchedFiles | null {
  switch (resolved.how) {
    case 'code':
      return filesOfCode(project, inputs);
    case 'migrations':
      return filesOfMigrations(project);
    case 'embedded':
    case 'sql':
    case 'saved':
      return { files: [resolved.file], areas: [] };
    case 'database':
      return null;
  }
}

function filesOfCode({ root, drizzle }: Project, inputs: CodeInputs | undefined): WatchedFiles {
  if (!drizzle) return { files: [], areas: [] };
  const named = drizzle.schemaFiles.map((file) => join(root, file));
  const folders = new Set([...(inputs?.folders ?? []), ...named.map((file) => dirname(file))]);
  const around = [...folders].map((folder) => ({ folder, depth: 0, names: SOURCES, contents: false }));
  const files = new Set([...named, ...(inputs?.files ?? [])]);
  return { files: [...files], areas: [...around, ...areasOfPatterns(root, drizzle)] };
}

/** Where new schema files may appear. */
function areasOfPatterns(root: string, { configFile, schema }: DrizzleProject): readonly WatchedArea[] {
  const common = { names: SOURCES, contents: false };
  if (configFile === null || schema === null) return [{ folder: root, depth: DEEP, ...common }];
  const base = dirname(join(root, configFile));
  return schema.map((pattern) => {
    const parts = (isAbsolute(pattern) ? pattern : resolve(base, pattern)).split(/[\\/]/);
    const magic = parts.findIndex((part) => /[*?{[]/.test(part));
    if (magic < 0) return { folder: parts.join('/'), depth: 0, ...common };
    const rest = parts.slice(magic);
    const depth = rest.includes('**') ? DEEP : rest.length - 1;
    return { folder: parts.slice(0, magic).join('/') || '/', depth, ...common };
  });
}

function filesOfMigrations({ root, drizzle, config }: Project): WatchedFiles {
  if (!drizzle) return { files: [], areas: [] };
  const prelude = typeof config.shadow === 'object' ? (config.shadow.prelude ?? []) : [];
  return {
    files: prelude.map((file) => resolve(root, file)),
    // A folder per migration, or per dialect; snapshots lie in `meta`.
    areas: [{ folder: resolve(root, drizzle.out), depth: 2, names: ANY, contents: true }],
  };
}
