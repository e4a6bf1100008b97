import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * Hands over a benchmark's file as JavaScript for as long as it is used, to be run by a process of its own. What ships is
 * compiled: read as TypeScript, each function that is made costs a call more, and each worker is bundled when it starts.
 */
export async function withCompiled<T>(file: string, use: (script: string) => Promise<T>): Promise<T> {
  // Where the packages are found that it leaves outside.
  const dist = join(import.meta.dirname, '..', '..', 'dist');
  await mkdir(dist, { recursive: true });
  const outdir = await mkdtemp(join(dist, 'bench-'));
  try {
    await build({
      entryPoints: [file],
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outdir,
      outExtension: { '.js': '.mjs' },
    });
    return await use(join(outdir, basename(file).replace(/\.ts$/, '.mjs')));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}
