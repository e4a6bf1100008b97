import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askBoth } from '../acceptance/mutations/beside-drizzle-kit.ts';
import { figuresOf, renderPage } from '../acceptance/mutations/beside-page.ts';
import type { Measure } from './run.ts';

const root = join(import.meta.dirname, '..', '..');

/** The table of mutations put to drizzle-kit of both lines, for real; the answers are kept in docs/beside-drizzle-kit.md. */
export async function benchDrizzleKit(): Promise<readonly Measure[]> {
  const versions = { 0: await versionOf('drizzle-kit'), 1: await versionOf('drizzle-orm-v1') };
  const beside = await askBoth();
  await writeFile(
    join(root, 'docs', 'beside-drizzle-kit.md'),
    renderPage(beside, versions, new Date().toISOString().slice(0, 10)),
  );
  const { changes, silent, nothing, told, false: seen } = figuresOf(beside);
  const of = (what: string, value: number, unit: string, target: string, ok: boolean): Measure => ({
    what,
    value,
    unit,
    target,
    ok,
  });
  return [
    of(`changes told, of ${changes}`, told.raingauge, '', `${changes - silent}`, told.raingauge >= changes - silent),
    of(`… by drizzle-kit ${versions[0]}`, told[0], '', '-', true),
    of(`… by drizzle-kit ${versions[1]}`, told[1], '', '-', true),
    of(`told though nothing changed, of ${nothing}`, seen.raingauge, '', '0', seen.raingauge === 0),
    of(`… by drizzle-kit ${versions[0]}`, seen[0], '', '-', true),
    of(`… by drizzle-kit ${versions[1]}`, seen[1], '', '-', true),
  ];
}

/** drizzle-orm-v1 is the line whose drizzle-kit bears the same version. */
async function versionOf(name: string): Promise<string> {
  const file = join(root, 'node_modules', name, 'package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
