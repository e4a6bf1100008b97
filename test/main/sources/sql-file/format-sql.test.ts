import { expect, it } from 'vitest';
import { formatSql } from '#main/sources/sql-file/format-sql.ts';

it('lays out each statement, and leaves alone what stands between them', async () => {
  const text = `-- why; not
alter table a add column b int not null;   -- soon
create function f() returns int language plpgsql as $$ begin  return 1; end $$;
`;
  const { sql, left } = await formatSql(text);
  expect(left).toBe(0);
  expect(sql).toContain('-- why; not\nALTER TABLE a');
  expect(sql).toContain('-- soon\n');
  expect(sql).toContain('$$ begin  return 1; end $$;');
  // Laid out once, it stays so.
  expect((await formatSql(sql)).sql).toBe(sql);
});

it('leaves a statement as it is that does not parse, and says so', async () => {
  const text = 'alter tabel a;\nselect   1;';
  const { sql, left } = await formatSql(text);
  expect(left).toBe(1);
  expect(sql).toMatch(/^alter tabel a;\nSELECT\s+1;$/);
});

it.each([
  ["comment on table a is 'it''s -- no comment'"],
  ["create policy p on a using (b = (select current_setting('x', true))::uuid)"],
  ['create index i on a using gin (b jsonb_path_ops) where c is not null'],
  ["select a->>'b', c::int[], d @> '{}' from e"],
  ['alter table a add constraint k exclude using gist (b with =, c with &&)'],
  ['create table "Order" (id bigint generated always as identity, "From" text default \'a\'::text)'],
])('means the same after it: %s', async (text) => {
  const { sql } = await formatSql(text);
  // What a layout would have changed stayed as it was.
  expect(sql.replace(/\s+/g, '').toLowerCase()).toBe(text.replace(/\s+/g, '').toLowerCase());
});
