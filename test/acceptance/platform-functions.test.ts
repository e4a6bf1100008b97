import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '#test/support/cli.ts';

const SCHEMA = `
import { sql } from 'drizzle-orm';
import { pgPolicy, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authenticatedRole, authUid } from 'drizzle-orm/supabase';

export const plots = pgTable('plots', { id: uuid('id').primaryKey(), keeper: uuid('keeper'), email: text('email') }, (t) => [
  pgPolicy('plots_own', { for: 'select', to: authenticatedRole, using: sql\`\${t.keeper} = \${authUid}\` }),
  pgPolicy('plots_claims', { for: 'update', to: authenticatedRole, using: sql\`auth.jwt() ->> 'kind' = 'keeper'\` }),
  pgPolicy('plots_known', {
    for: 'delete',
    to: authenticatedRole,
    using: sql\`exists (select 1 from auth.users u where u.id = \${t.keeper} and u.email = \${t.email})\`,
  }),
]);
`;

const MIGRATION = `
CREATE TABLE "plots" ("id" uuid PRIMARY KEY NOT NULL, "keeper" uuid, "email" text);
ALTER TABLE "plots" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "plots_own" ON "plots" FOR SELECT TO "authenticated" USING ("plots"."keeper" = (select "auth"."uid"()));
CREATE POLICY "plots_claims" ON "plots" FOR UPDATE TO "authenticated" USING (auth.jwt() ->> 'kind' = 'KIND');
CREATE POLICY "plots_known" ON "plots" FOR DELETE TO "authenticated"
  USING (exists (select 1 from auth.users u where u.id = "plots"."keeper" and u.email = "plots"."email"));
`;

describe('policies of a Supabase project, in code and in its migrations', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'raingauge-platform-functions-'));
    await mkdir(path.join(root, 'drizzle/meta'), { recursive: true });
    await writeFile(path.join(root, 'schema.ts'), SCHEMA);
    await writeFile(path.join(root, 'package.json'), '{ "dependencies": { "drizzle-orm": "0.45.2" } }');
    const config = "export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };";
    await writeFile(path.join(root, 'drizzle.config.ts'), config);
    const entries = [{ idx: 0, version: '7', when: 1, tag: '0000_plots', breakpoints: true }];
    await writeFile(path.join(root, 'drizzle/meta/_journal.json'), JSON.stringify({ version: '7', entries }));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function driftWith(kind: string) {
    await writeFile(path.join(root, 'drizzle/0000_plots.sql'), MIGRATION.replace('KIND', kind));
    const { stdout } = await runCli(['drift', 'code', 'migrations', '--project', root, '--format', 'json']);
    return JSON.parse(stdout) as {
      readonly complete: boolean;
      readonly differences: readonly { readonly key: string }[];
    };
  }

  it('are compared with the functions and tables that the platform brings', async () => {
    expect(await driftWith('keeper')).toMatchObject({ complete: true, differences: [] });
    const { differences, complete } = await driftWith('guest');
    expect(complete).toBe(true);
    expect(differences.map(({ key }) => key)).toEqual(['policy:public.plots.plots_claims#using']);
  });
});
