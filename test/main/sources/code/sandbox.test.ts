import { readFileSync } from 'node:fs';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { describe, expect, it } from 'vitest';
import { entriesAreBuilt } from '#main/platform/entry.ts';
import { wasmWithCode } from '#main/platform/wasm-code.ts';
import { collectLater } from '#main/sources/code/sandbox/run-job.ts';
import { prepareSandbox, takeSandbox } from '#main/sources/code/sandbox/sandbox.ts';
import { loadEngine } from '#main/sources/code/sandbox/shared-engine.ts';
import { engineFiles } from '#main/sources/code/sandbox/start-worker.ts';

describe('the collector of the sandbox’s engine', () => {
  it('is put off, and collects cycles all the same', async () => {
    const engine = await newQuickJSWASMModule();
    const runtime = engine.newRuntime();
    // Where this fails, another version of the engine keeps the number elsewhere, and loading a schema takes half as long again.
    expect(collectLater(engine, runtime)).toBe(true);
    expect(collectLater(engine, runtime)).toBe(false);
    const context = runtime.newContext();
    const most = 2_000_000;
    context
      .unwrapResult(
        context.evalCode(
          `for (let i = 0; i < ${most}; i += 1) { const one = {}; const other = { one }; one.other = other }`,
        ),
      )
      .dispose();
    const usage = runtime.computeMemoryUsage().consume((handle) => context.dump(handle) as { obj_count: number });
    expect(usage.obj_count).toBeGreaterThan(0);
    expect(usage.obj_count).toBeLessThan(most);
    context.dispose();
    runtime.dispose();
  });
});

describe('a sandbox that was prepared', () => {
  it('is given to the next reading, once', async () => {
    prepareSandbox();
    prepareSandbox();
    const first = takeSandbox();
    const second = takeSandbox();
    expect(second).not.toBe(first);
    second.close();
    const job = {
      bundle: 'export const m0 = {};',
      setup: {
        mode: 'schema',
        root: '/',
        cwd: '/',
        environment: { given: {}, otherwise: {}, placeholders: 'none', withheld: [], files: false },
      },
      options: { mode: 'schema', files: ['a.ts'], casing: null, major: 0 },
      timeLimit: 20_000,
      memoryLimit: 64 * 1024 * 1024,
    } as const;
    const { result } = await first.run(job, new AbortController().signal);
    expect(result?.schema?.tables).toEqual([]);
  });
});

describe('the sandbox’s engine', () => {
  it('is made once; threads to come start from that, each with a memory of its own', async () => {
    const { wasm } = engineFiles();
    const files = { wasm, code: 'nowhere.bin', keep: false };
    const first = await loadEngine(files, null);
    // Nothing is read: the module is the first one's.
    const second = await loadEngine({ ...files, wasm: 'nowhere.wasm' }, first.module);
    expect(second.module).toBe(first.module);
    const contexts = [first, second].map(({ engine }) => engine.newContext());
    contexts[0]?.evalCode('globalThis.secret = 1');
    const [seen, unseen] = contexts.map((context) =>
      context.dump(context.unwrapResult(context.evalCode('typeof secret'))),
    );
    expect([seen, unseen]).toEqual(['number', 'undefined']);
  });

  // From the sources there is nothing built that could be taken.
  it.runIf(entriesAreBuilt)('starts from the code that the build kept of it', () => {
    const { wasm, code } = engineFiles();
    expect(wasmWithCode(code, readFileSync(wasm))).not.toBeNull();
  });
});
