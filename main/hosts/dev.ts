import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createBuilder, createServer } from 'vite';
import { serveForDevelopment } from '#main/hosts/web/serve-for-development.ts';
import { findElectron, hasDisplay } from '#main/platform/electron-binary.ts';
import { packageFolder } from '#main/platform/entry.ts';

/**
 * `npm run dev`: the window with the renderer served by Vite, so that a change shows in a second; `--web` is the browser
 * host. Changes on the Node side want a restart.
 */
async function develop(args: readonly string[]): Promise<void> {
  const project = args.find((argument) => !argument.startsWith('-')) ?? null;
  const electron = findElectron();
  if (!args.includes('--web') && electron !== null && hasDisplay()) return developInElectron(electron, project);
  if (!args.includes('--web')) process.stderr.write('No Electron window can be had here: developing in the browser.\n');
  return developInBrowser(project);
}

async function developInElectron(electron: string, project: string | null): Promise<void> {
  const builder = await createBuilder({ configFile: configFile(), logLevel: 'warn' });
  for (const name of ['preload', 'node']) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
  const server = await createServer({ configFile: configFile(), server: { host: '127.0.0.1' } });
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? '';
  const child = spawn(electron, ['.', ...(project === null ? [] : [project])], {
    cwd: packageFolder,
    stdio: 'inherit',
    env: { ...process.env, RAINGAUGE_DEV_URL: url },
  });
  child.once('exit', (code) => void server.close().finally(() => process.exit(code ?? 0)));
}

async function developInBrowser(project: string | null): Promise<void> {
  const { url } = await serveForDevelopment(project, async (httpServer) => {
    const vite = await createServer({
      configFile: configFile(),
      appType: 'spa',
      server: { middlewareMode: true, hmr: { server: httpServer } },
    });
    return (request, response) => vite.middlewares(request, response);
  });
  process.stdout.write(`${url}\n`);
}

function configFile(): string {
  return fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
}

await develop(process.argv.slice(2));
