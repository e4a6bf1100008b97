import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { Bundle } from '../bundle/bundle.ts';
import { ourModule, packageOf, whyInert } from '../bundle/inert-modules.ts';
import type { Workspace } from '../bundle/workspace.ts';
import { type Aliases, readAliases, upwards } from './aliases.ts';
import { type Manifest, ManifestBuilder } from './manifest.ts';

const ENTRY = 'raingauge-entry.js';
const OURS = /^raingauge-(stand-in|built-in):/;

/**
 * Everything that a bundle depended on: the files that went in, those that were left out since they cannot be parsed, and
 * whatever could have led an import to another file. `null` where that cannot be told: then the reading must not be kept.
 */
export function collectInputs(
  root: string,
  files: readonly string[],
  inputs: Bundle['inputs'],
  drizzleFolder: string,
  workspace: Workspace | null = null,
  unparsed: readonly string[] = [],
): Manifest | null {
  const collector = new Collector(drizzleFolder, workspace);
  for (const file of files) collector.addRootFile(join(root, file));
  for (const file of unparsed) if (!collector.addFile(resolve(root, file))) return null;
  for (const [input, { imports }] of Object.entries(inputs)) {
    if (OURS.test(input)) continue;
    const file = input === ENTRY ? null : resolve(root, input);
    if (file !== null && !collector.addFile(file)) return null;
    const folder = file === null ? root : dirname(file);
    for (const { original, path } of imports) {
      // The sandbox's view of the project's folders is not noted, and so not to be relied on.
      if (original === undefined || path === 'raingauge-built-in:fs') return null;
      if (!collector.addImport(folder, original, OURS.test(path) ? null : resolve(root, path))) return null;
    }
  }
  return collector.builder.manifest();
}

class Collector {
  readonly builder = new ManifestBuilder();
  private readonly drizzleFolder: string;
  private readonly packages: ReadonlyMap<string, string>;
  private readonly aliases = new Map<string, readonly Aliases[] | null>();

  constructor(drizzleFolder: string, workspace: Workspace | null) {
    this.drizzleFolder = drizzleFolder;
    this.packages = workspace?.packages ?? new Map();
    // A new package can be what an import means from then on.
    for (const folder of workspace?.lookedAt ?? []) this.builder.add('folder', folder);
    for (const folder of this.packages.values()) this.builder.add('content', join(folder, 'package.json'));
  }

  addRootFile(file: string): void {
    this.builder.add('real', file);
  }

  /** False where the file cannot be read, or a tsconfig that may govern it cannot be followed. */
  addFile(file: string): boolean {
    const probe = file.includes(`${sep}node_modules${sep}`) ? 'stamp' : 'content';
    return this.builder.add(probe, file) !== null && this.aliasesAt(dirname(file)) !== null;
  }

  /** `resolved` is `null` where a stand-in or a module of ours took its place. */
  addImport(folder: string, specifier: string, resolved: string | null): boolean {
    if (specifier.startsWith('.') || isAbsolute(specifier)) {
      const path = resolve(folder, specifier);
      // Nothing takes precedence over a file that is named in full.
      if (path === resolved) this.builder.add('real', path);
      else this.addPlace(path);
      return true;
    }
    if (resolved === null && (whyInert(specifier) !== null || ourModule(specifier) !== null)) return true;
    if (packageOf(specifier) === 'drizzle-orm') {
      this.addPlace(join(this.drizzleFolder, specifier.slice('drizzle-orm'.length)));
      return true;
    }
    const candidates = (this.aliasesAt(folder) ?? []).flatMap((aliases) => aliases.candidates(specifier));
    for (const candidate of candidates) this.addPlace(candidate);
    const packages = [...this.addPackage(folder, specifier), ...this.workspacePackage(specifier)];
    // A package's own `imports` are said by its package.json, which is noted.
    if (specifier.startsWith('#')) return resolved !== null;
    return resolved === null || [...candidates, ...packages].some((base) => resolved.startsWith(base));
  }

  /** What decides which file a path without an ending means: the names beside it, and in it where it is a folder. */
  private addPlace(path: string): void {
    this.builder.add('folder', dirname(path));
    if (this.builder.add('folder', path) !== null) this.builder.add('content', join(path, 'package.json'));
  }

  /** The package in every `node_modules` above; returns where it really is. */
  private addPackage(folder: string, specifier: string): readonly string[] {
    const name = packageOf(specifier);
    const found: string[] = [];
    for (const above of upwards(folder)) {
      const real = this.builder.add('real', join(above, 'node_modules', name));
      if (real === null) continue;
      found.push(real);
      this.addPlace(real);
      this.addPlace(join(real, specifier.slice(name.length)));
    }
    return found;
  }

  /** Nothing but a package's own files decides which of them an import of its name means. */
  private workspacePackage(specifier: string): readonly string[] {
    const folder = this.packages.get(packageOf(specifier));
    if (folder === undefined) return [];
    this.addPlace(folder);
    this.addPlace(join(folder, 'src'));
    this.addPlace(join(folder, specifier.slice(packageOf(specifier).length)));
    return [folder];
  }

  /** What the tsconfig and package.json files above a folder say; all of them are noted, there or not. */
  private aliasesAt(folder: string): readonly Aliases[] | null {
    const known = this.aliases.get(folder);
    if (known !== undefined) return known;
    const above = dirname(folder) === folder ? [] : this.aliasesAt(dirname(folder));
    const own = this.readFolder(folder);
    const all = above === null || own === null ? null : [...own, ...above];
    this.aliases.set(folder, all);
    return all;
  }

  private readFolder(folder: string): readonly Aliases[] | null {
    this.builder.add('content', join(folder, 'package.json'));
    const read: Aliases[] = [];
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const file = join(folder, name);
      if (this.builder.add('content', file) === null) continue;
      // The bundler reads none inside packages, and many there are broken.
      if (folder.includes(`${sep}node_modules${sep}`)) continue;
      const aliases = readAliases(file, this.builder);
      if (aliases === null) return null;
      read.push(aliases);
    }
    return read;
  }
}
