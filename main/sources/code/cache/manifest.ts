import { lstatSync, statSync } from 'node:fs';
import { PROBES, type Probe } from './probe.ts';

/** Everything that a reading was made from, with what was there: by probe, then by absolute path. */
export type Manifest = Readonly<Record<Probe, Readonly<Record<string, string | null>>>>;

/** Notes what is at the paths that are named to it. */
export class ManifestBuilder {
  private readonly found: Record<Probe, Record<string, string | null>> = {
    content: {},
    stamp: {},
    folder: {},
    real: {},
  };

  /** What is there now; asked once per path. */
  add(probe: Probe, path: string): string | null {
    const known = this.found[probe];
    let answer = known[path];
    if (answer === undefined) {
      answer = PROBES[probe](path);
      known[path] = answer;
    }
    return answer;
  }

  manifest(): Manifest {
    return this.found;
  }
}

/** The files and folders of the project that went in. */
export function pathsOf({ folder, content }: Manifest): readonly string[] {
  return [...Object.keys(folder), ...Object.keys(content)];
}

/** True where everything is as it was. */
export function holds(manifest: Manifest): boolean {
  return PROBE_ORDER.every((probe) =>
    Object.entries(manifest[probe]).every(([path, answer]) => PROBES[probe](path) === answer),
  );
}

/** What is otherwise than it was, with what is there now. */
export function changedIn(manifest: Manifest): Manifest {
  const changed = (probe: Probe) =>
    Object.fromEntries(
      Object.entries(manifest[probe]).flatMap(([path, answer]) => {
        const now = PROBES[probe](path);
        return now === answer ? [] : [[path, now] as const];
      }),
    );
  return { content: changed('content'), stamp: changed('stamp'), folder: changed('folder'), real: changed('real') };
}

/** The cheap and telling ones first. */
const PROBE_ORDER: readonly Probe[] = ['real', 'content', 'folder', 'stamp'];

/** The coarsest clock that a file system keeps is FAT's. */
const COARSEST_CLOCK = 2_000;

/**
 * True where nothing was touched since a moment: then what the manifest saw after a reading is what the reading saw. What
 * changed right before counts as touched, since clocks of file systems are coarse.
 */
export function isOlderThan(manifest: Manifest, moment: number): boolean {
  const paths = new Set(PROBE_ORDER.flatMap((probe) => Object.keys(manifest[probe])));
  return [...paths].every((path) => {
    const times = [lstatSync, statSync].flatMap((read) => {
      const stats = read(path, { throwIfNoEntry: false });
      return stats ? [stats.mtimeMs, stats.ctimeMs] : [];
    });
    return times.every((time) => time < moment - COARSEST_CLOCK);
  });
}
