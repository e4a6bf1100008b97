import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '#test/renderer/harness-graph/page.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function inspecting(object: string, use: (inspector: ReturnType<Page['locator']>, page: Page) => Promise<void>) {
  const page = await harness.open(`tables=40#/graph/${encodeURIComponent(object)}`);
  await use(page.getByRole('region', { name: 'Inspector' }), page);
}

describe('the inspector', () => {
  it('tells a table’s columns, row security, references and who references it', () =>
    inspecting('table:public.guests', async (inspector) => {
      await inspector.getByRole('heading', { name: 'guests', level: 2 }).waitFor();
      const columns = inspector.getByRole('table');
      expect(await columns.getByRole('row').count()).toBe(11);
      expect(await columns.textContent()).toMatch(/event_id.*→ events\.id/);
      expect(await inspector.textContent()).toContain('Every command is held to the tenant by 1 policy.');
      expect(await inspector.getByRole('button', { name: /Referenced by/ }).textContent()).toMatch(/[5-9]/);
    }));

  it('tells what the database counted of a table, and which of its indexes nobody uses', () =>
    inspecting('table:public.contracts', async (inspector) => {
      await inspector.getByRole('button', { name: /^Statistics/ }).waitFor();
      const text = await inspector.textContent();
      expect(text).toContain('about 1,234,567');
      expect(text).toContain('300 MB: 200 MB rows, 100 MB indexes');
      expect(text).toContain('12 of the whole table, 34,000 by an index');
      const use = inspector.getByRole('table', { name: 'Use of the indexes' });
      expect(await use.textContent()).toContain('contracts_pkey8.0 kBnever used');
      expect(await use.textContent()).not.toContain('guests_pkey');
    }));

  it('leads along a reference to the table it names', () =>
    inspecting('table:public.guests', async (inspector) => {
      await inspector.getByRole('table').getByRole('button', { name: 'events.id' }).click();
      await inspector.getByRole('heading', { name: 'events', level: 2 }).waitFor();
    }));

  it('shows the table of a selected column, and marks the column', () =>
    inspecting('column:public.guests.email', async (inspector) => {
      await inspector.getByRole('heading', { name: 'guests', level: 2 }).waitFor();
      expect(await inspector.locator('tr[aria-current=true]').textContent()).toContain('email');
    }));

  it('says why a reference is not sound, and which source lacks it', () =>
    inspecting('table:public.hotel_bookings', async (inspector) => {
      const text = await inspector.textContent();
      expect(text).toContain('The foreign key is in code, not in live.');
    }));

  it('shows the SQL of each side', () =>
    inspecting('table:public.hotel_bookings', async (inspector, page) => {
      await inspector.getByRole('tab', { name: 'SQL' }).click();
      const sides = inspector.getByRole('group', { name: 'Source of the SQL' });
      await sides.getByRole('button', { name: 'code' }).click();
      await expect.poll(() => page.locator('.view-lines').textContent()).toMatch(/CREATE.TABLE/);
    }));

  it('lists the labels of an enum', () =>
    inspecting('enum:public.rsvp_status', async (inspector) => {
      await inspector.getByRole('heading', { name: 'rsvp_status', level: 2 }).waitFor();
      expect(await inspector.getByRole('listitem').allTextContents()).toEqual(
        expect.arrayContaining(['open', 'yes', 'no', 'maybe']),
      );
    }));

  it('says so where no source knows the object', () =>
    inspecting('table:public.nowhere', async (inspector) => {
      await expect.poll(() => inspector.textContent()).toContain('No source that has been read knows public.nowhere.');
    }));

  it('goes through its parts by keyboard: sections fold with Enter', () =>
    inspecting('table:public.guests', async (inspector, page) => {
      const section = inspector.getByRole('button', { name: /^Columns/ });
      await section.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => section.getAttribute('aria-expanded')).toBe('false');
      expect(await inspector.getByRole('table').count()).toBe(0);
    }));
});
