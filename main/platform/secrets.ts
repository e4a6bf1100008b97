/** Keeps secrets (database passwords a person typed) by name. The host provides it: the OS keychain, or memory only. */
export interface Secrets {
  /** `keychain` outlives the process; `memory` is forgotten with it. */
  readonly backend: 'keychain' | 'memory';
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** For the web host, the CLI, and Electron where the system has no keychain. */
export function secretsInMemory(): Secrets {
  const values = new Map<string, string>();
  return {
    backend: 'memory',
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => void values.set(name, value),
    delete: async (name) => void values.delete(name),
  };
}
