import { join, relative, sep } from 'node:path';
import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { DrizzlePackage } from '../bundle/drizzle-package.ts';
import { changedIn, type Manifest, pathsOf } from '../cache/manifest.ts';
import { isOvertaken } from '../overtaken.ts';
import type { DrizzleProject } from '../project.ts';
import type { FreshReading, ReadingParts } from '../read-afresh.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { type KnownExports, knownExports } from './known-exports.ts';
import { type FileLinks, linkFiles } from './links.ts';
import { readEdited } from './read-edited.ts';

/** What is kept of a reading so that the next one reads only what was edited. */
export interface Warm {
  readonly settings: string;
  readonly project: DrizzleProject;
  readonly drizzle: DrizzlePackage;
  readonly reading: Reading;
  readonly manifest: Manifest;
  readonly parts: ReadingParts;
  readonly links: ReadonlyMap<string, FileLinks>;
  readonly known: KnownExports;
}

export interface WarmLimits {
  readonly timeLimit: number;
  readonly memoryLimit: number;
}

/**
 * The last reading of a project's code, in memory. Where only files of the project were edited, and what they import and
 * export is what it was, the rest is taken from there; in every other case `read` gives `null`, and all is read.
 */
export interface WarmCode {
  /** Whether there is a reading. */
  isWarm(): boolean;
  read(settings: string, limits: WarmLimits, work: Work): Promise<WarmReading | null>;
  /** Keeps a whole reading; one that was overtaken by an edit is not kept. */
  keep(settings: string, project: DrizzleProject, drizzle: DrizzlePackage, fresh: FreshReading): void;
}

export interface WarmReading {
  readonly reading: Reading;
  readonly manifest: Manifest;
}

/** Milliseconds: by then the new reading has been compared. */
const PREPARE_AFTER = 700;

/** More edited files than this: then something larger is going on. */
const MOST_EDITED = 10;

export function createWarmCode(): WarmCode {
  let warm: Warm | null = null;
  let spare: Sandbox | null = null;
  const prepare = () => {
    spare ??= new Sandbox().rest();
  };
  /** Starting an engine takes longer than an edit does in it: the next one is made while nobody waits. */
  const takeSandbox = () => {
    const sandbox = spare ?? new Sandbox();
    spare = null;
    setTimeout(prepare, PREPARE_AFTER).unref();
    return sandbox;
  };
  return {
    isWarm: () => warm !== null,
    async read(settings, limits, work) {
      if (warm?.settings !== settings) return null;
      const edited = editedFiles(warm);
      if (edited === null) return null;
      const next = edited.size === 0 ? warm : await readEdited(warm, [...edited.keys()], limits, work, takeSandbox);
      if (!next) return null;
      warm = edited.size === 0 ? warm : { ...next, manifest: withEdits(warm, edited) };
      return warm;
    },
    keep(settings, project, drizzle, fresh) {
      warm = toWarm(settings, project, drizzle, fresh) ?? warm;
      if (warm) prepare();
    },
  };
}

function toWarm(
  settings: string,
  project: DrizzleProject,
  drizzle: DrizzlePackage,
  { reading, manifest, parts, begun }: FreshReading,
): Warm | null {
  if (!manifest || !parts || isOvertaken(project.root, parts.evaluation, pathsOf(manifest), begun)) return null;
  const { evaluation, files } = parts;
  const links = linkFiles(files, evaluation.inputs);
  // The texts were only needed to see that they are what is there.
  const kept = { ...parts, evaluation: { ...evaluation, loaded: new Map<string, string>() } };
  return {
    settings,
    project,
    drizzle,
    reading,
    manifest,
    parts: kept,
    links,
    known: knownExports(evaluation.result?.schema),
  };
}

/** The edited files, relative, with the digests of what is in them; `null` where something else has changed. */
function editedFiles({ manifest, project, parts, links }: Warm): ReadonlyMap<string, string> | null {
  const changed = changedIn(manifest);
  if (Object.keys(changed.folder).length + Object.keys(changed.real).length + Object.keys(changed.stamp).length > 0) {
    return null;
  }
  const edited = new Map<string, string>();
  for (const [path, digest] of Object.entries(changed.content)) {
    const file = relative(project.root, path).split(sep).join('/');
    if (digest === null || !links.has(file) || !parts.files.has(file)) return null;
    edited.set(file, digest);
  }
  return edited.size > MOST_EDITED ? null : edited;
}

function withEdits({ manifest, project }: Warm, edited: ReadonlyMap<string, string>): Manifest {
  const content = Object.fromEntries([...edited].map(([file, digest]) => [join(project.root, file), digest]));
  return { ...manifest, content: { ...manifest.content, ...content } };
}
