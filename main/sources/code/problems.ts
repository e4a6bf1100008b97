import type { Origin, Problem } from '#app/catalog';
import type { BundleError } from './bundle/bundle.ts';
import type { Redirected, Replaced } from './bundle/project-plugin.ts';
import type { SourcePlace } from './bundle/source-map.ts';
import type { SandboxError } from './sandbox/protocol.ts';
import type { Encoding } from './source-text.ts';

/** The problems that reading code can have, each made in one place. File paths are relative to the project. */

export function codeOrigin(file: string, line?: number, column?: number): Origin {
  return {
    source: 'code',
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function problem(parts: Partial<Problem> & Pick<Problem, 'code' | 'effect' | 'message'>): Problem {
  return { remedy: null, object: null, origin: null, cause: null, ...parts };
}

export function note(code: string, message: string, rest: Partial<Problem> = {}): Problem {
  return problem({ code, effect: 'note', message, ...rest });
}

export function unread(code: string, message: string, rest: Partial<Problem> = {}): Problem {
  return problem({ code, effect: 'unread', message, ...rest });
}

export function syntaxProblem(file: string, error: BundleError): Problem {
  const isImport = error.text.startsWith('No matching export');
  const text = error.text.replace(/"[^"]*node_modules\//, '"');
  const act = isImport ? 'imports what does not exist' : 'cannot be parsed';
  return unread(isImport ? 'schema-import-missing' : 'schema-file-syntax', `${file}:${error.line} ${act}: ${text}.`, {
    remedy: 'Correct the file; what it declares is missing from this reading.',
    origin: codeOrigin(file, error.line, error.column),
    cause: text,
  });
}

export function missingProblem(file: string, error: BundleError, specifier: string): Problem {
  return unread('schema-import-missing', `${file}:${error.line} imports ${specifier}, which does not exist.`, {
    remedy: 'Correct the import, or generate the file it names; what depends on it is missing from this reading.',
    origin: codeOrigin(file, error.line, error.column),
    cause: error.text,
  });
}

export function unreadableProblem(file: string, reason: string): Problem {
  return unread('schema-file-unreadable', `${file} cannot be read: ${reason}.`, {
    remedy: 'Make it a readable source file, or take it out of "schema" in the drizzle config.',
    origin: codeOrigin(file),
    cause: reason,
  });
}

/** Strings of another encoding may come out otherwise than drizzle-kit, which knows UTF-8 only, reads them. */
export function encodingProblem(file: string, encoding: Encoding): Problem {
  return note('schema-file-encoding', `${file} is not written in UTF-8; it was read as ${encoding}.`, {
    remedy: 'Save the file as UTF-8: drizzle-kit reads nothing else.',
    origin: codeOrigin(file),
  });
}

/** What should be known of how an import was found. */
export function redirectedProblem(entry: Redirected, relative: (file: string) => string): readonly Problem[] {
  if (!entry.note) return [];
  const { specifier, note: found } = entry;
  const [importer, file] = [relative(entry.importer), relative(entry.file)];
  if (found.kind === 'output') {
    const message = `${specifier}, imported by ${importer}, leads to ${relative(found.instead)}, which is not built; its source ${file} is read.`;
    return [note('build-output-missing', message, { origin: codeOrigin(importer) })];
  }
  const message = `${specifier}, imported by ${importer}, is defined by no tsconfig.json; it was taken for ${file}.`;
  const remedy = 'Define the alias with "paths" in a tsconfig.json, or generate the one that the framework writes.';
  return [note('alias-guessed', message, { remedy, origin: codeOrigin(importer) })];
}

/** What a config prints may be a secret, and is not repeated. */
export function outputProblem(lines: readonly string[], mode: 'schema' | 'config'): readonly Problem[] {
  const [first] = lines;
  if (first === undefined) return [];
  const [what, text] =
    mode === 'config' ? ['The config', ''] : ['Schema files', `: ${first.split('\n')[0]?.slice(0, 200)}`];
  const count = lines.length === 1 ? 'a line' : `${lines.length} lines`;
  return [note('output-while-loading', `${what} printed ${count} at load time${text}`)];
}

/** @param lost - the statement that was left out, where it was not the file as a whole. */
export function throwsProblem(
  file: string,
  error: SandboxError,
  place: SourcePlace | null,
  lost: { readonly names: readonly string[] } | null,
): Problem {
  const where = place?.source ?? file;
  const at = place ? `${place.source}:${place.line}` : file;
  const through = where === file ? '' : ` while ${file} was loaded`;
  return unread('schema-file-throws', `${at} throws${through}: ${error.message}`, {
    remedy: `Make ${file} load without a running application; ${missingWith(lost)} missing from this reading.`,
    origin: place ? codeOrigin(place.source, place.line, place.column) : codeOrigin(file),
    cause: error.message,
  });
}

function missingWith(lost: { readonly names: readonly string[] } | null): string {
  if (!lost) return 'what it declares is';
  return lost.names.length > 0 ? `${lost.names.join(', ')} is` : 'what that statement does is';
}

export function earlyUseProblem(
  place: { readonly file: string; readonly line: number; readonly column: number },
  name: string,
  from: string,
): Problem {
  const { file, line, column } = place;
  return unread('schema-import-cycle', `${file}:${line} uses ${name} of ${from} before ${from} has loaded.`, {
    remedy: 'Break the circle of imports: move what both need into a file of its own, or use it inside a function.',
    origin: codeOrigin(file, line, column),
    cause: `${file} and ${from} import each other`,
  });
}

interface Limits {
  readonly timeLimit: number;
  readonly memoryLimit: number;
}

export function limitProblem(file: string, error: SandboxError, limits: Limits): Problem {
  const texts = {
    time: `did not finish within ${limits.timeLimit / 1000} s`,
    memory: `needs more than ${Math.round(limits.memoryLimit / 1_048_576)} MiB of memory`,
    stack: 'calls itself too deeply',
  } as const;
  const limit = error.limit ?? 'time';
  return unread(`sandbox-${limit}-limit`, `${file} ${texts[limit]} and was set aside.`, {
    remedy: `Look for an endless loop or recursion in ${file}; what it declares is missing from this reading.`,
    origin: codeOrigin(file),
    cause: error.message,
  });
}

export function unknownProblem(message: string, cause: string): Problem {
  return unread('sandbox-failed', message, {
    remedy: 'Run the schema files with Node to see the error in full.',
    cause,
  });
}

export function replacedProblem(entry: Replaced, importer: string): Problem {
  return problem({
    code: 'module-replaced',
    effect: 'replaced',
    message: `${entry.specifier}, imported by ${importer}, was replaced by an inert stand-in: ${entry.why}.`,
    origin: codeOrigin(importer),
  });
}
