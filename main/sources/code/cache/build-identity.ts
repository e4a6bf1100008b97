import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder, runsFromSource } from '#main/platform/entry.ts';
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
  const built = [dist, join(dist, 'chunks')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(folder, name)),
  );
  const engines = ENGINES.map(findEngine);
  if (engines.includes(null)) return null;
  const stamps = [...built, ...engines].map((file) => `${file} ${file === null ? '' : PROBES.stamp(file)}`);
  return digest([process.version, process.env.NODE_PATH ?? '', ...stamps].join('\n'));
}

function findEngine(name: string): string | null {
  for (let folder = packageFolder; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (PROBES.stamp(file) !== null) return file;
    if (dirname(folder) === folder) return null;
  }
}
