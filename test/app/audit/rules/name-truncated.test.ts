import { describe, expect, it } from 'vitest';
import { nameTruncated } from '#app/audit/rules/name-truncated.ts';
import type { Problem } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, readingOf } from '../audit.ts';

const CUT = 'notes_title_index_for_the_list_of_recently_changed_notes_on_the';

function run(object: string | null) {
  const catalog = schemaOf({
    tables: { notes: { columns: ['id uuid pk', 'title text'], indexes: { [CUT]: 'title' } } },
    server: null,
  });
  const problem: Problem = {
    code: 'name-truncated',
    effect: 'note',
    message: `PostgreSQL calls it ${CUT}.`,
    remedy: null,
    object,
    origin: { source: 'code', file: 'schema.ts', line: 3 },
    cause: null,
  };
  return audit(nameTruncated, catalog, {
    input: { readings: [{ ...readingOf(catalog, 'code'), report: [problem, problem] }] },
  }).findings;
}

describe('name-truncated', () => {
  it('restates what the reader of the code saw, once, where it is written', () => {
    const [finding, ...more] = run(`index:public.${CUT}`);
    expect(more).toEqual([]);
    expect(finding?.origins).toEqual([{ source: 'code', file: 'schema.ts', line: 3 }]);
    expect(finding?.fix?.edits).toEqual([{ edit: 'rename', id: `index:public.${CUT}`, name: 'notes_title_idx' }]);
  });

  it('is silent about names of what is not in the catalog', () => {
    expect(run('index:public.other')).toEqual([]);
    expect(run(null)).toEqual([]);
  });
});
