import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterAll, describe, expect, it } from 'vitest';
import { compileWasm, keepWasmCode, type WasmModule, wasmWithCode } from '#main/platform/wasm-code.ts';

/** `(module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))` */
const ADD = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 7, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 3, 2, 1, 0],
  ...[7, 7, 1, 3, 0x61, 0x64, 0x64, 0, 0, 10, 9, 1, 7, 0, 0x20, 0, 0x20, 1, 0x6a, 0x0b],
]);

/** Its module with the function compiled for speed: what was compiled in haste is not kept. */
function compileAdd(): WasmModule {
  setFlagsFromString('--no-liftoff');
  try {
    const module = compileWasm(ADD);
    expect(add(module)).toBe(42);
    return module;
  } finally {
    setFlagsFromString('--liftoff');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'raingauge-code-'));
const file = join(folder, 'add.bin');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function add(module: WasmModule | null): unknown {
  const { WebAssembly: wasm } = globalThis as unknown as {
    WebAssembly: { Instance: new (of: WasmModule | null) => { exports: { add(a: number, b: number): number } } };
  };
  return new wasm.Instance(module).exports.add(40, 2);
}

describe('the machine code of WebAssembly', () => {
  it('is kept and run again', () => {
    keepWasmCode(file, compileAdd(), ADD);
    expect(add(wasmWithCode(file, ADD))).toBe(42);
  });

  it('is not taken where there is none, where it is of other bytes, or damaged in one byte', () => {
    keepWasmCode(file, compileAdd(), ADD);
    expect(wasmWithCode(join(folder, 'none.bin'), ADD)).toBeNull();
    expect(wasmWithCode(file, Uint8Array.from([...ADD, 0]))).toBeNull();
    const damaged = readFileSync(file);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    writeFileSync(file, damaged);
    expect(wasmWithCode(file, ADD)).toBeNull();
  });
});
