import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';

/** `IN` on a varchar: PostgreSQL prints it with the array cast, and prints that with every element cast. */
const SCHEMA = `
import { sql } from 'drizzle-orm';
import { check, index, pgPolicy, pgTable, pgView, uniqueIndex, varchar } from 'drizzle-orm/pg-core';

export const parcels = pgTable('parcels', { id: varchar('id').primaryKey(), state: varchar('state', { length: 12 }) }, (t) => [
  uniqueIndex('parcels_open').on(t.id).where(sql\`\${t.state} in ('new', 'sent')\`),
  index('parcels_by_done').on(sql\`(\${t.state} not in ('new', 'sent'))\`, t.id.desc()),
  check('parcels_state', sql\`\${t.state} in ('new', 'sent', 'lost')\`),
  pgPolicy('parcels_read', { for: 'select', using: sql\`\${t.state} in ('new', 'sent')\` }),
]);

export const open = pgView('open_parcels', { id: varchar('id') }).as(sql\`select id from parcels where state in ('new', 'sent')\`);
`;

describe('what PostgreSQL prints otherwise the second time', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'raingauge-printed-twice-'));
    await writeFile(path.join(root, 'schema.ts'), SCHEMA);
    await writeFile(path.join(root, 'package.json'), '{ "dependencies": { "drizzle-orm": "0.45.2" } }');
    const config = "export default { dialect: 'postgresql', schema: './schema.ts' };";
    await writeFile(path.join(root, 'drizzle.config.ts'), config);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('is no difference, and another list of values is one', async () => {
    const built = await runCli(['inspect', 'code', '--project', root, '--format', 'sql']);
    expect(built).toMatchObject({ code: 0 });
    const same = path.join(root, 'same.sql');
    await writeFile(same, built.stdout);
    const alike = await runCli(['drift', 'code', same, '--project', root, '--format', 'json']);
    expect(JSON.parse(alike.stdout)).toMatchObject({ complete: true, differences: [] });

    const other = path.join(root, 'other.sql');
    await writeFile(other, built.stdout.replaceAll("'sent'", "'gone'"));
    const differing = await runCli(['drift', 'code', other, '--project', root, '--format', 'json']);
    const { differences } = JSON.parse(differing.stdout) as { differences: readonly { key: string }[] };
    expect(differences.map(({ key }) => key).sort()).toEqual([
      'check:public.parcels.parcels_state#expression',
      'index:public.parcels_by_done#keys',
      'index:public.parcels_open#predicate',
      'policy:public.parcels.parcels_read#using',
      'view:public.open_parcels#definition',
    ]);
  });
});
