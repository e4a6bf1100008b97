import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { safeStorage } from 'electron';
import { type Secrets, secretsInMemory } from '#main/platform/secrets.ts';

/**
 * Secrets encrypted with a key in the system's keychain. Where there is none (no encryption, or Linux's `basic_text`
 * backend, whose key is in Electron's source) they are kept in memory only.
 */
export function createSecretStore(folder: string): Secrets {
  return hasKeychain() ? secretsInKeychain(join(folder, 'secrets.json')) : secretsInMemory();
}

function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

type Encrypted = Readonly<Record<string, string>>;

function secretsInKeychain(file: string): Secrets {
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Encrypted> {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Encrypted;
    } catch {
      return {};
    }
  }

  /** One change after the other, each written whole. */
  function change(edit: (secrets: Encrypted) => Encrypted): Promise<void> {
    const apply = async () => {
      const secrets = edit(await read());
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.tmp`, JSON.stringify(secrets), { mode: 0o600 });
      await rename(`${file}.tmp`, file);
    };
    const next = last.then(apply, apply);
    last = next;
    return next;
  }

  return {
    backend: 'keychain',
    get: async (name) => {
      const text = (await read())[name];
      return text === undefined ? null : safeStorage.decryptString(Buffer.from(text, 'base64'));
    },
    set: (name, value) =>
      change((secrets) => ({ ...secrets, [name]: safeStorage.encryptString(value).toString('base64') })),
    delete: (name) => change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([key]) => key !== name))),
  };
}
