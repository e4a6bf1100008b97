import { build } from 'esbuild';
import { entryFile } from '#main/platform/entry.ts';

let script: Promise<string> | undefined;

/** Everything of ours that runs inside the sandbox, as one script. Made once per process. */
export function insideScript(): Promise<string> {
  script ??= bundleInside();
  return script;
}

async function bundleInside(): Promise<string> {
  const result = await build({
    entryPoints: [entryFile('code-inside').file],
    bundle: true,
    format: 'iife',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
    // Whatever configuration lies about where the product is installed is not ours.
    tsconfigRaw: '{}',
  });
  return result.outputFiles[0]?.text ?? '';
}
