/**
 * Child processes are a port the host provides: Electron's main process brokers utility processes (its engine cannot
 * fork, CONTRACTS), the web host and the CLI fork Node. Messages are structured-clone values.
 */
export interface Child {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once; `code` is `null` where a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** The entries of `dist/` that run as children. */
export type ChildEntry = 'shadow-child';

export type SpawnChild = (entry: ChildEntry) => Child;
