import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackage, packageFolder, runsFromSource } from '#main/platform/entry.ts';
import { digest, PROBES } from './probe.ts';

/** What reads code together with us. */
const ENGINES = ['esbuild', 'oxc-parser', 'quickjs-emscripten'];

let identity: string | null | undefined;

/**
 * Says which Raingauge this is, to the file: what another one made of the same project is not ours. `null` where it cannot
 * be told, as with sources that are being edited.
 */
export function buildIdentity(): string | null {
  identity ??= runsFromSource ? null : readIdentity();
  return identity;
}

function readIdentity(): string | null {
  const dist = join(packageFolder, 'dist');
  const entries = readdirSync(dist)
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => join(dist, name));
  // The name of a chunk has a hash of what is in it.
  const chunks = readdirSync(join(dist, 'chunks'));
  const engines = ENGINES.map(installedPackage);
  if (engines.includes(null)) return null;
  const stamps = [...entries, ...engines].map((file) => `${file} ${file === null ? '' : PROBES.stamp(file)}`);
  return digest([process.version, process.env.NODE_PATH ?? '', ...chunks.sort(), ...stamps].join('\n'));
}
