import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readAliases, upwards } from '../cache/aliases.ts';
import { ManifestBuilder } from '../cache/manifest.ts';
import { repositoryOf } from '../repository.ts';
import { fileAt, firstOf, isFile, sourceOfOutput } from './find-source.ts';
import { packageOf } from './inert-modules.ts';
import { type PackageSource, sourceInPackage, sourceOfImport } from './package-source.ts';
import { findWorkspace, type Workspace } from './workspace.ts';

/** An import that the bundler finds nothing for, and what it means all the same. */
export interface FoundSource {
  /** Absolute. */
  readonly file: string;
  /** What a person should know of how it was found: sources instead of a build's output, or a guess. */
  readonly note: { readonly kind: 'output'; readonly instead: string } | { readonly kind: 'guess' } | null;
}

/**
 * Finds what imports mean in a repository where nothing is installed or built: packages of the workspace by name,
 * subpath and `exports`, outputs by their sources, `paths` of referenced tsconfig files, and the usual aliases.
 */
export class ImportFallback {
  private readonly root: string;
  private known: Workspace | null = null;

  constructor(root: string) {
    this.root = root;
  }

  /** The packages of the repository, where they were asked for. */
  get workspace(): Workspace | null {
    return this.known;
  }

  find(folder: string, specifier: string): FoundSource | null {
    if (specifier.startsWith('.') || isAbsolute(specifier)) return this.output(resolve(folder, specifier));
    return (
      this.ownImport(folder, specifier) ??
      this.alias(folder, specifier) ??
      this.workspacePackage(specifier) ??
      this.usualAlias(folder, specifier)
    );
  }

  private output(path: string): FoundSource | null {
    const direct = fileAt(path);
    if (direct !== null) return { file: direct, note: null };
    const file = sourceOfOutput(path, repositoryOf(this.root));
    return file === null ? null : { file, note: { kind: 'output', instead: path } };
  }

  private ownImport(folder: string, specifier: string): FoundSource | null {
    if (!specifier.startsWith('#')) return null;
    const own = upwards(folder).find((each) => isFile(join(each, 'package.json')));
    return own === undefined ? null : toFound(sourceOfImport(own, specifier));
  }

  private alias(folder: string, specifier: string): FoundSource | null {
    const files = upwards(folder)
      .flatMap((each) => [join(each, 'tsconfig.json'), join(each, 'jsconfig.json'), join(each, 'tsconfig.base.json')])
      .filter(isFile);
    return firstOf(files, (file) => {
      const candidates = readAliases(file, new ManifestBuilder(), false)?.candidates(specifier) ?? [];
      const found = firstOf(candidates, fileAt);
      if (found !== null) return { file: found, note: null };
      return firstOf(candidates, (candidate) => this.output(candidate));
    });
  }

  private workspacePackage(specifier: string): FoundSource | null {
    this.known ??= findWorkspace(this.root);
    const name = packageOf(specifier);
    const folder = this.known.packages.get(name);
    return folder === undefined ? null : toFound(sourceInPackage(folder, specifier.slice(name.length + 1)));
  }

  /** What frameworks define in files that they generate, or that an absent preset would have defined. */
  private usualAlias(folder: string, specifier: string): FoundSource | null {
    const match = /^(@|~|~~|@@|\$lib|\$src|src|#)\/(.+)$/.exec(specifier);
    if (!match) return null;
    const [, prefix = '', rest = ''] = match;
    const places = prefix === '$lib' ? ['src/lib'] : prefix === 'src' ? ['src'] : ['src', '', 'app', 'server'];
    const top = dirname(repositoryOf(this.root));
    for (const above of upwards(folder)) {
      if (above === top) return null;
      const file = firstOf(places, (place) => fileAt(join(above, place, rest)));
      if (file !== null) return { file, note: { kind: 'guess' } };
    }
    return null;
  }
}

function toFound(source: PackageSource | null): FoundSource | null {
  if (!source) return null;
  const { file, instead } = source;
  return { file, note: instead === null ? null : { kind: 'output', instead } };
}
