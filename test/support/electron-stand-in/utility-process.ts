import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Port, PortRelay, type Wire } from './ports.ts';
import { record } from './record.ts';

/** Electron's UtilityProcess, as a Node process with a parent port. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private readonly relay: PortRelay;

  constructor(file: string, args: readonly string[]) {
    super();
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const shim = new URL('./utility-child.ts', import.meta.url).href;
    this.child = fork(file, args, { execArgv: ['--import', tsx, '--import', shim], serialization: 'advanced' });
    this.relay = new PortRelay((message) => this.send(message));
    this.child.on('message', (message: Wire) => {
      if (message.wire === 'message') this.emit('message', message.data);
      else this.relay.receive(message);
    });
    this.child.once('spawn', () => this.emit('spawn'));
    this.child.once('exit', (code) => {
      this.relay.closeAll();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  postMessage(data: unknown, ports: readonly Port[] = []): void {
    this.send({ wire: 'message', data, ports: ports.map((port) => this.relay.transfer(port)) });
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }

  private send(message: Wire): void {
    if (this.child.connected) this.child.send(message, () => {});
  }
}

export const utilityProcess = {
  fork(file: string, args: readonly string[] = [], options: { readonly serviceName?: string } = {}): UtilityProcess {
    const forked = new UtilityProcess(file, args);
    record.utilityProcesses.push({ file, serviceName: options.serviceName ?? null, pid: forked.pid ?? null });
    return forked;
  },
};
