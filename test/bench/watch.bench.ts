import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { StoreApi } from 'zustand/vanilla';
import type { DriftResult } from '#app/api';
import { follow } from '#renderer/client';
import { readingOf } from '#renderer/stores/sources.ts';
import type { Stores } from '#renderer/stores/stores.ts';
import { resultOf } from '#renderer/stores/work-state.ts';
import { withProjectFolder } from '../support/drizzle-kit/run.ts';
import { startServer, type TestServer } from '../support/postgres/servers.ts';
import { generateSchemaCode } from './generate/schema-code.ts';
import { generateSchemaSql } from './generate/schema-sql.ts';
import type { Measure } from './run.ts';
import { type BuiltWindow, openBuiltWindow } from './window/built-window.ts';
import { type ProcessUse, processesOf, type Role } from './window/processes.ts';

const TABLES = 1_000;
const ROUNDS = 9;
/** Milliseconds after which everything that an edit set off is over, and what is kept for the next one is made. */
const AT_REST = 3_000;

/** Milliseconds since a file was saved. */
interface Edit {
  /** The window is told of it. */
  readonly told: number;
  /** The new differences are there. */
  readonly result: number;
  /** The new reading of the code is there, too. */
  readonly reading: number;
  /** What engine, bundler and shadow took of the processor meanwhile. */
  readonly processor: number;
  /** Whether the result is exactly the difference that was made. */
  readonly isRight: boolean;
}

interface Run {
  /** Milliseconds of a comparison with everything read anew and nothing different. */
  readonly unchanged: number;
  readonly edits: readonly Edit[];
  readonly uses: readonly ProcessUse[];
}

/** A window that stays open on a project that is edited: the built engine, asked by the renderer's own stores. */
export async function benchWatch(): Promise<readonly Measure[]> {
  const server = await startServer(16);
  try {
    const many = await inProject(server, 50);
    const one = await inProject(server, 1);
    return [
      limited('no difference, 1,000 tables in 50 files, all read anew', many.unchanged, 'ms', 1_500),
      ...measuresOf('50 files', many, 500),
      ...measuresOf('one file', one, 2_000),
    ];
  } finally {
    await server.stop();
  }
}

function measuresOf(files: string, { edits, uses }: Run, limit: number): readonly Measure[] {
  const median = (of: (edit: Edit) => number) => middle(edits.map(of));
  const isRight = edits.every((edit) => edit.isRight);
  const result = median((edit) => edit.result);
  const memory = (role: Role, of: (use: ProcessUse) => number) => {
    const own = uses.filter((use) => use.role === role);
    return own.length === 0 ? Number.NaN : own.reduce((sum, use) => sum + of(use), 0);
  };
  const highest = (role: Role) =>
    told(
      `    the most it had (${role})`,
      memory(role, (use) => use.highest),
      'MB',
    );
  return [
    {
      ...limited(`a column changed, ${files}: saved to the new differences`, result, 'ms', limit),
      ok: isRight && result <= limit,
    },
    told(
      '    of which until it is told',
      median((edit) => edit.told),
      'ms',
    ),
    told(
      '    until the new reading is there',
      median((edit) => edit.reading),
      'ms',
    ),
    told(
      '    processor time up to the differences',
      median((edit) => edit.processor),
      'ms',
    ),
    limited(
      `memory of the engine, ${files}`,
      memory('engine', (use) => use.resident),
      'MB',
      250,
    ),
    highest('engine'),
    limited(
      `memory of its shadow, ${files}`,
      memory('shadow', (use) => use.resident),
      'MB',
      450,
    ),
    highest('shadow'),
    told(
      `memory of its bundler, ${files}`,
      memory('bundler', (use) => use.resident),
      'MB',
    ),
  ];
}

function limited(what: string, value: number, unit: string, limit: number): Measure {
  return { what, value, unit, target: `≤ ${limit}`, ok: value <= limit };
}

function told(what: string, value: number, unit: string): Measure {
  return { what, value, unit, target: '-', ok: true };
}

async function inProject(server: TestServer, files: number): Promise<Run> {
  const database = await server.createDatabase();
  try {
    await server.execute(generateSchemaSql(TABLES), database.name);
    return await withProjectFolder(generateSchemaCode(TABLES, { files }), async (project) => {
      const window = await openBuiltWindow({ project, url: database.url });
      try {
        return await runIn(window, project);
      } finally {
        await window.close();
      }
    });
  } finally {
    await database.drop();
  }
}

async function runIn(window: BuiltWindow, project: string): Promise<Run> {
  const { stores } = window;
  await stores.openProject(project);
  const first = resultOf(stores.drift.getState().state);
  if (first?.totals.counting !== 0) throw new Error('The database was built from the code and differs from it');
  await until(stores.watch, ({ states }) => states.code?.status === 'watching');
  await setTimeout(AT_REST);
  const unchanged: number[] = [];
  for (let round = 0; round < 3; round += 1) unchanged.push(await compareAnew(stores, project));
  const edits: Edit[] = [];
  for (let round = 0; round < ROUNDS; round += 1) edits.push(await edit(window, project, round));
  await setTimeout(AT_REST);
  return { unchanged: middle(unchanged), edits, uses: processesOf(window.pid) };
}

async function compareAnew({ client }: Stores, root: string): Promise<number> {
  const begin = performance.now();
  const { signal } = new AbortController();
  await follow(
    (options) => client.drift.compare({ root, from: 'code', to: 'live', fresh: true }, options),
    signal,
    () => {},
  );
  return performance.now() - begin;
}

/** Makes one `varchar(40)` longer, of another table each time, and takes it back. */
async function edit({ stores, pid }: BuiltWindow, root: string, round: number): Promise<Edit> {
  const file = join(root, 'src/schema', schemaFile(root, 10 + round));
  const text = await readFile(file, 'utf8');
  let left = round + 1;
  const changed = text.replace(/length: 40 /g, (found) => {
    left -= 1;
    return left === 0 ? `length: ${50 + round} ` : found;
  });
  await setTimeout(AT_REST);
  const made = await save(stores, file, changed, pid);
  const differences = made.differences.filter(({ counts }) => counts);
  const isRight = differences.length === 1 && differences[0]?.attribute === 'type';
  await save(stores, file, text, pid);
  return { ...made.times, isRight };
}

async function save({ watch, drift, sources }: Stores, file: string, text: string, pid: number) {
  const before = { last: watch.getState().last, result: resultOf(drift.getState().state), code: codeOf(sources) };
  const used = processorOf(pid);
  const begin = performance.now();
  const since = () => performance.now() - begin;
  const isNew = (result: DriftResult | null) => result !== null && result !== before.result;
  const all = Promise.all([
    until(watch, ({ last }) => last !== before.last).then(since),
    until(drift, ({ state }) => state.status === 'ready' && isNew(state.result)).then(() => [
      since(),
      processorOf(pid) - used,
    ]),
    until(sources, ({ states }) => states.code?.status === 'ready' && codeOf(sources) !== before.code).then(since),
  ]);
  await writeFile(file, text);
  const [told, [result = 0, processor = 0], reading] = await all;
  return {
    times: { told, result, processor, reading },
    differences: resultOf(drift.getState().state)?.differences ?? [],
  };
}

function codeOf(sources: Stores['sources']) {
  return readingOf(sources.getState().states.code);
}

function processorOf(pid: number): number {
  return processesOf(pid).reduce((sum, { processor }) => sum + processor, 0);
}

function until<T>(store: StoreApi<T>, holds: (state: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds(store.getState())) return resolve();
    const stop = store.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve();
    });
  });
}

/** A schema file by its place in the list, or the last there is. */
function schemaFile(root: string, number: number): string {
  const files = readdirSync(join(root, 'src/schema')).sort();
  return files[Math.min(number, files.length - 1)] ?? '';
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
