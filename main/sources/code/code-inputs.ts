import { dirname, join, resolve, sep } from 'node:path';
import type { Manifest } from './cache/manifest.ts';
import type { Evaluation } from './evaluate.ts';
import type { DrizzleProject } from './project.ts';

/** What a reading of code was made of, as far as people edit it: what is installed is left out. Absolute paths. */
export interface CodeInputs {
  /** There or not: that a file is missing can be what a reading depends on. */
  readonly files: readonly string[];
  /** Folders in which a new source file can matter. */
  readonly folders: readonly string[];
}

export function inputsOfManifest(project: DrizzleProject, { content }: Manifest): CodeInputs {
  return toInputs(project, Object.keys(content), []);
}

/** Of a reading that left something unread: what was set aside may be mended, what is missing may be made. */
export function inputsOfEvaluation(project: DrizzleProject, evaluation: Evaluation): CodeInputs {
  const { root } = project;
  const bundled = Object.keys(evaluation.inputs).filter((input) => !/^raingauge-/.test(input));
  const named = evaluation.missing
    .filter(({ specifier }) => /^[./]/.test(specifier))
    .map(({ importer, specifier }) => resolve(dirname(importer), specifier));
  const files = [...bundled, ...evaluation.setAside].map((file) => resolve(root, file));
  return toInputs(project, files, named);
}

function toInputs(
  { root, schemaFiles }: DrizzleProject,
  given: readonly string[],
  named: readonly string[],
): CodeInputs {
  const own = [...schemaFiles.map((file) => join(root, file)), ...given].filter(isOwn);
  const sources = own.filter((file) => SOURCE.test(file));
  const folders = [...sources, ...named.filter(isOwn)].map((path) => dirname(path));
  return { files: [...new Set(own)].sort(), folders: [...new Set(folders)].sort() };
}

const SOURCE = /\.[cm]?[jt]sx?$/;

function isOwn(path: string): boolean {
  return !path.includes(`${sep}node_modules${sep}`);
}
