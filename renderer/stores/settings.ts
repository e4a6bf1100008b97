import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppInfo, ErrorData, Settings, Theme } from '#app/api';
import { type Client, toErrorData } from '#renderer/client';

export interface SettingsStore {
  /** `null` until the engine has answered; the system's theme holds meanwhile. */
  readonly settings: Settings | null;
  readonly info: AppInfo | null;
  readonly load: () => Promise<void>;
  readonly setTheme: (theme: Theme) => void;
  /** The command that opens files; `null` is the environment's. Resolves to why it could not be kept, or `null`. */
  readonly setEditor: (editor: string | null) => Promise<ErrorData | null>;
}

/** What a person set on this machine, kept by the host. */
export function createSettingsStore(client: Pick<Client, 'app'>): StoreApi<SettingsStore> {
  return createStore<SettingsStore>((set, get) => ({
    settings: null,
    info: null,
    load: async () => {
      const [settings, info] = await Promise.all([client.app.settings(), client.app.info()]);
      set({ settings, info });
    },
    setEditor: async (editor) => {
      try {
        set({ settings: await client.app.saveSettings({ editor }) });
        return null;
      } catch (error) {
        return toErrorData(error);
      }
    },
    setTheme: (theme) => {
      const settings = get().settings;
      if (settings) set({ settings: { ...settings, theme } });
      // The theme holds in this window whether or not it could be saved for the next one.
      client.app.saveSettings({ theme }).then(
        (saved) => set({ settings: saved }),
        () => {},
      );
    },
  }));
}
