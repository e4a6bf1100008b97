import { readFileSync } from 'node:fs';
import type { DrizzlePackage } from '../bundle/drizzle-package.ts';
import type { ConfigEnvironment } from '../config/environment.ts';
import type { EvaluatedConfig } from '../config/evaluate-config.ts';
import type { Evaluation } from '../evaluate.ts';
import type { CodeCache } from './code-cache.ts';
import { collectInputs } from './collect.ts';
import type { Manifest } from './manifest.ts';
import { PROBES } from './probe.ts';
import { seal, unseal } from './seal.ts';

/** Which config it is, and with what it is evaluated. */
export interface ConfigIdentity {
  readonly root: string;
  readonly configFile: string;
  readonly drizzle: DrizzlePackage;
}

/** An evaluated config on disk. Its values may be secrets, and so are sealed with what they were made from. */
interface KeptConfig {
  /** The names of the variables it looked at, `*` for all. Their values are never written. */
  readonly variables: readonly string[];
  /** The files whose texts it was made from. */
  readonly files: readonly string[];
  readonly sealed: string;
}

/** A config as it was evaluated before; `null` where anything that went into it may have changed. */
export function findConfig(
  cache: CodeCache,
  identity: ConfigIdentity,
  environment: ConfigEnvironment,
): EvaluatedConfig | null {
  const kept = cache.find(subjectOf(identity), settingsOf(identity));
  if (kept === null) return null;
  const { variables, files, sealed } = JSON.parse(kept.text) as KeptConfig;
  const opened = unseal(sealed, madeFrom(files, variables, environment));
  return opened === null ? null : (JSON.parse(opened) as EvaluatedConfig);
}

/** Keeps a config that was read whole and would be read the same again. */
export function keepConfig(
  cache: CodeCache,
  identity: ConfigIdentity,
  environment: ConfigEnvironment,
  made: { readonly evaluation: Evaluation; readonly read: EvaluatedConfig },
): void {
  const { root, configFile, drizzle } = identity;
  const { result, setAside, inputs } = made.evaluation;
  if (!result || result.varies || setAside.length > 0) return;
  if (made.read.problems.some(({ effect, code }) => effect === 'unread' || code === 'config-import-fails')) return;
  const inputsOnly = collectInputs(root, [configFile], inputs, drizzle.folder, made.evaluation.workspace);
  if (!inputsOnly) return;
  const manifest = withFiles(inputsOnly, result.environmentFiles);
  const files = textsOf(manifest);
  const variables = [...result.readEnvironment].sort();
  const sealed = seal(JSON.stringify(made.read), madeFrom(files, variables, environment));
  const text = JSON.stringify({ variables, files, sealed } satisfies KeptConfig);
  cache.keep(subjectOf(identity), settingsOf(identity), { manifest, text, started: made.evaluation.begun });
}

function subjectOf({ root, configFile }: ConfigIdentity): string {
  return `config\0${root}\0${configFile}`;
}

function settingsOf({ drizzle }: ConfigIdentity): string {
  return JSON.stringify(drizzle);
}

/** The `.env` files that the config loaded itself are as much what it was made from as its sources. */
function withFiles(manifest: Manifest, files: readonly string[]): Manifest {
  const content = Object.fromEntries(files.map((file) => [file, PROBES.content(file)]));
  return { ...manifest, content: { ...manifest.content, ...content } };
}

function textsOf({ content }: Manifest): readonly string[] {
  return Object.keys(content).filter((file) => content[file] !== null);
}

function madeFrom(files: readonly string[], variables: readonly string[], environment: ConfigEnvironment): string {
  const { given, otherwise } = environment;
  const names = variables.includes('*') ? Object.keys({ ...given, ...otherwise }).sort() : variables;
  // Whether a variable is missing or empty is a difference.
  const values = names.map((name) => [name, given[name] ?? null, otherwise[name] ?? null]);
  return JSON.stringify([values, files.map(textOf)]);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
