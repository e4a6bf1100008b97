import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import type { Problem } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzlePackage } from '../bundle/drizzle-package.ts';
import type { CodeCache } from '../cache/code-cache.ts';
import { type ConfigIdentity, findConfig, keepConfig } from '../cache/config-cache.ts';
import { holdsPlaceholder } from '../inside/placeholder.ts';
import { codeOrigin, unread } from '../problems.ts';
import { type ConfigObject, dialectOf, listOf } from './config-object.ts';
import { type ConfigEnvironment, configEnvironment } from './environment.ts';
import { resolveSchemaFiles } from './schema-files.ts';

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
  identity: ConfigIdentity,
  environment: ConfigEnvironment,
  timeLimit: number,
  cache: CodeCache | null,
): Promise<EvaluatedConfig> {
  const evaluating = evaluateWith(identity, environment, false, timeLimit);
  await bundleSchemaAhead(identity);
  const first = await evaluating;
  const { evaluation } = first;
  const missingEnvironment = evaluation.askedEnvironment;
  if (first.config) {
    const problems = evaluation.problems.map(asReplaced);
    const read = { config: first.config, problems, missingEnvironment };
    if (cache) keepConfig(cache, identity, environment, { evaluation, read });
    return read;
  }
  const cause = evaluation.problems.find((problem) => problem.effect === 'unread') ?? null;
  if (missingEnvironment.length > 0) {
    // Most configs that throw want a variable. What they say beside it is no secret and needs none.
    const second = await evaluateWith(identity, environment, true, timeLimit);
    if (second.config) {
      const problem = throws(identity.configFile, cause, missingEnvironment, 'placeholders');
      return { config: withoutPlaceholders(second.config), problems: [problem], missingEnvironment };
    }
  }
  const { readConfigSyntax } = await import('./config-syntax.ts');
  return {
    config: readConfigSyntax(identity.root, identity.configFile),
    problems: [throws(identity.configFile, cause, missingEnvironment, 'text')],
    missingEnvironment,
  };
}

/** What the config will say is mostly written in it: its schema files are bundled while it is evaluated. */
async function bundleSchemaAhead({ root, configFile }: ConfigIdentity): Promise<void> {
  const { readConfigSyntax } = await import('./config-syntax.ts');
  const written = readConfigSyntax(root, configFile) ?? {};
  const schema = dialectOf(written) === 'postgresql' ? listOf(written.schema) : null;
  const files = schema ? resolveSchemaFiles(root, configFile, schema).files : [];
  if (files.length === 0) return;
  const { bundleAhead } = await import('../bundle/ahead.ts');
  bundleAhead(root, files, findDrizzlePackage(root, files));
}

async function evaluateWith(
  { root, configFile, drizzle }: ConfigIdentity,
  environment: ConfigEnvironment,
  placeholders: boolean,
  timeLimit: number,
) {
  // The bundler, the parser and the engine are loaded only where they are needed; the engine starts meanwhile.
  const { prepareSandbox } = await import('../sandbox/sandbox.ts');
  prepareSandbox();
  const { evaluateFiles } = await import('../evaluate.ts');
  const evaluation = await evaluateFiles(
    {
      root,
      // drizzle-kit is run where its config is.
      cwd: dirname(join(root, configFile)),
      files: [configFile],
      drizzle,
      environment: { ...environment, placeholders: placeholders ? 'all' : 'none', withheld: [], files: true },
      options: { mode: 'config', casing: null, major: 0 },
      timeLimit,
      memoryLimit: MEMORY_LIMIT,
    },
    UNWATCHED,
  );
  const isAside = evaluation.setAside.includes(configFile);
  return { evaluation, config: isAside ? null : (evaluation.result?.config?.config ?? null) };
}

/** Leaves out what a placeholder went into: it is nobody's setting. */
function withoutPlaceholders(config: ConfigObject): ConfigObject {
  const kept = (value: unknown): unknown => {
    if (typeof value === 'string') return holdsPlaceholder(value) ? undefined : value;
    if (Array.isArray(value)) return value.map(kept).filter((item) => item !== undefined);
    return typeof value === 'object' && value !== null ? withoutPlaceholders(value as ConfigObject) : value;
  };
  const entries = Object.entries(config).map(([name, value]) => [name, kept(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A file beside the config that failed was stood in for, and the config could be read without it. */
function asReplaced(problem: Problem): Problem {
  return problem.effect === 'unread' ? { ...problem, effect: 'replaced', code: 'config-import-fails' } : problem;
}

/** Read with placeholders, everything is there but what is made of them; from the text alone, only what is literal. */
function throws(
  configFile: string,
  cause: Problem | null,
  missing: readonly string[],
  readFrom: 'placeholders' | 'text',
): Problem {
  if (!cause) {
    return unread('config-throws', `${configFile} has no default export that is a drizzle-kit config.`, {
      remedy: 'Export the config: export default defineConfig({ … }).',
      origin: codeOrigin(configFile),
    });
  }
  const names = missing.length === 0 ? '' : ` It asked for ${missing.join(', ')}, which is not set.`;
  const line = cause.origin?.line === undefined ? '' : `:${cause.origin.line}`;
  const file = cause.origin?.file ?? configFile;
  const act =
    missing.length === 0 ? 'Make the config load by itself' : `Set ${missing.join(', ')} in the environment or in .env`;
  const how =
    readFrom === 'placeholders'
      ? 'meanwhile it was read with placeholders, and what they went into was left out'
      : "schema files were looked for by the config's text alone";
  const problem = unread('config-throws', `${file}${line} throws: ${cause.cause ?? cause.message}.${names}`, {
    remedy: `${act}; ${how}.`,
    origin: cause.origin ?? codeOrigin(configFile),
    cause: cause.cause,
  });
  return readFrom === 'placeholders' ? { ...problem, effect: 'replaced' } : problem;
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
