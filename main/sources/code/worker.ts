/**
 * The worker thread that evaluates project code. It holds a JavaScript engine compiled to WebAssembly; project code sees
 * that engine's realm and nothing of this process. The thread can be terminated from outside at any time, which is what
 * stops code that the engine cannot interrupt (a regular expression that never ends).
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { SandboxMessage, SandboxPart, SandboxReady, SandboxStart } from './sandbox/protocol.ts';
import { makeRealm, type Realm, runJob } from './sandbox/run-job.ts';
import { loadEngine } from './sandbox/shared-engine.ts';

function serve(port: NonNullable<typeof parentPort>, { files, engine: known }: SandboxStart): void {
  const loading = loadEngine(files, known);
  let realm: Realm | null = null;
  port.on('message', async (message: SandboxMessage) => {
    if (message.type === 'prepare') {
      // The engine and the realm are made while the project is still being bundled.
      const { engine, module } = await loading;
      realm = makeRealm(engine, message.inside);
      port.postMessage({ type: 'ready', engine: known ? null : module } satisfies SandboxReady);
    } else if (realm) {
      const answer = runJob(realm, message.job, (tables) =>
        port.postMessage({ type: 'part', tables } satisfies SandboxPart),
      );
      (await loading).keep();
      port.postMessage(answer);
    }
  });
}

const start = workerData as SandboxStart | null;
if (parentPort && start?.purpose === 'raingauge-sandbox') serve(parentPort, start);
