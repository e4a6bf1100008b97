import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { sliceFor } from '#test/support/slices.ts';
import { fixture, projectOf } from './support.ts';

const TIME_LIMIT = 1_500;
const MEMORY_LIMIT = 64 * 1024 * 1024;

interface Contained {
  readonly reading: Reading;
  readonly milliseconds: number;
}

async function readBeside(file: string, timeLimit = TIME_LIMIT): Promise<Contained> {
  const start = performance.now();
  const project = projectOf(fixture('hostile'), ['fine.ts', file]);
  const reading = await readCode(project, UNWATCHED, { timeLimit, memoryLimit: MEMORY_LIMIT });
  return { reading, milliseconds: performance.now() - start };
}

const tables = (reading: Reading) => reading.catalog.objects.table.map(({ name }) => name);
const unread = (reading: Reading) => reading.report.filter(({ effect }) => effect === 'unread');
const replaced = (reading: Reading) =>
  reading.report.filter(({ effect }) => effect === 'replaced').map(({ message }) => message.split(',')[0]);

/** What a value of an inert module went into is said, and comes out without it. */
const madeOf = (module: string) =>
  expect.objectContaining({ code: 'made-of-stand-in', cause: expect.stringContaining(`a value of ${module},`) });

function defaultOf(reading: Reading, table: string): string | null | undefined {
  return reading.catalog.objects.column.find((column) => column.table === table)?.default;
}

describe('code that reaches outside gets nothing', () => {
  it('reads no file: contents are empty, and only names inside the project are seen', async () => {
    const { reading } = await readBeside('reads-files.ts');
    expect(unread(reading)).toEqual([madeOf('node:fs/promises')]);
    expect(defaultOf(reading, 'loot')).toBe("'read (), false,false,true, true'");
    expect(replaced(reading)).toEqual(['node:fs/promises']);
  });

  it('opens no socket: network modules are stand-ins', async () => {
    const { reading } = await readBeside('opens-sockets.ts');
    expect(unread(reading)).toEqual([madeOf('pg')]);
    expect(defaultOf(reading, 'calls')).toBe("'function '");
    expect(replaced(reading).sort()).toEqual(['node:http', 'node:net', 'pg']);
    expect(reading.code?.missingEnvironment).toEqual(['DATABASE_URL']);
  });

  it('starts no process and no thread', async () => {
    const { reading } = await readBeside('spawns-processes.ts');
    expect(unread(reading)).toEqual([madeOf('node:child_process')]);
    expect(defaultOf(reading, 'processes')).toBe("'printed ()'");
    expect(existsSync('raingauge-was-here')).toBe(false);
    expect(replaced(reading).sort()).toEqual(['node:child_process', 'node:worker_threads']);
  });

  it('finds no way out through constructors', async () => {
    const { reading } = await readBeside('escapes.ts');
    const [problem] = unread(reading);
    // The realm has no outside: `process` is ours, with nothing behind it.
    expect(problem?.cause ?? defaultOf(reading, 'escapes')).toMatch(/^(TypeError: .*|'\[\] v20\.20\.0')$/);
    expect(tables(reading)).toContain('fine');
  });

  it('may spoil its own realm, and the values come out all the same', async () => {
    const { reading } = await readBeside('pollutes.ts');
    expect(unread(reading)).toEqual([]);
    expect(tables(reading)).toEqual(['fine', 'polluters']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('ends nothing by process.exit', async () => {
    const { reading } = await readBeside('exits.ts');
    expect(unread(reading)).toMatchObject([
      { code: 'schema-file-throws', origin: { file: 'exits.ts', line: 1 }, cause: 'Error: process.exit(7) was called' },
    ]);
    expect(tables(reading)).toEqual(['fine']);
  });
});

describe('code that does not end is set aside, and the file beside it is read', () => {
  it.each(
    sliceFor<readonly [string, string]>(
      null,
      [
        ['spins.ts', 'sandbox-time-limit'],
        ['spins-in-promises.ts', 'sandbox-time-limit'],
        ['spins-in-a-regex.ts', 'sandbox-time-limit'],
        ['spins-in-a-callback.ts', 'sandbox-time-limit'],
        ['allocates.ts', 'sandbox-memory-limit'],
        ['allocates-text.ts', 'sandbox-memory-limit'],
        ['recurses.ts', 'sandbox-stack-limit'],
      ],
      2,
    ),
  )('%s: %s', async (file, code) => {
    // Filling the memory takes its time on a busy machine; what spins is meant to run into a short limit.
    const timeLimit = code === 'sandbox-memory-limit' ? 30_000 : TIME_LIMIT;
    const { reading, milliseconds } = await readBeside(file, timeLimit);
    expect(unread(reading).map((problem) => [problem.code, problem.origin?.file])).toEqual([[code, file]]);
    expect(unread(reading)[0]?.remedy).toContain(file);
    expect(tables(reading)).toEqual(['fine']);
    // Three tries at most: all at once, marked, and without the culprit; a thread is given half a second to answer.
    expect(milliseconds).toBeLessThan(3 * (timeLimit + 500) + 60_000);
  });

  it('stops at once when the work is cancelled', async () => {
    const controller = new AbortController();
    const project = projectOf(fixture('hostile'), ['spins.ts']);
    const reading = readCode(project, { signal: controller.signal, report: () => controller.abort() });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is cancelled while it spins', async () => {
    const start = performance.now();
    const project = projectOf(fixture('hostile'), ['spins.ts']);
    const reading = readCode(project, { signal: AbortSignal.timeout(1_000), report: () => {} });
    await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});
