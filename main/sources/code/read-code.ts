import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import { findDrizzlePackage } from './bundle/drizzle-package.ts';
import type { CodeCache } from './cache/code-cache.ts';
import { knowSaid } from './cache/said.ts';
import { whileVariablesHold, withVariables } from './cache/variables.ts';
import { type CodeInputs, inputsOfManifest } from './code-inputs.ts';
import type { WarmCode } from './incremental/warm-code.ts';
import type { DrizzleProject } from './project.ts';

export interface ReadCodeOptions {
  /** Absolute folder of the drizzle-orm package to use instead of the project's own or the shipped ones. */
  readonly drizzleOrm?: string;
  /** How long evaluating may take, in milliseconds. */
  readonly timeLimit?: number;
  /** How much memory the evaluated code may use, in bytes. */
  readonly memoryLimit?: number;
  /** Where former readings are found; by default nowhere. */
  readonly cache?: CodeCache | null;
  /** The former reading in this process; by default none is kept. */
  readonly warm?: WarmCode | null;
  /** Told when the code is bundled, which is what takes this thread most. */
  readonly onBundled?: () => void;
  /** Told what the reading was made of, so that it can be watched. */
  readonly onInputs?: (inputs: CodeInputs) => void;
}

const TIME_LIMIT = 30_000;
const MEMORY_LIMIT = 1024 * 1024 * 1024;

/**
 * Reads a project's Drizzle schema, from the cache where everything it was made from is unchanged. Files that fail are
 * problems of the reading, never an error; such a reading is kept only where they cannot be parsed. Rejects only when `work`
 * is cancelled.
 */
export async function readCode(project: DrizzleProject, work: Work, options: ReadCodeOptions = {}): Promise<Reading> {
  const { timeLimit = TIME_LIMIT, memoryLimit = MEMORY_LIMIT, cache = null, warm = null } = options;
  const drizzle = findDrizzlePackage(project.root, project.schemaFiles, options.drizzleOrm);
  const { root, configFile, schemaFiles, casing, missingEnvironment } = project;
  const subject = `schema\0${root}\0${configFile}`;
  const settings = JSON.stringify({ schemaFiles, casing, missingEnvironment, drizzle, timeLimit, memoryLimit });
  const again = (await warm?.read(settings, { timeLimit, memoryLimit }, work)) ?? null;
  if (again !== null) {
    work.report({ stage: 'code', detail: 'done', done: 3, total: 3 });
    options.onInputs?.(inputsOfManifest(project, again.manifest));
    return withProblemsOf(project, again.reading);
  }
  const kept = cache?.find(subject, settings) ?? null;
  const text = kept && whileVariablesHold(project, kept.text);
  if (kept !== null && text !== null) {
    work.signal.throwIfAborted();
    work.report({ stage: 'code', detail: 'done', done: 3, total: 3 });
    options.onInputs?.(inputsOfManifest(project, kept.manifest));
    const reading = withProblemsOf(project, JSON.parse(text) as Reading);
    knowSaid(reading, kept.digest);
    return reading;
  }
  // The bundler, the parser and the engine are loaded only where they are needed; the engine starts meanwhile.
  const { prepareSandbox } = await import('./sandbox/sandbox.ts');
  prepareSandbox();
  const { readAfresh } = await import('./read-afresh.ts');
  const { onBundled } = options;
  const fresh = await readAfresh(project, work, { drizzle, timeLimit, memoryLimit, onBundled, inParts: warm !== null });
  const { reading, manifest, inputs, variables, begun } = fresh;
  warm?.keep(settings, project, drizzle, fresh);
  options.onInputs?.(inputs);
  const whole = withProblemsOf(project, reading);
  if (manifest && cache) {
    const text = withVariables(project, variables, JSON.stringify(reading));
    knowSaid(whole, cache.keep(subject, settings, { manifest, text, started: begun }));
  }
  work.report({ stage: 'code', detail: 'done', done: 3, total: 3 });
  return whole;
}

function withProblemsOf({ problems }: DrizzleProject, reading: Reading): Reading {
  return { ...reading, report: [...problems, ...reading.report] };
}
