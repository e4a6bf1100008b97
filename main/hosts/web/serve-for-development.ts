import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { defaultFolders } from '#main/platform/folders.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { levelFrom, logToStderr } from '#main/platform/log.ts';
import { createEngine } from '#main/session/engine.ts';
import { startWebHost, type WebHost } from './web-host.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The web host with a page that is made as it is asked for. The sources run as they lie there, by way of tsx. */
export function serveForDevelopment(
  project: string | null,
  handler: (server: Server) => Promise<Handler>,
): Promise<WebHost> {
  const log = logToStderr(levelFrom(process.env, 'debug'));
  const engine = createEngine({
    spawn: forkChild,
    folders: defaultFolders(),
    host: 'web',
    initialProject: project,
    log,
  });
  return startWebHost({ engine, page: { handler }, port: 0, log });
}
