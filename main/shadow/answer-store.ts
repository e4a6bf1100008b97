import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer, Answers } from '#app/compare';

/** The judge's answers on disk: one JSON line per answer, appended. Keys are content hashes, so nothing ever goes stale. */
export interface AnswerStore {
  read(): Promise<Answers>;
  add(answers: Answers): Promise<void>;
}

export function createAnswerStore(folder: string, version: string): AnswerStore {
  const file = join(folder, `answers-${version}.jsonl`);
  const known = new Map<string, Answer>();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      const entry = parseLine(line);
      if (entry) known.set(entry[0], entry[1]);
    }
  }

  return {
    async read() {
      loading ??= load();
      await loading;
      return known;
    },
    async add(answers) {
      for (const [key, answer] of answers) known.set(key, answer);
      const lines = [...answers].map(([key, answer]) => `${JSON.stringify({ key, ...answer })}\n`);
      try {
        await mkdir(folder, { recursive: true });
        // One write in append mode: lines of two processes do not mix. The leading newline ends a line that was cut short.
        await appendFile(file, `\n${lines.join('')}`);
      } catch {
        // Answers that cannot be kept are asked again.
      }
    },
  };
}

/** `null` for a line that a crash or another hand has spoilt. */
function parseLine(line: string): [key: string, answer: Answer] | null {
  if (line === '') return null;
  try {
    const { key, text, error } = JSON.parse(line) as Record<string, unknown>;
    if (typeof key !== 'string') return null;
    if (typeof text === 'string') return [key, { text }];
    return typeof error === 'string' ? [key, { error }] : null;
  } catch {
    return null;
  }
}
