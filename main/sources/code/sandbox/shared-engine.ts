import { readFileSync } from 'node:fs';
import { newQuickJSWASMModule, newVariant, type QuickJSWASMModule, RELEASE_SYNC } from 'quickjs-emscripten';
import { compileWasm, keepWasmCode, type WasmModule, wasmWithCode } from '#main/platform/wasm-code.ts';

/** What the engine is made from. */
export interface EngineFiles {
  /** QuickJS as WebAssembly. */
  readonly wasm: string;
  /** The machine code that the build kept of it; there may be none. */
  readonly code: string;
  /** Whether it is to be kept now. */
  readonly keep: boolean;
}

export interface LoadedEngine {
  readonly engine: QuickJSWASMModule;
  /** For other threads, or what another thread gave. */
  readonly module: WasmModule;
  /** Keeps what is compiled by now, where that is wanted. */
  keep(): void;
}

/**
 * Starts an engine, from what another thread compiled where there is such a thing: half a second of the processor, and memory
 * that the system does not get back soon, since V8 compiles on threads of its own.
 */
export async function loadEngine({ wasm, code, keep }: EngineFiles, known: WasmModule | null): Promise<LoadedEngine> {
  const bytes = known && !keep ? NOTHING : readFileSync(wasm);
  const module = known ?? (keep ? null : wasmWithCode(code, bytes)) ?? compileWasm(bytes);
  const engine = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmModule: module as never }));
  return { engine, module, keep: () => keep && keepWasmCode(code, module, bytes) };
}

const NOTHING = new Uint8Array();
