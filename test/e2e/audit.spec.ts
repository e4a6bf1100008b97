import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeFindings } from '../support/axe.ts';
import { test as base, expect, SAMPLE } from './host.ts';

/** Everything is read and compared first: on a busy machine that takes its time. */
const FIRST_AUDIT = 240_000;

/** A copy of the sample, since a waiver is written into the project. */
const folder = mkdtempSync(join(tmpdir(), 'raingauge-e2e-audit '));
const project = join(folder, 'sample');
cpSync(SAMPLE, project, { recursive: true });

const test = base.extend({});
test.use({ project });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the audit view says what is wrong, why and where, and takes a waiver', async ({ window }) => {
  test.setTimeout(test.info().timeout + FIRST_AUDIT);
  await window.keyboard.press('Alt+3');
  const tree = window.getByRole('tree', { name: 'Findings' });
  await expect(tree).toBeVisible({ timeout: FIRST_AUDIT });
  await expect(window.getByRole('heading', { name: /^\d+ critical and \d+ high findings open$/ })).toBeVisible();

  // By keys alone: narrowed to one, read, and back.
  await window.keyboard.press('/');
  await window.keyboard.type('payments rls-disabled');
  await expect(tree.getByRole('treeitem')).toHaveCount(2);
  await tree.focus();
  await window.keyboard.press('End');
  await window.keyboard.press('Enter');
  const detail = window.getByRole('article', { name: /^Row security is off on payments/ });
  await expect(detail).toBeFocused();
  await expect(detail.getByRole('region', { name: 'Where' })).toContainText('live.sql');
  await expect(detail.getByRole('region', { name: 'About rls-disabled' })).toContainText('When to waive');
  await window.keyboard.press('Escape');
  await expect(tree).toBeFocused();
  expect(new URL(window.url()).hash).toContain(encodeURIComponent('rls-disabled table:public.payments'));

  expect(await axeFindings(window)).toEqual([]);

  await detail.getByRole('button', { name: 'Waive…' }).click();
  const form = window.getByRole('dialog', { name: 'Waive this finding' });
  await form.getByRole('button', { name: 'Put off' }).click();
  await form.getByRole('textbox', { name: 'Why it is accepted' }).fill('Waits for the new ledger');
  await form.getByRole('button', { name: 'Waive', exact: true }).click();
  await expect(window.getByText('1 waived, 1 of them put off')).toBeVisible({ timeout: FIRST_AUDIT });
  const { waivers } = JSON.parse(readFileSync(join(project, 'raingauge.config.json'), 'utf8'));
  expect(waivers).toContainEqual({
    rule: 'rls-disabled',
    object: 'table:public.payments',
    reason: 'Waits for the new ledger',
    deferred: true,
  });

  // The matrix leads to what a cell stands for.
  await window.getByRole('button', { name: 'Matrix' }).click();
  await window.getByRole('button', { name: /^Tenancy, critical: \d+$/ }).click();
  await expect(window.getByText(/^\d+ of \d+ findings shown$/)).toBeVisible();

  // Tenants are not kept apart in the sample: the statement that got through is shown.
  await window.getByRole('button', { name: 'Isolation' }).click();
  await window.getByRole('button', { name: 'Prove it' }).click();
  await expect(window.getByRole('heading', { name: /^\d+ of \d+ let another tenant through$/ })).toBeVisible({
    timeout: FIRST_AUDIT,
  });
  await window.getByRole('option', { name: /public\.job_queue/ }).click();
  const leak = window.getByRole('article', { name: 'public.job_queue' });
  await expect(leak.getByRole('region', { name: 'What got through' })).toContainText('FROM public.job_queue');
  expect(await axeFindings(window)).toEqual([]);
  await window.getByRole('button', { name: 'List' }).click();

  // What is shown is drafted, and the draft says what it is for.
  await window.getByRole('searchbox', { name: 'Filter findings' }).fill('job_queue rls-disabled');
  await window.getByRole('button', { name: 'Draft all' }).click();
  await expect(window.getByText('What ends 1 finding of the audit.')).toBeVisible();
  const statements = window.getByRole('listbox', { name: 'Statements' });
  await expect(statements).toContainText('ENABLE ROW LEVEL SECURITY', { timeout: FIRST_AUDIT });
  await window.getByRole('button', { name: 'Back to the findings' }).click();
  await expect(tree).toBeVisible();

  // The same as a plan: a migration in its place, tried, with its SQL.
  await window.getByRole('button', { name: 'Plan all' }).click();
  const migration = window.getByRole('article', { name: 'P0 Tenancy' });
  await expect(migration).toContainText('led where it should', { timeout: FIRST_AUDIT });
  await expect(migration.getByRole('region', { name: 'SQL of p0-tenancy' })).toContainText('ENABLE ROW LEVEL SECURITY');
  expect(await axeFindings(window)).toEqual([]);

  // The audit as a file that stands alone.
  const download = window.waitForEvent('download', { timeout: FIRST_AUDIT });
  await window.getByRole('button', { name: 'Report' }).click();
  await window.getByRole('menuitem', { name: 'As HTML, to be read or printed' }).click();
  const report = await download;
  expect(report.suggestedFilename()).toMatch(/-audit\.html$/);
  expect(readFileSync(await report.path(), 'utf8')).toContain('Waits for the new ledger');
});
