import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import { type DrizzlePackage, findDrizzlePackage } from '../bundle/drizzle-package.ts';
import { schemaEnvironment } from '../config/schema-environment.ts';
import { evaluateFiles } from '../evaluate.ts';
import { Made, PerFile } from '../made.ts';
import type { DrizzleProject } from '../project.ts';
import { addResolvedImports, finishReading, walkOptions } from '../read-afresh.ts';
import { SyntaxPlaces } from '../syntax/places.ts';
import { Sources } from '../syntax/sources.ts';

export interface EditableReading {
  readonly reading: Reading;
  readonly sources: Sources;
  readonly drizzle: DrizzlePackage;
  /** Which file each import of a file leads to: `<file>\0<specifier>` → file. */
  readonly resolved: ReadonlyMap<string, string>;
}

export interface ReadForEditOptions {
  /** Texts that stand for files, by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
  readonly drizzleOrm?: string | undefined;
}

const TIME_LIMIT = 30_000;
const MEMORY_LIMIT = 1024 * 1024 * 1024;

/** Reads the schema files with their syntax trees: as they are, or as they would be. */
export async function readForEdit(
  project: DrizzleProject,
  work: Work,
  { overlay, drizzleOrm }: ReadForEditOptions = {},
): Promise<EditableReading> {
  const { root, schemaFiles } = project;
  const drizzle = findDrizzlePackage(root, schemaFiles, drizzleOrm);
  const resolved = new Map<string, string>();
  const evaluation = await evaluateFiles(
    {
      root,
      files: schemaFiles,
      drizzle,
      environment: schemaEnvironment(project),
      options: walkOptions(project, drizzle),
      timeLimit: TIME_LIMIT,
      memoryLimit: MEMORY_LIMIT,
      ...(overlay ? { overlay } : {}),
    },
    work,
  );
  addResolvedImports(root, evaluation.inputs, resolved);
  const sources = new Sources(root, resolved, overlay);
  const finishing = {
    sources,
    places: new SyntaxPlaces(sources),
    made: new Made(),
    perFile: new PerFile<never>() as PerFile<readonly never[]>,
  };
  return { reading: finishReading(project, drizzle, evaluation, finishing), sources, drizzle, resolved };
}
