import { ORPCError } from '@orpc/client';
import type { DriftResult, ErrorData, Progress, ProjectSummary } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Client } from '#renderer/client';
import { madeUpCatalog } from '../harness/made-up-catalog.ts';

/** A request of the engine that the test answers when it wants to. */
export interface OpenRequest<T> {
  readonly input: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
  progress(progress: Progress): Promise<void>;
  answer(value: T): Promise<void>;
  fail(error: ErrorData): Promise<void>;
}

/** Streams that a test drives step by step, without time. */
export function drivenStreams<T>() {
  const requests: OpenRequest<T>[] = [];
  const start = (input: Readonly<Record<string, unknown>>, options?: { readonly signal?: AbortSignal }) => {
    const waiting: ((step: IteratorResult<Progress, T>) => void)[] = [];
    const failing: ((error: unknown) => void)[] = [];
    const next = () =>
      new Promise<IteratorResult<Progress, T>>((resolve, reject) => {
        waiting.push(resolve);
        failing.push(reject);
        options?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
    requests.push({
      input,
      signal: options?.signal,
      progress: async (progress) => {
        await settled();
        waiting.shift()?.({ done: false, value: progress });
        failing.shift();
        await settled();
      },
      answer: async (value) => {
        await settled();
        waiting.shift()?.({ done: true, value });
        await settled();
      },
      fail: async (error) => {
        await settled();
        failing.shift()?.(new ORPCError('FAILED', { data: error }));
        await settled();
      },
    });
    return Promise.resolve({ next });
  };
  return { requests, start };
}

export const PROJECT: ProjectSummary = {
  root: '/home/me/shop',
  name: 'shop',
  isSample: false,
  sources: [
    { name: 'code', source: { kind: 'code', label: 'code' }, available: true, reason: null, where: null },
    {
      name: 'migrations',
      source: { kind: 'migrations', label: 'migrations' },
      available: false,
      reason: 'There is no folder drizzle/.',
      where: null,
    },
    { name: 'live', source: { kind: 'live', label: 'live' }, available: true, reason: null, where: null },
  ],
  tenant: { root: null, columns: [], excused: [] },
  migrationsTable: { schema: 'drizzle', table: '__drizzle_migrations' },
  shadow: 'embedded',
  problems: [],
};

export const REFUSED: ErrorData = {
  code: 'connection-refused',
  message: 'No server answers at localhost:5432.',
  remedy: 'Start it.',
  origin: null,
  cause: null,
};

export function readingOf(label: string): Reading {
  return { source: { kind: 'code', label }, catalog: madeUpCatalog('code'), report: [] };
}

/** The part of the client that the stores under test call. */
export function clientOf(parts: {
  readonly read?: unknown;
  readonly compare?: unknown;
  readonly open?: unknown;
}): Client {
  return {
    project: { open: parts.open },
    source: { read: parts.read },
    drift: { compare: parts.compare },
  } as unknown as Client;
}

export type { DriftResult };
