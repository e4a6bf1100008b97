import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { installedPackage, wasmCodeFile } from '#main/platform/entry.ts';
import { compileWasm, keepsWasmCode, keepWasmCode, type WasmModule, wasmWithCode } from '#main/platform/wasm-code.ts';
import { PGLITE_VERSION } from './pglite-version.ts';

/** PostgreSQL as WebAssembly. */
export interface ServerCode {
  /** `null` where PGlite is to compile it by itself. */
  readonly module: WasmModule | null;
  /** Keeps what is compiled by now, where this process is to. */
  keep(): void;
}

/**
 * PostgreSQL with the machine code that the build kept of it. What else it runs is compiled for speed late: V8 compiles a function
 * again when it has run for a while, and for a few hundred short questions that took two thirds of the shadow's processor time, on
 * all cores, while the code is being read. Later, they take a third. To be called before PGlite is loaded.
 */
export function loadServerCode(): ServerCode {
  // Electron's V8 may have its flags locked by now.
  if (process.versions.electron !== undefined) return { module: null, keep() {} };
  const file = wasmCodeFile('postgresql', PGLITE_VERSION);
  const bytes = readWasm();
  if (keepsWasmCode) return keeping(file, bytes);
  compileAfter(LATER);
  return { module: wasmWithCode(file, bytes), keep() {} };
}

/** V8 asks that kept code is taken under the flags that it was kept under. */
function keeping(file: string, bytes: Buffer): ServerCode {
  compileAfter(SOON);
  const module = compileWasm(bytes);
  compileAfter(LATER);
  return { module, keep: () => keepWasmCode(file, module, bytes) };
}

function readWasm(): Buffer {
  const installed = installedPackage('@electric-sql/pglite');
  if (installed === null) throw new Error('@electric-sql/pglite is not installed');
  return readFileSync(join(dirname(installed), 'dist', 'pglite.wasm'));
}

function compileAfter(budget: number): void {
  setFlagsFromString(`--wasm-tiering-budget=${budget}`);
}

/** About bytes executed in one function, counted from when the module is made; V8 of Node 20 begins with 1,800,000 (`flag-definitions.h`). */
const LATER = 1_000_000_000;
const SOON = 100_000;
