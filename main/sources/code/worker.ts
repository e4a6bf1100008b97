/**
 * The worker thread that evaluates project code. It holds a JavaScript engine compiled to WebAssembly; project code sees
 * that engine's realm and nothing of this process. The thread can be terminated from outside at any time, which is what
 * stops code that the engine cannot interrupt (a regular expression that never ends).
 */
import { parentPort, workerData } from 'node:worker_threads';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { SandboxJob } from './sandbox/protocol.ts';
import { runJob } from './sandbox/run-job.ts';

const engine = newQuickJSWASMModule();

function serve(port: NonNullable<typeof parentPort>): void {
  port.on('message', async (job: SandboxJob) => {
    port.postMessage(runJob(await engine, job));
  });
  // The engine is compiled while the project is still being bundled.
  void engine.then(() => port.postMessage('ready'));
}

if (parentPort && workerData === 'raingauge-sandbox') serve(parentPort);
