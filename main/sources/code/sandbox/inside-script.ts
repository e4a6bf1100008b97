import { readFile } from 'node:fs/promises';
import { entriesAreBuilt, entryFile } from '#main/platform/entry.ts';

let script: Promise<string> | undefined;

/** Everything of ours that runs inside the sandbox, as one script. Made once per process. */
export function insideScript(): Promise<string> {
  script ??= entriesAreBuilt ? builtInside() : bundleInside();
  return script;
}

/** The build makes a script of it: nobody waits for the bundler to start. */
async function builtInside(): Promise<string> {
  return `"use strict";${await readFile(entryFile('code-inside').file, 'utf8')}`;
}

async function bundleInside(): Promise<string> {
  const { build } = await import('esbuild');
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
