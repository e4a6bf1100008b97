import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import type { Problem } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { type DrizzlePackage, findDrizzlePackage } from '../bundle/drizzle-package.ts';
import type { CodeCache } from '../cache/code-cache.ts';
import { findConfig, keepConfig } from '../cache/config-cache.ts';
import { codeOrigin, unread } from '../problems.ts';
import type { ConfigObject } from './config-object.ts';
import { configEnvironment } from './environment.ts';

export interface EvaluatedConfig {
  /** `null` where not even the syntax tells anything. */
  readonly config: ConfigObject | null;
  readonly problems: readonly Problem[];
  readonly missingEnvironment: readonly string[];
}

const TIME_LIMIT = 10_000;
const MEMORY_LIMIT = 256 * 1024 * 1024;

export interface EvaluateConfigOptions {
  readonly timeLimit?: number | undefined;
  readonly cache?: CodeCache | null | undefined;
}

/** Reads a config file: JSON as it is, code in the sandbox, and by its syntax alone where it throws. */
export async function evaluateConfig(
  root: string,
  configFile: string,
  own: Readonly<Record<string, string | undefined>>,
  { timeLimit = TIME_LIMIT, cache = null }: EvaluateConfigOptions = {},
): Promise<EvaluatedConfig> {
  if (configFile.endsWith('.json')) return readJson(root, configFile);
  const drizzle = findDrizzlePackage(root, []);
  const environment = configEnvironment(root, configFile, own);
  const identity = { root, configFile, drizzle };
  const kept = cache && findConfig(cache, identity, environment);
  if (kept) return kept;
  return evaluateAfresh(identity, environment, timeLimit, cache);
}

async function evaluateAfresh(
  identity: { readonly root: string; readonly configFile: string; readonly drizzle: DrizzlePackage },
  environment: Readonly<Record<string, string>>,
  timeLimit: number,
  cache: CodeCache | null,
): Promise<EvaluatedConfig> {
  const { root, configFile, drizzle } = identity;
  const started = Date.now();
  // The bundler, the parser and the engine are loaded only where they are needed.
  const { evaluateFiles } = await import('../evaluate.ts');
  const options = { mode: 'config', casing: null, major: 0 } as const;
  const limits = { timeLimit, memoryLimit: MEMORY_LIMIT };
  const evaluation = await evaluateFiles(
    { root, files: [configFile], drizzle, environment, options, ...limits },
    UNWATCHED,
  );
  const missingEnvironment = evaluation.askedEnvironment;
  const config = evaluation.setAside.includes(configFile) ? null : (evaluation.result?.config?.config ?? null);
  if (config) {
    const read = { config, problems: evaluation.problems.map(asReplaced), missingEnvironment };
    if (cache) keepConfig(cache, identity, environment, { evaluation, read, started });
    return read;
  }
  const cause = evaluation.problems.find((problem) => problem.effect === 'unread') ?? null;
  const { readConfigSyntax } = await import('./config-syntax.ts');
  return {
    config: readConfigSyntax(root, configFile),
    problems: [throws(configFile, cause, missingEnvironment)],
    missingEnvironment,
  };
}

/** A file beside the config that failed was stood in for, and the config could be read without it. */
function asReplaced(problem: Problem): Problem {
  return problem.effect === 'unread' ? { ...problem, effect: 'replaced', code: 'config-import-fails' } : problem;
}

function throws(configFile: string, cause: Problem | null, missing: readonly string[]): Problem {
  if (!cause) {
    return unread('config-throws', `${configFile} has no default export that is a drizzle-kit config.`, {
      remedy: 'Export the config: export default defineConfig({ … }).',
      origin: codeOrigin(configFile),
    });
  }
  const names = missing.length === 0 ? '' : ` It asked for ${missing.join(', ')}, which is not set.`;
  const line = cause.origin?.line === undefined ? '' : `:${cause.origin.line}`;
  const file = cause.origin?.file ?? configFile;
  return unread('config-throws', `${file}${line} throws: ${cause.cause ?? cause.message}.${names}`, {
    remedy:
      missing.length === 0
        ? 'Make the config load by itself; its schema files were looked for by its text alone.'
        : `Set ${missing.join(', ')} in the environment or in .env; schema files were looked for by the config's text alone.`,
    origin: cause.origin ?? codeOrigin(configFile),
    cause: cause.cause,
  });
}

function readJson(root: string, configFile: string): EvaluatedConfig {
  const text = readFileSync(join(root, configFile), 'utf8');
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const config = typeof value === 'object' && value !== null ? (value as ConfigObject) : null;
  if (!first) return { config, problems: [], missingEnvironment: [] };
  const before = text.slice(0, first.offset).split('\n');
  const cause = printParseErrorCode(first.error);
  const problem = unread('config-throws', `${configFile}:${before.length} is not valid JSON: ${cause}.`, {
    remedy: 'Correct the file.',
    origin: codeOrigin(configFile, before.length, (before.at(-1) ?? '').length + 1),
    cause,
  });
  return { config, problems: [problem], missingEnvironment: [] };
}
