import { isAbsolute, relative, sep } from 'node:path';
import { emptyCatalog, type Problem, type Reading } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type Ahead, takeAhead } from './bundle/ahead.ts';
import type { Bundle } from './bundle/bundle.ts';
import type { DrizzlePackage } from './bundle/drizzle-package.ts';
import { collectInputs } from './cache/collect.ts';
import { type Manifest, pathsOf } from './cache/manifest.ts';
import { codeFacts } from './code-facts.ts';
import { type CodeInputs, inputsOfEvaluation, inputsOfManifest } from './code-inputs.ts';
import { schemaEnvironment } from './config/schema-environment.ts';
import { environmentProblems, withoutVariables } from './environment-parts.ts';
import { type Evaluation, evaluateFiles } from './evaluate.ts';
import { type ParsedFile, parsedFile } from './incremental/parsed-file.ts';
import { isProbed } from './inside/usual-variables.ts';
import { Made, PerFile } from './made.ts';
import { isOvertaken } from './overtaken.ts';
import { unread } from './problems.ts';
import type { DrizzleProject } from './project.ts';
import { findEarlyUses } from './syntax/early-uses.ts';
import { SyntaxPlaces } from './syntax/places.ts';
import { Sources } from './syntax/sources.ts';
import { findUnexportedTables } from './syntax/unexported.ts';
import { makeTables, toCatalog } from './to-catalog/to-catalog.ts';
import { walkProblem } from './walk-problem.ts';

/** What a reading says that the project's config does not, and what it was made from. */
export interface FreshReading {
  /** Without the problems of the project itself. */
  readonly reading: Reading;
  /** `null` where another run could say something else. */
  readonly manifest: Manifest | null;
  readonly inputs: CodeInputs;
  /** Names of the variables that the code looked at. */
  readonly variables: readonly string[];
  /** When the first of the files was read, in milliseconds since 1970. */
  readonly begun: number;
  /** What it was made of, to read a part of it again; `null` where that was not wanted or is not possible. */
  readonly parts: ReadingParts | null;
}

/** What a reading consists of, besides the reading itself. */
export interface ReadingParts {
  readonly evaluation: Evaluation;
  /** The project's own files as they were parsed, by path relative to the root. */
  readonly files: ReadonlyMap<string, ParsedFile>;
  readonly made: Made;
  /** What each file has to say besides. */
  readonly perFile: PerFile<readonly Problem[]>;
}

export interface AfreshOptions {
  readonly drizzle: DrizzlePackage;
  readonly timeLimit: number;
  readonly memoryLimit: number;
  /** Told each time a bundle is made. */
  readonly onBundled?: (() => void) | undefined;
  /** Whether the parts are wanted. */
  readonly inParts?: boolean;
  /** Texts that stand for files, by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
}

/** Reads the schema files: bundled, evaluated in the sandbox, walked, and turned into what PostgreSQL makes of it. */
export async function readAfresh(project: DrizzleProject, work: Work, options: AfreshOptions): Promise<FreshReading> {
  const ahead = options.overlay ? null : takeAhead(project.root, project.schemaFiles, options.drizzle);
  const early = ahead && (await readOnce(project, work, options, ahead));
  return early && !early.isOvertaken ? early.fresh : (await readOnce(project, work, options, null)).fresh;
}

/** `isOvertaken`: what was bundled ahead is not what is there any more. */
async function readOnce(
  project: DrizzleProject,
  work: Work,
  options: AfreshOptions,
  ahead: Ahead | null,
): Promise<{ readonly fresh: FreshReading; readonly isOvertaken: boolean }> {
  const { root, schemaFiles } = project;
  const { drizzle, timeLimit, memoryLimit, onBundled, inParts = false, overlay } = options;
  const progress = (detail: string, done: number) => work.report({ stage: 'code', detail, done, total: 3 });
  progress(`bundling ${schemaFiles.length} files with drizzle-orm ${drizzle.version}`, 0);
  const resolved = new Map<string, string>();
  const sources = new Sources(root, resolved, overlay);
  const places = new SyntaxPlaces(sources);
  const files = new Map<string, ParsedFile>();
  const environment = schemaEnvironment(project);
  const made = new Made();
  const evaluation = await evaluateFiles(
    {
      root,
      files: schemaFiles,
      drizzle,
      environment,
      options: walkOptions(project, drizzle),
      timeLimit,
      memoryLimit,
      ...(overlay ? { overlay } : {}),
      onBundled,
      ahead,
      meanwhile: (inputs) => {
        addResolvedImports(root, inputs, resolved);
        places.prepare(schemaFiles);
        if (inParts) parseOwn(sources, inputs, files);
      },
      onTables: (tables) => {
        try {
          makeTables(tables, drizzle.major, places, made);
        } catch {
          // What makes no sense is told when all is put together.
        }
      },
    },
    work,
  );
  progress('finding where things are declared', 1);
  addResolvedImports(root, evaluation.inputs, resolved);
  const perFile = new PerFile<readonly Problem[]>();
  const reading = finishReading(project, drizzle, evaluation, { sources, places, made, perFile });
  work.signal.throwIfAborted();
  const isWhole = reading.report.every(({ effect }) => effect !== 'unread');
  const manifest = reading.code && isSettled(reading, evaluation) ? manifestOf(project, drizzle, evaluation) : null;
  const inputs = manifest ? inputsOfManifest(project, manifest) : inputsOfEvaluation(project, evaluation);
  const variables = (evaluation.result?.readEnvironment ?? []).filter((name) => !isProbed(name)).sort();
  const isInParts = inParts && isWhole && manifest !== null && variables.length === 0;
  const { begun } = evaluation;
  const parts = isInParts ? { evaluation, files, made, perFile } : null;
  const paths = manifest ? pathsOf(manifest) : [...inputs.files, ...inputs.folders];
  return {
    fresh: { reading, manifest, inputs, variables, begun, parts },
    isOvertaken: ahead !== null && isOvertaken(root, evaluation, paths, begun),
  };
}

export function walkOptions({ casing }: DrizzleProject, drizzle: DrizzlePackage) {
  return { mode: 'schema', casing: drizzle.casingInConfig ? casing : null, major: drizzle.major } as const;
}

function parseOwn(sources: Sources, inputs: Bundle['inputs'], files: Map<string, ParsedFile>): void {
  for (const file of Object.keys(inputs)) {
    const source = isOwnSource(file) ? sources.file(file) : null;
    if (source) files.set(file, parsedFile(source));
  }
}

export function isOwnSource(input: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(input) && !/^raingauge-|(^|\/)node_modules\//.test(input);
}

interface Finishing {
  readonly sources: Sources;
  readonly places: SyntaxPlaces;
  readonly made: Made;
  readonly perFile: PerFile<readonly Problem[]>;
}

/** Makes a reading of what was evaluated. */
export function finishReading(
  project: DrizzleProject,
  drizzle: DrizzlePackage,
  evaluation: Evaluation,
  { sources, places, made, perFile }: Finishing,
): Reading {
  const { catalog, problems, facts } = assembleSafely(project, drizzle, evaluation, places, made);
  const early = findEarlyUses(sources, project.schemaFiles, evaluation.inputs);
  const known = new Set(catalog.objects.table.map(({ name }) => name));
  const key = [...known].sort().join('\0');
  const unexported = project.schemaFiles.flatMap((file) =>
    perFile.of(file, key, () => findUnexportedTables(sources, [file], known)),
  );
  return {
    source: { kind: 'code', label: 'code' },
    catalog,
    report: [...evaluation.problems, ...early, ...problems, ...unexported, ...environmentProblems(evaluation)],
    ...(facts ? { code: facts } : {}),
  };
}

/**
 * Whether the same files say the same again. What could not be read of values says so; what threw, took too long or led
 * nowhere may be otherwise for a reason that nobody sees.
 */
function isSettled({ report }: Reading, { problems }: Evaluation): boolean {
  const lost = problems.filter(({ effect }) => effect === 'unread');
  return lost.every(({ code }) => code === UNPARSED) && report.every(({ code }) => code !== 'environment-in-schema');
}

const UNPARSED = 'schema-file-syntax';

function manifestOf({ root, schemaFiles }: DrizzleProject, drizzle: DrizzlePackage, evaluation: Evaluation) {
  const { result, setAside, inputs, workspace, problems, missing } = evaluation;
  const unparsed = new Set(problems.flatMap(({ code, origin }) => (code === UNPARSED ? [origin?.file] : [])));
  const isKnown = setAside.every((file) => unparsed.has(file)) && (setAside.length === 0 || missing.length === 0);
  if (!result || result.varies || !isKnown) return null;
  return collectInputs(root, schemaFiles, inputs, drizzle.folder, workspace, setAside);
}

/** Code that spoils its realm on purpose can make our own walker return nonsense. That is its problem, not a crash. */
function assembleSafely(...input: Parameters<typeof assemble>): ReturnType<typeof assemble> {
  try {
    return assemble(...input);
  } catch (error) {
    const problem = unread('sandbox-failed', 'The schema files gave values that make no sense.', {
      remedy: 'Look for code that changes the built-in objects of JavaScript.',
      cause: messageOf(error),
    });
    return { catalog: emptyCatalog(), problems: [problem], facts: null };
  }
}

function assemble(
  project: DrizzleProject,
  drizzle: DrizzlePackage,
  evaluation: Evaluation,
  places: SyntaxPlaces,
  made: Made,
) {
  const given = evaluation.result?.schema;
  if (!given) return { catalog: emptyCatalog(), problems: failed(project, evaluation), facts: null };
  const { walked, problems: variables } = withoutVariables(given, evaluation.askedEnvironment, places);
  const { catalog, problems } = toCatalog(walked, drizzle.major, places, made);
  const walkProblems = walked.problems.map((problem) =>
    made.of('problem', problem, () => walkProblem(problem, places)),
  );
  const empty = Object.values(catalog.objects).every((list) =>
    list.every((object: { kind: string }) => object.kind === 'schema'),
  );
  const nothing = empty && evaluation.problems.length === 0 && variables.length === 0 ? [nothingFound(project)] : [];
  return {
    catalog,
    problems: [...problems, ...walkProblems, ...variables, ...nothing],
    facts: codeFacts(project, drizzle, evaluation.askedEnvironment, walked, places, made),
  };
}

/** Something must say why nothing was read. */
function failed(project: DrizzleProject, evaluation: Evaluation): readonly Problem[] {
  if (evaluation.problems.some((problem) => problem.effect === 'unread')) return [];
  return [
    unread('sandbox-failed', `None of the ${project.schemaFiles.length} schema files could be evaluated.`, {
      remedy: 'Run the schema files with Node to see the error in full.',
      cause: evaluation.failure?.message ?? null,
    }),
  ];
}

function nothingFound(project: DrizzleProject): Problem {
  return unread(
    'schema-empty',
    `${project.schemaFiles.length === 1 ? 'The schema file exports' : `The ${project.schemaFiles.length} schema files export`} no table, enum or view of PostgreSQL.`,
    {
      remedy: 'Check "schema" in the drizzle config, and that the tables are exported.',
    },
  );
}

/** What each import led to, from the bundler. Paths that are not the project's are left out. */
export function addResolvedImports(root: string, inputs: Bundle['inputs'], resolved: Map<string, string>): void {
  for (const [file, { imports }] of Object.entries(inputs)) {
    for (const { original, path } of imports) {
      if (original !== undefined && !path.includes(':')) resolved.set(`${file}\0${original}`, inRoot(root, path));
    }
  }
}

function inRoot(root: string, path: string): string {
  return isAbsolute(path) ? relative(root, path).split(sep).join('/') : path;
}
