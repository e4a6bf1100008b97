import type { ChildEntry } from '#main/platform/child.ts';
import type { Folders } from '#main/platform/folders.ts';

/** What the engine's process is started with. */
export interface EngineStart {
  readonly folders: Folders;
  readonly initialProject: string | null;
  /** May hold a password; it never goes to the page. */
  readonly liveUrl: string | null;
}

/**
 * From Electron's main process to an engine. `client` brings the page's port, `child` the port of a child process that
 * the engine asked for.
 */
export type ToEngine =
  | { readonly type: 'start'; readonly start: EngineStart }
  | { readonly type: 'client' }
  | { readonly type: 'child'; readonly id: number }
  | { readonly type: 'child-exit'; readonly id: number; readonly code: number | null }
  | { readonly type: 'secret'; readonly id: number; readonly value: string | null; readonly error: string | null };

export type SecretRequest =
  | { readonly action: 'get' | 'delete'; readonly name: string }
  | { readonly action: 'set'; readonly name: string; readonly value: string };

/** From an engine to the main process: what only the main process can do (CONTRACTS, Electron). */
export type FromEngine =
  | { readonly type: 'spawn'; readonly id: number; readonly entry: ChildEntry }
  | { readonly type: 'kill'; readonly id: number }
  | { readonly type: 'secret'; readonly id: number; readonly request: SecretRequest };
