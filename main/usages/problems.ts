import type { Problem } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';

/** The problems that finding usages can have. File paths are relative to the project. */

function unread(code: string, file: string, message: string, remedy: string, cause: unknown = null): Problem {
  const text = cause === null ? null : messageOf(cause);
  return { code, effect: 'unread', message, remedy, object: null, origin: { source: 'code', file }, cause: text };
}

export function unreadableProblem(file: string, cause: unknown): Problem {
  const message = `${file} could not be read: its uses of the schema are missing.`;
  return unread('usages-file-unreadable', file, message, 'Check that the file may be read.', cause);
}

export function tooLargeProblem(file: string, bytes: number, limit: number): Problem {
  const size = `${(bytes / 1_048_576).toFixed(1)} MB`;
  const message = `${file} has ${size} and was not searched for uses of the schema (the limit is ${limit / 1_048_576} MB).`;
  return unread(
    'usages-file-too-large',
    file,
    message,
    'Move data out of the code, or build output out of the project.',
  );
}

export function unparsableProblem(file: string, line: number, column: number, cause: string): Problem {
  return {
    code: 'usages-file-syntax',
    effect: 'unread',
    message: `${file}:${line} cannot be parsed; uses of the schema in it may be missing.`,
    remedy: 'Correct the file.',
    object: null,
    origin: { source: 'code', file, line, column },
    cause,
  };
}

/** SQL of another database, or of a tool with a syntax of its own, is no loss where it names nothing of the schema. */
export function unparsableSqlProblem(
  file: string,
  line: number,
  column: number,
  cause: string,
  namesTables: boolean,
): Problem {
  return {
    ...unparsableProblem(file, line, column, cause),
    code: 'usages-sql-syntax',
    effect: namesTables ? 'unread' : 'note',
    message: `${file}:${line}: the statement is not PostgreSQL's SQL; uses of the schema in it ${namesTables ? 'are missing' : 'would not be seen'}.`,
    remedy: 'Correct the statement.',
  };
}

export function manyFilesProblem(limit: number): Problem {
  return {
    code: 'usages-too-many-files',
    effect: 'unread',
    message: `The project has more than ${limit} files of code; the rest was not searched for uses of the schema.`,
    remedy: 'Open the package that holds the schema rather than the whole workspace.',
    object: null,
    origin: null,
    cause: null,
  };
}

export function leftOutProblem(what: string): Problem {
  return {
    code: 'usages-left-out',
    effect: 'note',
    message: `Not searched for uses of the schema: ${what}.`,
    remedy: null,
    object: null,
    origin: null,
    cause: null,
  };
}

export function unreadableIgnoreProblem(file: string, cause: unknown): Problem {
  return {
    code: 'usages-gitignore-unreadable',
    effect: 'note',
    message: `${file} could not be read: uses of the schema in what it names are told as well.`,
    remedy: 'Check that the file may be read.',
    object: null,
    origin: { source: 'code', file },
    cause: messageOf(cause),
  };
}
