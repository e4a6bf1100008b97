import type { Work } from '#main/platform/work.ts';
import { firstInput } from '../bundle/ahead.ts';
import { bundleProject } from '../bundle/bundle.ts';
import { schemaEnvironment } from '../config/schema-environment.ts';
import type { Evaluation } from '../evaluate.ts';
import { isProbed } from '../inside/usual-variables.ts';
import type { SandboxResult, WalkedSchema } from '../inside/values.ts';
import { addResolvedImports, finishReading, walkOptions } from '../read-afresh.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { SyntaxPlaces } from '../syntax/places.ts';
import { Sources } from '../syntax/sources.ts';
import { changedExports, exportKey, knownExports } from './known-exports.ts';
import { type FileLinks, linkFiles } from './links.ts';
import { mergeWalked } from './merge.ts';
import { type ParsedFile, parsedFile } from './parsed-file.ts';
import { type Plan, planReading } from './plan.ts';
import type { Warm, WarmLimits } from './warm-code.ts';

/** What reading a file can ask for and this does not follow. */
const ASKS =
  /\bprocess\b|\bimport\s*\.\s*meta\b|\bconsole\b|\b__dirname\b|\b__filename\b|\bnew\s+Date\b|\bDate\b|\brandom\b/;

/**
 * The reading after some files were edited, by evaluating those and what depends on them. `null` where all must be read:
 * where that is as fast, where anything fails or is to be reported, and where it is not certain to come to the same.
 */
export async function readEdited(
  warm: Warm,
  edited: readonly string[],
  limits: WarmLimits,
  work: Work,
  sandboxes: () => Sandbox,
): Promise<Warm | null> {
  const { project, parts } = warm;
  const before = parts.evaluation;
  if (before.askedEnvironment.length > 0 || !before.result?.schema || before.result.console.length > 0) return null;
  if (before.result.readEnvironment.some((name) => !isProbed(name))) return null;
  const resolved = new Map<string, string>();
  addResolvedImports(project.root, before.inputs, resolved);
  const sources = new Sources(project.root, resolved);
  let parsed: Parsed | null | undefined;
  const parse = () => {
    if (parsed === undefined) parsed = parseEdited(warm, edited, sources);
    return parsed;
  };
  const read = await readRounds(edited, { warm, limits, work, sandboxes, parse });
  const schema = read && mergeWalked(before.result.schema, read.schema, new Set(read.files));
  if (!read || !schema) return null;
  const { files, links } = read.parsed;
  const evaluation: Evaluation = { ...before, result: { ...before.result, schema } };
  const perFile = parts.perFile.without(read.files);
  const next = { ...parts, evaluation, files, perFile };
  const places = new SyntaxPlaces(sources);
  const reading = finishReading(project, warm.drizzle, evaluation, { sources, places, made: parts.made, perFile });
  if (reading.code === undefined || reading.report.some(({ effect }) => effect === 'unread')) return null;
  return { ...warm, reading, parts: next, links, known: knownExports(schema) };
}

interface Run {
  readonly warm: Warm;
  readonly limits: WarmLimits;
  readonly work: Work;
  /** Gives a sandbox that nobody else has. */
  readonly sandboxes: () => Sandbox;
  /** The edited files among the others; once, when first asked. */
  readonly parse: () => Parsed | null;
}

interface Parsed {
  readonly files: ReadonlyMap<string, ParsedFile>;
  readonly links: ReadonlyMap<string, FileLinks>;
}

interface ReadAgain {
  readonly parsed: Parsed;
  readonly files: readonly string[];
  readonly schema: WalkedSchema;
}

/** More rounds than this: then a reading of all is as fast. */
const MOST_ROUNDS = 3;

/**
 * Reads again; then, where names or enums have become others, also the files that use them. Which files are evaluated
 * depends on what the edited ones import, nearly always the same as before: that is begun with, and they are parsed meanwhile.
 */
async function readRounds(edited: readonly string[], run: Run): Promise<ReadAgain | null> {
  const { warm, parse } = run;
  const { root } = warm.project;
  const ahead = planReading({ root, links: warm.links, edited, known: warm.known });
  const early = ahead && (await evaluate(ahead, run, () => parse() !== null));
  const parsed = parse();
  if (!parsed) return null;
  const { links } = parsed;
  let wanted = edited;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const plan = planReading({ root, links, edited: wanted, known: warm.known });
    const result = plan && (ahead && isSame(plan, ahead) ? early : await evaluate(plan, run));
    if (!plan || !result?.schema) return null;
    const files = new Set(plan.files);
    const changed = changedExports(warm.known, knownExports(result.schema), files);
    const stale = [...links].filter(([file, own]) => !files.has(file) && !own.isBarrel && usesAny(own, changed));
    if (stale.length === 0) return { parsed, files: plan.files, schema: result.schema };
    wanted = [...plan.files, ...stale.map(([file]) => file)];
  }
  return null;
}

function isSame(a: Plan, b: Plan): boolean {
  const textOf = ({ files, modules }: Plan) => JSON.stringify([files, [...modules]]);
  return textOf(a) === textOf(b);
}

function usesAny({ links }: FileLinks, exports: ReadonlySet<string>): boolean {
  return links.some(({ declared }) => declared !== null && exports.has(exportKey(declared)));
}

/** `null` where a file asks for something that a reading of all would note, or imports or exports something else. */
function parseEdited(warm: Warm, edited: readonly string[], sources: Sources): Parsed | null {
  const files = new Map(warm.parts.files);
  for (const file of edited) {
    const source = sources.file(file);
    if (!source || ASKS.test(source.text)) return null;
    files.set(file, parsedFile(source));
  }
  const links = linkFiles(files, warm.parts.evaluation.inputs);
  if (edited.some((file) => links.get(file)?.shape !== warm.links.get(file)?.shape)) return null;
  return { files, links };
}

/** `meanwhile` is called while the other thread is at work, and says whether it shall go on. */
async function evaluate(
  { files, modules }: Plan,
  { warm: { project, drizzle }, limits, work, sandboxes }: Run,
  meanwhile: () => boolean = () => true,
): Promise<SandboxResult | null> {
  const { root } = project;
  const sandbox = sandboxes();
  try {
    const input = firstInput(root, files, drizzle);
    const built = await bundleProject({
      ...input,
      mode: 'schema',
      instead: modules,
    });
    if ('errors' in built || input.encodings.size > 0) return null;
    const options = { ...walkOptions(project, drizzle), files };
    const setup = { mode: options.mode, root, cwd: root, environment: schemaEnvironment(project) };
    const job = { bundle: built.bundle.code, setup, options, ...limits };
    const { result } = await sandbox.run(job, work.signal, {
      meanwhile: () => {
        if (!meanwhile()) sandbox.close();
      },
    });
    if (!result || result.varies || result.readEnvironment.some((name) => !isProbed(name)) || result.console.length > 0)
      return null;
    return result;
  } finally {
    sandbox.close();
  }
}
