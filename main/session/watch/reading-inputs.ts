import type { CodeInputs } from '#main/sources/code/code-inputs.ts';

/** What the last reading of a source was made of. */
export interface ReadingInputs {
  readonly inputs: CodeInputs;
  /** When that reading began, in milliseconds since 1970. */
  readonly started: number;
}

/** What readings were made of, by reading; who watches is told when there is something newer. */
export interface InputsBook {
  note(key: string, entry: ReadingInputs): void;
  of(key: string): ReadingInputs | undefined;
  /** Returns how to stop listening. */
  listen(listener: (key: string) => void): () => void;
}

export function createInputsBook(): InputsBook {
  const entries = new Map<string, ReadingInputs>();
  const listeners = new Set<(key: string) => void>();
  return {
    note(key, entry) {
      entries.set(key, entry);
      for (const listener of listeners) listener(key);
    },
    of: (key) => entries.get(key),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
