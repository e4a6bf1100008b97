import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { protocol } from 'electron';
import { contentPolicy, SECURITY_HEADERS } from '#main/platform/content-policy.ts';

/** The page's own scheme: files of the built renderer and nothing else, with headers that `file:` could not carry. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://raingauge`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answer(folder, request));
}

async function answer(folder: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const headers = { ...SECURITY_HEADERS, 'Content-Security-Policy': contentPolicy([]) };
  const refuse = (status: number) => new Response(null, { status, headers });
  if (url.host !== 'raingauge' || request.method !== 'GET') return refuse(403);
  const path = fileOf(folder, url.pathname);
  const type = path === null ? undefined : TYPES[extname(path)];
  if (path === null || type === undefined) return refuse(404);
  try {
    const body = new Uint8Array(await readFile(path));
    return new Response(body, { headers: { ...headers, 'Content-Type': type } });
  } catch {
    return refuse(404);
  }
}

/** The file that a path names, or `null` where it would lie outside the folder. */
function fileOf(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const file = join(folder, decoded === '/' ? 'index.html' : decoded);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) || decoded.includes('\0') ? null : file;
}
