import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  boxGrid,
  buildGraph,
  distanceTo,
  type EdgePath,
  edgePath,
  layoutGraph,
  nodeSize,
  pathBox,
  pieceOf,
  pointOn,
  reachOf,
  routeEdge,
  rowOffset,
  shownColumns,
  stepFrom,
  touches,
} from '#app/graph';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { seed } from '#test/support/seed.ts';

const NODE = { columns: [] };
const ends = { from: 'table:public.a', to: 'table:public.b', columns: [], referencedColumns: [], lane: 0, lanes: 1 };
const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 100 });

describe('the curve of a reference', () => {
  it('leaves and arrives on the sides that face each other', () => {
    expect(edgePath(ends, box(400, 0), box(0, 0), NODE, NODE)).toMatchObject({
      x1: 400,
      leaves: -1,
      x2: 200,
      arrives: 1,
    });
    expect(edgePath(ends, box(0, 0), box(400, 0), NODE, NODE)).toMatchObject({
      x1: 200,
      leaves: 1,
      x2: 400,
      arrives: -1,
    });
  });

  it('goes around on one side where the tables stand above one another', () => {
    const path = edgePath(ends, box(0, 0), box(20, 300), NODE, NODE);
    expect([path.leaves, path.arrives]).toEqual([path.leaves, path.leaves]);
  });

  it('can be cut into pieces that lie on it', () => {
    const path = edgePath(ends, box(900, 0), box(0, 700), NODE, NODE);
    const piece = pieceOf(path, 0.2, 0.7);
    for (const t of [0, 0.3, 0.5, 1]) {
      const [on, whole] = [pointOn(piece, t), pointOn(path, 0.2 + 0.5 * t)];
      expect([on.x, on.y].map(Math.round)).toEqual([whole.x, whole.y].map(Math.round));
    }
  });

  it('loops beside the table for a self reference, and never has no height', () => {
    const self = { ...ends, to: ends.from };
    const path = edgePath(self, box(0, 0), box(0, 0), NODE, NODE);
    expect(path.cx1).toBeGreaterThan(200);
    expect(path.y1).not.toBe(path.y2);
  });

  it('keeps parallel references apart at the table they share', () => {
    const at = (lane: number) => edgePath({ ...ends, lane, lanes: 2 }, box(400, 0), box(0, 0), NODE, NODE).y2;
    expect(Math.abs(at(0) - at(1))).toBeGreaterThan(4);
  });

  it('never leaves the box that stands for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y, t) => {
          const path = edgePath(ends, box(0, 0), box(x, y), NODE, NODE);
          const point = pointOn(path, t);
          const around = pathBox(path);
          expect(
            touches(
              { ...around, x: around.x - 1, y: around.y - 1, width: around.width + 2, height: around.height + 2 },
              { ...point, width: 0, height: 0 },
            ),
          ).toBe(true);
          expect(distanceTo(path, point.x, point.y)).toBeLessThan(12);
        },
      ),
    );
  });
});

describe('finding what is in sight', () => {
  it('finds exactly the boxes that touch the area, in their order', () => {
    const coordinate = fc.integer({ min: -3_000, max: 3_000 });
    const boxes = fc.array(
      fc.tuple(coordinate, coordinate).map(([x, y]) => box(x, y)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(boxes, coordinate, coordinate, fc.integer({ min: 0, max: 2_500 }), (items, x, y, size) => {
        const area = { x, y, width: size, height: size };
        expect(boxGrid(items, (item) => item).within(area)).toEqual(items.filter((item) => touches(item, area)));
      }),
    );
  });
});

describe('a step with an arrow key', () => {
  const catalog = schemaOf({
    tables: {
      guests: ['id uuid pk'],
      guest_meals: ['guest_id uuid -> guests'],
      guest_notes: ['meal text'],
      guest_seats: ['guest_id uuid -> guests'],
    },
  });
  const graph = buildGraph({ catalog });
  const layout = layoutGraph(graph);

  it('goes to a table that a reference ties, and back', () => {
    const next = stepFrom(graph, layout, 'table:public.guests', 'right');
    expect(['table:public.guest_meals', 'table:public.guest_seats']).toContain(next);
    expect(stepFrom(graph, layout, next ?? '', 'left')).toBe('table:public.guests');
  });

  it('stays at the edge of the graph, and anywhere for a table that is not there', () => {
    expect(stepFrom(graph, layout, 'table:public.guests', 'left')).toBeNull();
    expect(stepFrom(graph, layout, 'table:public.nobody', 'left')).toBeNull();
  });
});

describe('the size of a table', () => {
  const columns = (count: number) =>
    buildGraph({ catalog: schemaOf({ tables: { t: Array.from({ length: count }, (_, at) => `c${at} text`) } }) })
      .nodes[0]?.columns ?? [];

  it('counts the columns that have no row', () => {
    expect(shownColumns(columns(20))).toMatchObject({ more: 0 });
    const { shown, more } = shownColumns(columns(100));
    expect(shown.length + more).toBe(100);
    expect(nodeSize({ name: 't', columns: columns(100) }).height).toBe(
      nodeSize({ name: 't', columns: columns(200) }).height,
    );
  });

  it('points at the row of a column, and at the last row for one that is only counted', () => {
    const node = { columns: columns(100) };
    expect(rowOffset(node, 'c1') - rowOffset(node, 'c0')).toBe(20);
    expect(rowOffset(node, 'c99')).toBeLessThan(nodeSize({ name: 't', ...node }).height);
    expect(rowOffset(node, 'nowhere')).toBe(18);
  });
});

describe('a reference among other tables', () => {
  const columns = Array.from({ length: 5 }, (_, column) => box(column * 268, 0));
  const wall = [...columns, box(268, 124), box(536, 124)];
  const tablesAt = boxGrid(wall, (each) => each).within;
  const passed = (path: EdgePath) =>
    wall.filter((each) => {
      const samples = Array.from({ length: 41 }, (_, at) => pointOn(path, at / 40));
      const inside = ({ x, y }: { readonly x: number; readonly y: number }) =>
        x > each.x + 6 && x < each.x + each.width - 6 && y > each.y + 6 && y < each.y + each.height - 6;
      return samples.some(inside);
    }).length;

  it('goes around a table where one curve can', () => {
    const free = boxGrid([box(0, 500), box(20, 900)], (each) => each).within;
    const plain = edgePath(ends, box(0, 500), box(20, 900), NODE, NODE);
    expect(routeEdge(ends, box(0, 500), box(20, 900), NODE, NODE, free)).toEqual(plain);
    const [first, second] = [box(0, 0), box(20, 300)];
    const below = box(-80, 150);
    const around = routeEdge(ends, first, second, NODE, NODE, boxGrid([first, below, second], (each) => each).within);
    expect(around.leaves).toBe(1);
  });

  it('passes under no more tables than the plain curve, but for a corner its samples miss, and stays where it is looked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1400, max: 1400 }), fc.integer({ min: -700, max: 700 }), (x, y) => {
        const [from, to] = [columns[0] as Box, box(x, y)];
        const routed = routeEdge(ends, from, to, NODE, NODE, tablesAt);
        expect(passed(routed)).toBeLessThanOrEqual(passed(edgePath(ends, from, to, NODE, NODE)) + 1);
        const [area, reach] = [pathBox(routed), reachOf(from, to)];
        expect(area.x).toBeGreaterThanOrEqual(reach.x);
        expect(area.x + area.width).toBeLessThanOrEqual(reach.x + reach.width);
        expect(area.y).toBeGreaterThanOrEqual(reach.y);
        expect(area.y + area.height).toBeLessThanOrEqual(reach.y + reach.height);
      }),
      { seed },
    );
  });
});
