import { newQuickJSWASMModule, newVariant, type QuickJSWASMModule, RELEASE_SYNC } from 'quickjs-emscripten';

/** The engine as WebAssembly made it: code alone, no state. A `WebAssembly.Module`, which the types of Node do not have. */
export type CompiledEngine = object;

export interface LoadedEngine {
  readonly engine: QuickJSWASMModule;
  /** For other threads; `null` where it cannot be told. */
  readonly compiled: CompiledEngine | null;
}

/**
 * Starts an engine, from what another thread compiled where there is such a thing: half a second of the processor, and memory
 * that the system does not get back soon, since V8 compiles on threads of its own.
 */
export async function loadEngine(compiled: CompiledEngine | null): Promise<LoadedEngine> {
  if (compiled) {
    const variant = newVariant(RELEASE_SYNC, { wasmModule: compiled as never });
    return { engine: await newQuickJSWASMModule(variant), compiled };
  }
  return noteCompiled(() => newQuickJSWASMModule());
}

interface WasmInterface {
  instantiate(source: unknown, imports: unknown): Promise<{ readonly module?: CompiledEngine }>;
}

/** The package compiles by itself and keeps what it made to itself. */
async function noteCompiled(load: () => Promise<QuickJSWASMModule>): Promise<LoadedEngine> {
  const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WasmInterface };
  const { instantiate } = wasm;
  let compiled: CompiledEngine | null = null;
  wasm.instantiate = async (source, imports) => {
    const made = await instantiate(source, imports);
    compiled = made.module ?? null;
    return made;
  };
  try {
    return { engine: await load(), compiled };
  } finally {
    wasm.instantiate = instantiate;
  }
}
