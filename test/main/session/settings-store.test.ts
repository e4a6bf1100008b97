import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSettingsStore } from '#main/session/settings-store.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-settings-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the settings', () => {
  it('are the defaults on a first start', async () => {
    expect(await createSettingsStore(folder).read()).toEqual({ theme: 'system', recentProjects: [], editor: null });
  });

  it('keep what other saves said, also when two come at once', async () => {
    const store = createSettingsStore(folder);
    await Promise.all([store.save({ theme: 'dark' }), store.save({ editor: 'code' })]);
    expect(await createSettingsStore(folder).read()).toMatchObject({ theme: 'dark', editor: 'code' });
  });

  it('leave no half-written file behind', async () => {
    await createSettingsStore(folder).save({ theme: 'light' });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it.each(['', '{', '{"theme":"loud"}'])('are the defaults where the file is broken (%j)', async (text) => {
    await writeFile(join(folder, 'settings.json'), text);
    expect(await createSettingsStore(folder).read()).toMatchObject({ theme: 'system' });
  });
});
