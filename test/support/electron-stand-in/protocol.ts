import { record } from './record.ts';

type Handler = (request: Request) => Response | Promise<Response>;

export const protocolHandlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof record.schemes): void {
    record.schemes.push(...schemes);
  },
  handle(scheme: string, handler: Handler): void {
    protocolHandlers.set(scheme, handler);
  },
};
