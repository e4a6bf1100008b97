import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ErrorData, StatementLogEntry, WatchEvent } from '#app/api';
import { Failure, toErrorData } from '#main/platform/failure.ts';
import { schemaFilesNow } from '#main/sources/code/drizzle-config.ts';
import type { Project } from '../project.ts';
import type { ResolvedSource } from '../resolve-source.ts';
import { filesOfSettings, filesOfSource } from './files-of-source.ts';
import type { InputsBook } from './reading-inputs.ts';
import { watchDatabase } from './watch-database.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';

export interface WatchProjectOptions {
  readonly sources: readonly string[];
  /** The project as it is known now, or loaded anew. */
  readonly project: (fresh: boolean) => Promise<Project>;
  readonly resolve: (project: Project, source: string) => ResolvedSource;
  readonly keyOf: (project: Project, resolved: ResolvedSource) => string;
  readonly inputs: InputsBook;
  /** Reads code for what the next reading can be made of. */
  readonly warmUp: (project: Project, signal: AbortSignal) => Promise<void>;
  /** The change token of what was read of a database last. */
  readonly knownToken: (key: string) => string | undefined;
  /** Forgets readings, by the beginning of their key. */
  readonly forget: (project: Project, key: string) => void;
  readonly log: (entry: StatementLogEntry) => void;
  readonly signal: AbortSignal;
  readonly tell: (event: WatchEvent) => void;
  /** Milliseconds between two looks at a database. */
  readonly every: number;
}

/** Watches a project's sources until the signal aborts; whatever goes wrong is told and does not end it. */
export async function watchProject(options: WatchProjectOptions): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    const project = await options.project(false);
    const watch = new ProjectWatch(project, options);
    try {
      await watch.untilSettingsChange();
    } finally {
      watch.close();
    }
  }
}

/** The watching of a project whose settings stay the same. */
class ProjectWatch {
  private project: Project;
  /** Whether the engine's own project has no schema files at the moment; what is watched is where they were. */
  private isLost = false;
  private readonly options: WatchProjectOptions;
  private readonly control = new AbortController();
  private readonly closers: (() => void)[] = [];

  constructor(project: Project, options: WatchProjectOptions) {
    this.project = project;
    this.options = options;
  }

  async untilSettingsChange(): Promise<void> {
    const { signal, sources } = this.options;
    const changed = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, signal: this.control.signal });
      const settings = watchFiles(
        (files) => void this.settingsChanged(files).then(resolve),
        (error) => this.trouble('project', error),
      );
      this.closers.push(settings.close);
      settings.follow(filesOfSettings(this.project), Date.now());
    });
    for (const source of sources) this.watchSource(source);
    if (!signal.aborted) await changed;
  }

  close(): void {
    this.control.abort();
    for (const close of this.closers) close();
  }

  private async settingsChanged(files: readonly string[]): Promise<void> {
    const { options, project } = this;
    options.forget(project, `${project.root}\u0000`);
    try {
      await options.project(true);
    } catch (error) {
      this.trouble('project', error);
    }
    options.tell({ kind: 'project-changed', files: this.relative(files), at: Date.now() });
  }

  private watchSource(source: string): void {
    try {
      const resolved = this.options.resolve(this.project, source);
      if (resolved.how === 'database') this.watchDatabase(source, resolved);
      else this.watchFilesOf(source, resolved);
    } catch (error) {
      // Settings that make it available again end this watch and begin another.
      this.trouble(source, error);
    }
  }

  private watchFilesOf(source: string, resolved: ResolvedSource): void {
    const { inputs, keyOf, tell } = this.options;
    const key = keyOf(this.project, resolved);
    const watch: FileWatch = watchFiles(
      (files) => void this.filesChanged(source, key, resolved, files).then(() => follow()),
      (error) => this.trouble(source, error),
    );
    const follow = () => {
      const known = inputs.of(key);
      const files = filesOfSource(this.project, resolved, known?.inputs);
      if (files && !this.control.signal.aborted) watch.follow(files, known?.started ?? Date.now());
    };
    this.closers.push(
      watch.close,
      inputs.listen((noted) => {
        if (noted === key) follow();
        if (noted === key) void this.warmUp(resolved);
      }),
    );
    follow();
    if (inputs.of(key)) void this.warmUp(resolved);
    tell({ kind: 'watching', source, everyMilliseconds: null });
  }

  /** A reading from the disk's cache leaves nothing behind to read a part of. */
  private async warmUp(resolved: ResolvedSource): Promise<void> {
    if (resolved.how !== 'code') return;
    // Where it fails, the next reading says why.
    await this.options.warmUp(this.project, this.control.signal).catch(() => {});
  }

  private async filesChanged(
    source: string,
    key: string,
    resolved: ResolvedSource,
    files: readonly string[],
  ): Promise<void> {
    const { options } = this;
    if (resolved.how === 'code') await this.refreshSchemaFiles(source, this.relative(files));
    if (this.control.signal.aborted) return;
    options.forget(this.project, key);
    options.tell({ kind: 'changed', source, files: this.relative(files), at: Date.now() });
  }

  /** A file that came or went may be one of the schema's. */
  private async refreshSchemaFiles(source: string, files: readonly string[]): Promise<void> {
    const { drizzle, root } = this.project;
    if (!drizzle) return;
    const isEdit = files.every((file) => drizzle.schemaFiles.includes(file) && existsSync(join(root, file)));
    const isSame = () => isEdit || String(schemaFilesNow(drizzle)) === String(drizzle.schemaFiles);
    if (!this.isLost && isSame()) return;
    try {
      const project = await this.options.project(true);
      this.isLost = project.drizzle === null;
      if (!this.isLost) this.project = project;
    } catch (error) {
      this.trouble(source, error);
    }
  }

  private watchDatabase(source: string, resolved: Extract<ResolvedSource, { readonly how: 'database' }>): void {
    const { every, knownToken, keyOf, log, tell, forget } = this.options;
    const key = keyOf(this.project, resolved);
    void watchDatabase({
      source: resolved,
      drizzle: this.project.drizzle,
      every,
      known: () => knownToken(key),
      signal: this.control.signal,
      log,
      onWatching: () => tell({ kind: 'watching', source, everyMilliseconds: every }),
      onChanged: () => {
        forget(this.project, key);
        tell({ kind: 'changed', source, files: [], at: Date.now() });
      },
      onTrouble: (error) => tell({ kind: 'trouble', source, error }),
    });
  }

  private trouble(source: string, thrown: unknown): void {
    this.options.tell({ kind: 'trouble', source, error: watchError(source, thrown) });
  }

  private relative(files: readonly string[]): readonly string[] {
    return files.map((file) => relative(this.project.root, file).split(sep).join('/'));
  }
}

/** The system's own errors are about watches, of which every system has only so many. */
function watchError(source: string, thrown: unknown): ErrorData {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  if (code === undefined || thrown instanceof Failure) return toErrorData(thrown);
  return new Failure({
    code: 'internal',
    message: `The files of ${source} cannot be watched (${code}); they are looked at every few seconds.`,
    remedy:
      'Allow more watched files (on Linux fs.inotify.max_user_watches), or go on: changes are seen a little later.',
    cause: thrown,
  }).data;
}
