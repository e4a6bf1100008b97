import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '#app/api';

const DEFAULTS: Settings = { theme: 'system', recentProjects: [], editor: null };

/** What a person set on this machine, as `settings.json` in the config folder. */
export interface SettingsStore {
  read(): Promise<Settings>;
  /** Merges and writes atomically: a crash leaves the old file or the new one, never half of one. */
  save(changes: Partial<Settings>): Promise<Settings>;
}

export function createSettingsStore(configFolder: string): SettingsStore {
  const file = join(configFolder, 'settings.json');
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Settings> {
    let value: unknown;
    try {
      value = JSON.parse(await readFile(file, 'utf8'));
    } catch {
      return DEFAULTS;
    }
    // Only windows have settings: a command does not wait for what checks them.
    const { settingsSchema } = await import('#app/api');
    const parsed = settingsSchema.unwrap().partial().safeParse(value);
    return parsed.success ? merge(DEFAULTS, parsed.data) : DEFAULTS;
  }

  async function write(changes: Partial<Settings>): Promise<Settings> {
    const settings = merge(await read(), changes);
    await mkdir(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}.tmp`;
    await writeFile(draft, `${JSON.stringify(settings, null, 2)}\n`);
    await rename(draft, file);
    return settings;
  }

  return {
    read,
    save: (changes) => {
      // One after the other: two saves at once must not lose either's change.
      const next = last.then(
        () => write(changes),
        () => write(changes),
      );
      last = next;
      return next;
    },
  };
}

/** What the contract's partial settings say, without the keys that are only there as `undefined`. */
export function definedSettings(changes: Loose): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

type Loose = { readonly [K in keyof Settings]?: Settings[K] | undefined };

function merge(settings: Settings, changes: Loose): Settings {
  return {
    theme: changes.theme ?? settings.theme,
    recentProjects: changes.recentProjects ?? settings.recentProjects,
    editor: changes.editor === undefined ? settings.editor : changes.editor,
  };
}

/** How many projects are remembered as recent. */
const RECENT = 12;

/** Puts a project first among the recent ones. */
export async function rememberProject(settings: SettingsStore, root: string): Promise<void> {
  const { recentProjects } = await settings.read();
  const others = recentProjects.filter((other) => other !== root);
  // A settings folder that cannot be written costs the list of recent projects, not the project.
  await settings.save({ recentProjects: [root, ...others].slice(0, RECENT) }).catch(() => {});
}
