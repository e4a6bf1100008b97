import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Problem } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { Ahead } from './bundle/ahead.ts';
import { type Bundle, type BundleError, type BundleInput, type BundleResult, bundleProject } from './bundle/bundle.ts';
import type { DrizzlePackage } from './bundle/drizzle-package.ts';
import { ImportFallback } from './bundle/import-fallback.ts';
import { packageOf } from './bundle/inert-modules.ts';
import { markText } from './bundle/load-files.ts';
import type { Redirected, Replaced } from './bundle/project-plugin.ts';
import { placeOf, placesOf, type SourcePlace } from './bundle/source-map.ts';
import type { Workspace } from './bundle/workspace.ts';
import type { SandboxEnvironment } from './inside/globals.ts';
import type { SandboxResult, TableValues, WalkOptions } from './inside/values.ts';
import {
  encodingProblem,
  limitProblem,
  missingProblem,
  outputProblem,
  redirectedProblem,
  replacedProblem,
  syntaxProblem,
  throwsProblem,
  unknownProblem,
  unreadableProblem,
} from './problems.ts';
import type { SandboxError } from './sandbox/protocol.ts';
import { prepareSandbox, Sandbox, type SandboxOutcome, takeSandbox } from './sandbox/sandbox.ts';
import { type Encoding, readSourceText } from './source-text.ts';
import { type FailingStatement, failingStatementAt } from './syntax/failing-statement.ts';

export interface Evaluation {
  /** When the first of the files was read, in milliseconds since 1970. */
  readonly begun: number;
  /** `null` where nothing could be evaluated. */
  readonly result: SandboxResult | null;
  readonly problems: readonly Problem[];
  /** Files of the project that were set aside, relative to it. */
  readonly setAside: readonly string[];
  /** The bundle that was evaluated: which files went in. */
  readonly inputs: Bundle['inputs'];
  /** The error that ended the last try, where none succeeded. */
  readonly failure: SandboxError | null;
  /** Names of environment variables asked for and not given, over all tries. */
  readonly askedEnvironment: readonly string[];
  /** Which of them had a placeholder. */
  readonly environment: Pick<SandboxEnvironment, 'placeholders' | 'withheld'>;
  /** The packages of the repository, where an import was looked for among them. */
  readonly workspace: Workspace | null;
  /** The texts of the project's own files as they were bundled, by absolute path. */
  readonly loaded: ReadonlyMap<string, string>;
  /** Imports that led nowhere: what each importer, an absolute path, names. */
  readonly missing: readonly { readonly importer: string; readonly specifier: string }[];
}

export interface EvaluateInput {
  readonly root: string;
  readonly files: readonly string[];
  readonly drizzle: DrizzlePackage;
  readonly environment: SandboxEnvironment;
  /** Where the code believes to be run; by default in the root. */
  readonly cwd?: string;
  readonly options: Omit<WalkOptions, 'files'>;
  readonly timeLimit: number;
  readonly memoryLimit: number;
  /** Texts that stand for files, by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Told each time a bundle is made. */
  readonly onBundled?: (() => void) | undefined;
  /** The first bundle, where it was begun before. Whoever gives it sees to it that it is of what is there. */
  readonly ahead?: Ahead | null;
  /** Called with the bundle's files while the sandbox is at work on it: time to use. */
  readonly meanwhile?: (inputs: Bundle['inputs']) => void;
  /** Given tables as they are read. A later try, or what they are found to be made of, can make them void. */
  readonly onTables?: (tables: readonly TableValues[]) => void;
}

/** How often a project is tried again with one more broken file set aside. */
const MAX_TRIES = 40;

/** How many statements of a file may fail before it goes as a whole. */
const MAX_STATEMENTS = 8;

/** Where something did not end, further tries get a part of the limit, but what a small schema takes on a busy machine. */
function retryLimit(timeLimit: number): number {
  return Math.max(timeLimit / 4, Math.min(timeLimit, 2_000));
}

/**
 * Bundles and evaluates files in the sandbox. The first try takes them all at once. What fails is found, set aside as a
 * problem, and the rest is tried again: one broken file hides no other.
 */
export async function evaluateFiles(input: EvaluateInput, work: Work): Promise<Evaluation> {
  const tries = new Tries(input);
  // The engine starts while the bundle is made; that of the schema, which comes next, while the config is evaluated.
  let sandbox = takeSandbox();
  if (input.options.mode === 'config') prepareSandbox();
  let { environment } = input;
  try {
    for (let number = 0; number < MAX_TRIES; number += 1) {
      work.signal.throwIfAborted();
      const built = await ((number === 0 ? tries.begunAhead() : null) ?? bundleProject(tries.bundleInput()));
      input.onBundled?.();
      if ('errors' in built) {
        if (!tries.setAsideErrors(built.errors)) break;
        continue;
      }
      tries.bundled(built.bundle);
      const { root, cwd = root, timeLimit, memoryLimit } = input;
      const options = { ...input.options, files: input.files };
      const limit = tries.sawTimeLimit ? retryLimit(timeLimit) : timeLimit;
      const job = {
        bundle: built.bundle.code,
        setup: { mode: options.mode, root, cwd, environment },
        options,
        timeLimit: limit,
        memoryLimit,
      };
      const outcome = await sandbox.run(job, work.signal, {
        meanwhile: () => input.meanwhile?.(built.bundle.inputs),
        ...(input.onTables ? { onTables: input.onTables } : {}),
      });
      if (outcome.result) return tries.finish(outcome.result, environment);
      if (wantsPlaceholders(outcome, environment)) {
        environment = { ...environment, placeholders: 'all' };
        sandbox = new Sandbox();
        continue;
      }
      if (!tries.setAsideFailure(built.bundle, outcome)) break;
      sandbox = new Sandbox();
    }
    return tries.finish(null, environment);
  } finally {
    sandbox.close();
  }
}

/** Code that throws may want a variable that is not set. */
function wantsPlaceholders({ error }: SandboxOutcome, { placeholders }: SandboxEnvironment): boolean {
  return placeholders === 'withheld' && error !== null && !error.limit && error.askedEnvironment.length > 0;
}

/** What was learned from the tries so far. */
class Tries {
  private readonly input: EvaluateInput;
  private readonly problems: Problem[] = [];
  private readonly brokenFiles = new Set<string>();
  private readonly brokenPackages = new Map<string, string>();
  private readonly missing = new Set<string>();
  private readonly missingExports = new Map<string, Set<string>>();
  private readonly failingStatements = new Map<string, FailingStatement[]>();
  private begun = Date.now();
  private encodings = new Map<string, Encoding>();
  private fallback: ImportFallback;
  private loaded = new Map<string, string>();
  private replaced = new Map<string, Replaced>();
  private redirected = new Map<string, Redirected>();
  private modules: string[] = [];
  private marked = false;
  private inputs: Bundle['inputs'] = {};
  private failure: Evaluation['failure'] = null;
  private readonly asked = new Set<string>();
  sawTimeLimit = false;

  constructor(input: EvaluateInput) {
    this.input = input;
    this.fallback = new ImportFallback(input.root);
  }

  bundleInput(): BundleInput {
    const { root, files, drizzle, options, overlay } = this.input;
    this.replaced = new Map();
    this.redirected = new Map();
    this.modules = [];
    this.loaded = new Map();
    const { brokenFiles, brokenPackages, missing, missingExports, failingStatements, marked } = this;
    const { fallback, encodings, replaced, redirected, modules, loaded } = this;
    const decided = { brokenFiles, brokenPackages, missing, missingExports, failingStatements, marked, fallback };
    const filled = { encodings, replaced, redirected, modules, loaded };
    return { root, files, mode: options.mode, drizzle, ...decided, ...filled, ...(overlay ? { overlay } : {}) };
  }

  /** The first bundle, where it was begun before; with what was learned by making it. */
  begunAhead(): Promise<BundleResult> | null {
    const { ahead } = this.input;
    if (!ahead) return null;
    this.begun = ahead.begun;
    const { fallback, encodings, replaced, redirected, modules, loaded } = ahead.input;
    Object.assign(this, { fallback, encodings, replaced, redirected, modules, loaded });
    return ahead.result;
  }

  bundled(bundle: Bundle): void {
    this.inputs = bundle.inputs;
  }

  /** False where the bundler names nothing that could be set aside. */
  setAsideErrors(errors: readonly BundleError[]): boolean {
    let progress = false;
    // Mostly said beside an error that names its file.
    const nameless: Problem[] = [];
    for (const error of errors) {
      if (error.file === null) {
        nameless.push(unknownProblem('The schema files could not be bundled.', error.text));
        continue;
      }
      if (error.missing !== null && this.setAsideImport(error.file, error, error.missing)) progress = true;
      else if (error.missingExport && this.setAsideExport(error.file, error, error.missingExport)) progress = true;
      else if (error.unreadable && this.setAsideFile(error.file, `it cannot be read: ${error.text}`)) {
        this.problems.push(unreadableProblem(this.relative(error.file), error.text));
        progress = true;
      } else if (this.setAsideFile(error.file, `it cannot be parsed: ${error.text}`)) {
        if (!packageIn(error.file)) this.problems.push(syntaxProblem(this.relative(error.file), error));
        progress = true;
      }
    }
    if (!progress) this.problems.push(...nameless);
    return progress;
  }

  /** An import that leads nowhere: its sources, where there are any, or a stand-in. */
  private setAsideImport(importer: string, error: BundleError, specifier: string): boolean {
    const key = `${importer}\0${specifier}`;
    if (this.missing.has(key)) return false;
    this.missing.add(key);
    const source = this.fallback.find(dirname(importer), specifier.replace(/\?.*$/, ''));
    if (!source && packageIn(importer) === null) {
      this.problems.push(missingProblem(this.relative(importer), error, specifier));
    }
    return true;
  }

  /** A name that a file has not: only what uses it is lost. */
  private setAsideExport(
    importer: string,
    error: BundleError,
    { file, name }: { file: string; name: string },
  ): boolean {
    const names = this.missingExports.get(file) ?? new Set();
    if (names.has(name)) return false;
    this.missingExports.set(file, names.add(name));
    if (packageIn(importer) === null) this.problems.push(syntaxProblem(this.relative(importer), error));
    return true;
  }

  /** False where it is not known which file is to blame. */
  setAsideFailure(bundle: Bundle, outcome: SandboxOutcome): boolean {
    const { error, entered } = outcome;
    if (!error) return false;
    this.sawTimeLimit ||= error.limit === 'time';
    const place = error.stack === null ? null : placeOf(bundle.map, error.stack);
    this.failure = error;
    for (const name of error.askedEnvironment) this.asked.add(name);
    if (!this.marked) {
      // Only a marked bundle knows which module failed, and has a source map.
      this.marked = true;
      return true;
    }
    if (outcome.failures.length > 0) return this.setAsideAll(bundle, outcome);
    const culprit = error.phase === 'walk' ? this.walkedFile(entered) : this.modules[entered];
    return this.blame(bundle, culprit, error, place);
  }

  /** Every module that threw while the others were loaded. */
  private setAsideAll(bundle: Bundle, { failures }: SandboxOutcome): boolean {
    let progress = false;
    for (const { entered, ...failure } of failures) {
      const place = failure.stack === null ? null : placeOf(bundle.map, failure.stack);
      const error = { ...failure, phase: 'load', askedEnvironment: [] } as const;
      if (this.blame(bundle, this.modules[entered], error, place)) progress = true;
    }
    return progress;
  }

  private blame(bundle: Bundle, culprit: string | undefined, error: SandboxError, place: SourcePlace | null): boolean {
    if (culprit === undefined) {
      this.problems.push(unknownProblem('The schema could not be evaluated.', error.message));
      return false;
    }
    const lost = this.setAsideStatement(bundle, culprit, error);
    if (!lost && !this.setAsideFile(culprit, `it ${failureText(error)}`)) return false;
    if (!packageIn(culprit)) {
      const file = this.relative(culprit);
      const problem = error.limit
        ? limitProblem(file, error, this.input)
        : throwsProblem(file, error, this.inRoot(place), lost);
      this.problems.push(error.limit || this.mayDeclare(culprit) ? problem : asReplaced(problem));
    }
    return true;
  }

  /** The statement of a schema file that threw, from now on without it; `null` where the file as a whole has to go. */
  private setAsideStatement(bundle: Bundle, culprit: string, error: SandboxError): FailingStatement | null {
    const { root, options } = this.input;
    const text = this.loaded.get(culprit);
    if (options.mode !== 'schema' || error.phase !== 'load' || error.limit || packageIn(culprit)) return null;
    if (text === undefined || error.stack === null) return null;
    // The statement itself is the outermost call of the file: what it calls may stand in the same one.
    const place = placesOf(bundle.map, error.stack).findLast(({ source }) => join(root, source) === culprit);
    if (!place) return null;
    const mark = markText(culprit, text, this.modules.indexOf(culprit)).length;
    const isFirst = place.line === (text.startsWith('#!') ? 2 : 1);
    const column = isFirst ? Math.max(1, place.column - mark) : place.column;
    const statement = failingStatementAt(culprit, text, { line: place.line, column });
    const known = this.failingStatements.get(culprit) ?? [];
    if (!statement || known.length >= MAX_STATEMENTS || known.some(({ start }) => start === statement.start))
      return null;
    this.failingStatements.set(culprit, [...known, statement]);
    return statement;
  }

  /** Whether a part of the schema can be lost with a file: a helper that knows nothing of Drizzle has none. */
  private mayDeclare(file: string): boolean {
    if (this.input.options.mode === 'config') return true;
    try {
      const { text } = readSourceText(file);
      if (this.input.files.includes(this.relative(file))) return /\bexports?\b/.test(text);
      return /drizzle|\bpg[A-Z]/.test(text) || /\bexport\s*(\*|\{[^}]*\})\s*from\b/.test(text);
    } catch {
      return true;
    }
  }

  finish(result: SandboxResult | null, environment: SandboxEnvironment): Evaluation {
    const replaced = [...this.replaced.values()].map((entry) => replacedProblem(entry, this.relative(entry.importer)));
    const redirected = [...this.redirected.values()].flatMap((entry) =>
      redirectedProblem(entry, (file) => this.relative(file)),
    );
    const encodings = [...this.encodings].map(([file, encoding]) => encodingProblem(this.relative(file), encoding));
    const output = outputProblem(result?.console ?? [], this.input.options.mode);
    for (const name of result?.askedEnvironment ?? []) this.asked.add(name);
    return {
      begun: this.begun,
      result,
      problems: [...this.problems, ...replaced, ...redirected, ...encodings, ...output],
      setAside: [...this.brokenFiles].map((file) => this.relative(file)),
      inputs: this.inputs,
      failure: result ? null : this.failure,
      askedEnvironment: [...this.asked].sort(),
      environment,
      workspace: this.fallback.workspace,
      loaded: this.loaded,
      missing: [...this.missing].map((key) => {
        const [importer = '', specifier = ''] = key.split('\0');
        return { importer, specifier };
      }),
    };
  }

  /** In the walk, the number says which file's exports were being read. */
  private walkedFile(entered: number): string | undefined {
    const file = this.input.files[entered];
    return file === undefined ? undefined : join(this.input.root, file);
  }

  /** A package is set aside as a whole: nobody here can mend one of its files. */
  private setAsideFile(file: string, why: string): boolean {
    const name = packageIn(file);
    if (name !== null) {
      if (this.brokenPackages.has(name)) return false;
      this.brokenPackages.set(name, why);
      return true;
    }
    if (this.brokenFiles.has(file)) return false;
    this.brokenFiles.add(file);
    return true;
  }

  private relative(file: string): string {
    return isAbsolute(file) ? relative(this.input.root, file).split(sep).join('/') : file;
  }

  private inRoot(place: SourcePlace | null): SourcePlace | null {
    return place && { ...place, source: this.relative(join(this.input.root, place.source)) };
  }
}

function asReplaced(problem: Problem): Problem {
  const remedy = 'It declares nothing of the schema; what it exports was replaced by inert stand-ins.';
  return { ...problem, effect: 'replaced', remedy };
}

function failureText(error: SandboxError): string {
  return error.limit ? `struck the sandbox's ${error.limit} limit` : `threw ${error.message}`;
}

/** The package that a file of `node_modules` belongs to. */
function packageIn(file: string): string | null {
  const at = file.lastIndexOf(`node_modules${sep}`);
  return at < 0
    ? null
    : packageOf(
        file
          .slice(at + 'node_modules/'.length)
          .split(sep)
          .join('/'),
      );
}
