import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { ENTRY_SOURCES, packageFolder } from '#main/platform/entry.ts';
import { messageOf } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { EngineStart, FromEngine, SecretRequest, ToEngine } from './messages.ts';

/** The engine of one window, in a process of its own so that the window never stalls. */
export interface EngineProcess {
  /** Connects a page: the returned port is the page's end. An engine that has ended is started again. */
  connect(): MessagePortMain;
  stop(): void;
}

export interface EngineProcessOptions {
  readonly start: EngineStart;
  readonly secrets: Secrets;
  readonly log: Log;
}

export function createEngineProcess(options: EngineProcessOptions): EngineProcess {
  let running: RunningEngine | undefined;
  return {
    connect() {
      running ??= startEngine(options, () => {
        running = undefined;
      });
      const { port1, port2 } = new MessageChannelMain();
      running.post({ type: 'client' }, [port1]);
      return port2;
    },
    stop: () => running?.stop(),
  };
}

interface RunningEngine {
  post(message: ToEngine, ports?: MessagePortMain[]): void;
  stop(): void;
}

function startEngine({ start, secrets, log }: EngineProcessOptions, onExit: () => void): RunningEngine {
  const engine = forkEntry('engine', 'Raingauge engine');
  const children = new Map<number, UtilityProcess>();
  const post = (message: ToEngine, ports: MessagePortMain[] = []) => engine.postMessage(message, ports);

  function spawn(id: number, entry: string): void {
    if (!Object.hasOwn(ENTRY_SOURCES, entry)) {
      log.error(`the engine asked for an unknown child "${entry}"`);
      return;
    }
    const child = forkEntry(entry, `Raingauge ${entry}`);
    children.set(id, child);
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'connect' }, [port1]);
    post({ type: 'child', id }, [port2]);
    child.once('exit', (code) => {
      children.delete(id);
      if (running) post({ type: 'child-exit', id, code });
    });
  }

  let running = true;
  engine.on('message', (message: FromEngine) => {
    if (message.type === 'spawn') spawn(message.id, message.entry);
    else if (message.type === 'kill') children.get(message.id)?.kill();
    else
      void answerSecret(secrets, message.request).then((answer) => post({ type: 'secret', id: message.id, ...answer }));
  });
  engine.once('exit', (code) => {
    running = false;
    for (const child of children.values()) child.kill();
    if (code !== 0) log.error(`the engine ended with code ${code}`);
    onExit();
  });
  post({ type: 'start', start });
  return { post, stop: () => void engine.kill() };
}

function forkEntry(entry: string, serviceName: string): UtilityProcess {
  return utilityProcess.fork(join(packageFolder, 'dist', `${entry}.js`), [], { serviceName, stdio: 'inherit' });
}

async function answerSecret(
  secrets: Secrets,
  request: SecretRequest,
): Promise<{ readonly value: string | null; readonly error: string | null }> {
  try {
    if (request.action === 'get') return { value: await secrets.get(request.name), error: null };
    if (request.action === 'set') await secrets.set(request.name, request.value);
    else await secrets.delete(request.name);
    return { value: null, error: null };
  } catch (error) {
    return { value: null, error: messageOf(error) };
  }
}
