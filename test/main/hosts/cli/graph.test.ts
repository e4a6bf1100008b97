import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-graph-'));
  const column = (table: string, name: string) =>
    `export const ${table} = pgTable('${name}', { id: uuid().primaryKey()`;
  await writeFile(
    join(folder, 'schema.ts'),
    `import { pgTable, uuid } from 'drizzle-orm/pg-core';
${column('guests', 'guests')} });
${column('seats', 'seats')}, guest: uuid('guest_id').references(() => guests.id) });
${column('notes', 'notes')}, seat: uuid('seat_id').references(() => seats.id) });`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('raingauge graph', () => {
  it('draws all of the code, and a part of it for another tool', async () => {
    const out = join(folder, 'graph.svg');
    const whole = await runCli(['graph', '--project', folder, '--out', out, '--overlay', 'fk']);
    expect(whole, whole.stderr).toMatchObject({ code: 0, stdout: '' });
    const svg = await readFile(out, 'utf8');
    for (const name of ['guests', 'seats', 'notes']) expect(svg).toContain(`data-object="table:public.${name}"`);
    expect(svg).toMatch(/<g data-object="legend Foreign keys">.*2 references are sound in code.*>no index</);
    expect(svg).toMatch(/font-family:"JetBrains Mono Variable";[^}]*base64,d09GMg/);

    const part = await runCli([
      'graph',
      'code',
      '--project',
      folder,
      '--table',
      'guests',
      '--format',
      'mermaid',
      '--quiet',
    ]);
    expect(part.code).toBe(0);
    expect(part.stdout).toContain('t_guests |o..o{ t_seats : "guest_id"');
    expect(part.stdout).not.toContain('notes');
  });

  it('says what is wrong with what was asked', async () => {
    const [unnamed, unknown, undrawn] = await Promise.all([
      runCli(['graph', '--project', folder]),
      runCli(['graph', '--project', folder, '--table', 'nothing', '--format', 'dbml']),
      runCli(['graph', '--project', folder, '--overlay', 'rls', '--format', 'dbml']),
    ]);
    expect(unnamed.code).toBe(3);
    expect(unnamed.stderr).toContain('--format svg, mermaid or dbml');
    expect(undrawn.code).toBe(3);
    expect(undrawn.stderr).toContain('--overlay is drawn');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no table or view called nothing');
  });
});
