import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { keepFile } from './keep-file.ts';

/** A `WebAssembly.Module`, which the types of Node do not have: code alone, no state. */
export type WasmModule = object;

/** Functions of V8's own that JavaScript reaches by a flag (`runtime-test-wasm.cc`); Chromium keeps code by the same means. */
interface Intrinsics {
  serialize(module: WasmModule): ArrayBuffer;
  /** Nothing where the code is of another V8, of other flags or for another processor. */
  deserialize(code: ArrayBuffer, bytes: Uint8Array): WasmModule | undefined;
}

/**
 * The module of these bytes with the machine code that {@link keepWasmCode} kept of it; `null` where there is none for this V8 and
 * these bytes. V8 otherwise compiles each function in haste at its first call, and again, on threads of its own, when it has run
 * for a while.
 */
export function wasmWithCode(file: string, bytes: Uint8Array): WasmModule | null {
  try {
    const content = readFileSync(file);
    const code = content.subarray(DIGEST_BYTES);
    if (!digest(bytes, code).equals(content.subarray(0, DIGEST_BYTES))) return null;
    return withIntrinsics(({ deserialize }) => deserialize(Uint8Array.from(code).buffer, bytes)) ?? null;
  } catch {
    return null;
  }
}

/** The module of these bytes, of which nothing is compiled yet. */
export function compileWasm(bytes: Uint8Array): WasmModule {
  const { WebAssembly: wasm } = globalThis as unknown as {
    WebAssembly: { Module: new (of: Uint8Array) => WasmModule };
  };
  return new wasm.Module(bytes);
}

/**
 * Keeps what V8 has compiled of a module for speed until now. What cannot be written costs time and nothing else. V8 ends the process
 * where that is nothing at all: this is for builds.
 */
export function keepWasmCode(file: string, module: WasmModule, bytes: Uint8Array): void {
  const code = Buffer.from(withIntrinsics(({ serialize }) => serialize(module)));
  keepFile(file, Buffer.concat([digest(bytes, code), code]));
}

/** Whether this process is to keep what it compiles: the build asks for it, of the very Node that the product will run on. */
export const keepsWasmCode = process.env.RAINGAUGE_KEEP_WASM_CODE === '1';

const DIGEST_BYTES = 32;

/** V8 looks at the length of the bytes and not at the code: damaged code would be run. */
function digest(bytes: Uint8Array, code: Uint8Array): Buffer {
  return createHash('sha256').update(process.version).update(String(bytes.byteLength)).update(code).digest();
}

let intrinsics: Intrinsics | undefined;

/** The flag is part of what V8 compares: it is set for both calls, and for nothing else. */
function withIntrinsics<T>(use: (intrinsics: Intrinsics) => T): T {
  setFlagsFromString('--allow-natives-syntax');
  try {
    // Their names are parsed when they are called first.
    intrinsics ??= {
      serialize: new Function('module', 'return %SerializeWasmModule(module)') as Intrinsics['serialize'],
      deserialize: new Function(
        'code',
        'bytes',
        'return %DeserializeWasmModule(code, bytes)',
      ) as Intrinsics['deserialize'],
    };
    return use(intrinsics);
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}
