import { expect, it } from 'vitest';
import { writtenSql } from '#main/sources/migrations/write/written-sql.ts';

const TEXT = `-- why
ALTER TABLE a ADD COLUMN é text; -- soon

-- and then
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
DROP TABLE b`;

it('saves every word of what a person wrote, with breakpoints between the statements', async () => {
  expect((await writtenSql(TEXT, true)).migration).toBe(`-- why
ALTER TABLE a ADD COLUMN é text; -- soon
--> statement-breakpoint
-- and then
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
--> statement-breakpoint
DROP TABLE b;
`);
});

it.each([
  ['without breakpoints', 'SELECT 1;\nSELECT 2;', false, 'SELECT 1;\n\nSELECT 2;\n'],
  ['with a comment at the end', 'SELECT 1; \n-- done\n', true, 'SELECT 1; \n-- done\n'],
  ['with one in place of the semicolon', 'SELECT 1 -- done;', true, 'SELECT 1 -- done;\n;\n'],
  ['as nothing, where there is no statement', '-- nothing', true, ''],
])('saves it %s', async (_, text, breakpoints, migration) => {
  expect((await writtenSql(text, breakpoints)).migration).toBe(migration);
});
