import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecretStore } from '#main/hosts/electron/secret-store.ts';

vi.mock('electron', () => import('#test/support/electron-stand-in/safe-storage.ts'));

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-secrets-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('secrets', () => {
  it("are kept encrypted where the system has a keychain, for this person's eyes only", async () => {
    vi.stubEnv('STAND_IN_KEYCHAIN', 'gnome_libsecret');
    const store = createSecretStore(folder);
    expect(store.backend).toBe('keychain');
    await Promise.all([store.set('staging', 's3cret'), store.set('production', 'other')]);
    expect(await createSecretStore(folder).get('staging')).toBe('s3cret');
    expect(await createSecretStore(folder).get('production')).toBe('other');
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('s3cret');
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o077).toBe(0);
    await store.delete('staging');
    expect(await store.get('staging')).toBeNull();
  });

  it.each(['basic_text', 'none'])(
    'are kept in memory only where the backend is %s, which is no keychain',
    async (backend) => {
      vi.stubEnv('STAND_IN_KEYCHAIN', backend);
      const store = createSecretStore(folder);
      await store.set('staging', 's3cret');
      expect(store.backend).toBe('memory');
      expect(await store.get('staging')).toBe('s3cret');
      expect(await readdir(folder)).toEqual([]);
      expect(await createSecretStore(folder).get('staging')).toBeNull();
    },
  );
});
