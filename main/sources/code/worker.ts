/**
 * The worker thread that evaluates project code. It holds a JavaScript engine compiled to WebAssembly; project code sees
 * that engine's realm and nothing of this process. The thread can be terminated from outside at any time, which is what
 * stops code that the engine cannot interrupt (a regular expression that never ends).
 */
import { parentPort, workerData } from 'node:worker_threads';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { SandboxMessage } from './sandbox/protocol.ts';
import { makeRealm, type Realm, runJob } from './sandbox/run-job.ts';

const engine = newQuickJSWASMModule();

function serve(port: NonNullable<typeof parentPort>): void {
  let realm: Realm | null = null;
  port.on('message', async (message: SandboxMessage) => {
    if (message.type === 'prepare') {
      // The engine and the realm are made while the project is still being bundled.
      realm = makeRealm(await engine, message.inside);
      port.postMessage('ready');
    } else if (realm) port.postMessage(runJob(realm, message.job));
  });
}

if (parentPort && workerData === 'raingauge-sandbox') serve(parentPort);
