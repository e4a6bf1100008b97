import { describe, expect, it } from 'vitest';
import { objectId } from '#app/catalog';
import {
  type Box,
  buildGraph,
  fileGroup,
  type GraphNode,
  layoutGraph,
  layoutSelection,
  selectionGraph,
  withPins,
} from '#app/graph';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const graph = buildGraph({ catalog: largeSchema(150), tenantRoot: { schema: 'public', name: 'companies' } });
const table = (name: string) => objectId('table', 'public', name);

function overlaps(boxes: readonly Box[]): number {
  let found = 0;
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1))
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) found += 1;
  });
  return found;
}

describe('other groupings', () => {
  const letter = ({ name }: GraphNode) => name.slice(0, 1);

  it('hold what is one group in modules of that group alone, named after it, without overlaps', () => {
    const layout = layoutGraph(graph, { groupOf: letter });
    for (const { group, name, members } of layout.modules) {
      expect(members.every((id) => id.startsWith(`table:public.${group}`))).toBe(true);
      expect(name.split(' · ')[0]).toBe(group);
    }
    expect(layout.boxes.size).toBe(graph.nodes.length);
    expect(overlaps([...layout.boxes.values()])).toBe(0);
    expect(new Set(layout.modules.map(({ id }) => id)).size).toBe(layout.modules.length);
  });

  it('take a group apart that is too large for a screen', () => {
    const layout = layoutGraph(graph, { groupOf: () => 'all' });
    expect(layout.modules.length).toBeGreaterThan(3);
    expect(Math.max(...layout.modules.map(({ members }) => members.length))).toBeLessThanOrEqual(40);
  });

  it('by file stand together as the files do; what has none together', () => {
    const catalog = schemaOf({
      tables: {
        a: { columns: ['id uuid pk'], file: 'src/one.ts' },
        b: { columns: ['id uuid pk', 'c_id uuid -> c'], file: 'src/one.ts' },
        c: { columns: ['id uuid pk'], file: 'src/two.ts' },
        d: ['id uuid pk'],
      },
    });
    const { modules } = layoutGraph(buildGraph({ catalog }), { groupOf: fileGroup });
    expect(Object.fromEntries(modules.map(({ name, members }) => [name, members]))).toEqual({
      'src/one.ts': [table('a'), table('b')],
      'src/two.ts': [table('c')],
      'no file': [table('d')],
    });
  });
});

describe('what a person arranged', () => {
  const layout = layoutGraph(graph);

  it('leaves a pinned table where it was put, all others where they were, and everything in the bounds', () => {
    const pinned = withPins(layout, { [table('users')]: { x: -500, y: -300 }, [table('gone')]: { x: 0, y: 0 } });
    expect(pinned.boxes.get(table('users'))).toMatchObject({ x: -500, y: -300 });
    const moved = [...layout.boxes].filter(([id, box]) => pinned.boxes.get(id) !== box);
    expect(moved.map(([id]) => id)).toEqual([table('users')]);
    expect(pinned.bounds).toMatchObject({ x: -500, y: -300 });
    expect(pinned.boxes.has(table('gone'))).toBe(false);
    expect(withPins(layout, {})).toBe(layout);
  });

  it('draws a collapsed module as one small box, and moves no other table', () => {
    const [first] = layout.modules;
    if (!first) throw new Error('There are modules.');
    const after = layoutGraph(graph, { previous: layout, collapsed: new Set([first.id]) });
    expect(after.modules.find(({ id }) => id === first.id)).toMatchObject({ collapsed: true });
    expect(first.members.some((id) => after.boxes.has(id))).toBe(false);
    for (const [id, box] of after.boxes) expect(box).toEqual(layout.boxes.get(id));
    const opened = layoutGraph(graph, { previous: after });
    expect(opened.boxes).toEqual(layout.boxes);
  });
});

it('lays out a selection in layers: who references to the right of what is referenced, hubs too', () => {
  const ids = new Set(['companies', 'users', 'billing_accounts', 'billing_batches'].map(table));
  const { boxes, modules } = layoutSelection(selectionGraph(graph, ids));
  expect([...boxes.keys()].sort()).toEqual([...ids].sort());
  expect(overlaps([...boxes.values()])).toBe(0);
  expect(modules).toHaveLength(1);
  const left = (name: string) => boxes.get(table(name))?.x ?? Number.NaN;
  expect(left('companies')).toBeLessThan(left('users'));
  expect(left('billing_accounts')).toBeLessThan(left('billing_batches'));
});
