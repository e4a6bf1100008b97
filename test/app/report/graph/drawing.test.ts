import { describe, expect, it } from 'vitest';
import { foreignKeyCoverage, rlsCoverage } from '#app/coverage';
import { type Box, buildGraph, type GraphLayout, layoutGraph } from '#app/graph';
import {
  type Drawing,
  type DrawnOverlay,
  drawGraph,
  drawingToSvg,
  drawLegends,
  fitText,
  fontPartsOf,
  foreignKeysOverlay,
  PAPER,
  RLS_LOOKS,
  rlsOverlay,
  type ShapeGroup,
  textWidth,
} from '#app/report';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const LONG = `a_name_that_is_long_${'and_longer_'.repeat(4)}`;
const catalog = schemaOf({
  tables: {
    'Größe & <Maß>': ['id uuid pk', 'up_id uuid'],
    guests: ['id uuid pk', 'event_id uuid ! -> events', 'seen_event_id uuid', `${LONG} text`],
    events: ['id uuid pk', 'host_id uuid unique -> guests'],
    [LONG]: ['имя text'],
  },
  views: { seen: 'select 1' },
});
const graph = buildGraph({ catalog });
const draw = () => drawGraph({ graph, layout: layoutGraph(graph), title: 'code & more', ink: PAPER });

describe('a drawing of a graph', () => {
  it('keeps every text inside its box, and the whole of what is cut', () => {
    const tables = draw().groups.filter(({ label }) => /^(table|view):/.test(label));
    expect(tables).toHaveLength(5);
    for (const { shapes } of tables) {
      const [box] = shapes;
      if (box?.kind !== 'rect') throw new Error('a table starts with its box');
      for (const shape of shapes) {
        if (shape.kind !== 'text') continue;
        const width = textWidth(shape.text, shape.face, shape.size);
        const left = shape.anchor === 'end' ? shape.x - width : shape.x;
        expect(left, shape.text).toBeGreaterThanOrEqual(box.x);
        expect(left + width, shape.text).toBeLessThanOrEqual(box.x + box.width);
        expect(shape.y).toBeLessThanOrEqual(box.y + box.height);
        if (shape.text.endsWith('…')) expect(shape.whole?.startsWith(shape.text.slice(0, -1))).toBe(true);
      }
    }
  });

  it('is the same text for the same graph, with names escaped and references drawn', () => {
    const svg = drawingToSvg(draw(), []);
    expect(drawingToSvg(draw(), [])).toBe(svg);
    expect(svg).toContain('<title>code &amp; more</title>');
    expect(svg).toContain('>Größe &amp; &lt;Maß&gt;</text>');
    expect(svg).not.toContain('<Maß>');
    for (const edge of graph.edges) expect(svg).toContain(`data-object="${edge.id}"`);
    expect(svg).toContain(`<title>${LONG}`);
  });

  it('takes the parts of fonts that its characters need, and no other', () => {
    expect(fontPartsOf(draw())).toEqual([
      { face: 'mono', subset: 'latin' },
      { face: 'mono', subset: 'cyrillic' },
      { face: 'sans', subset: 'latin' },
    ]);
    const svg = drawingToSvg(draw(), [{ face: 'mono', subset: 'latin', base64: 'QUJD' }]);
    expect(svg).toContain('url(data:font/woff2;base64,QUJD)');
  });
});

describe('a drawing with overlays', () => {
  const coverage = foreignKeyCoverage([{ name: 'code', catalog }]);
  const keys = foreignKeysOverlay(coverage, graph);
  const rls = rlsOverlay(rlsCoverage(catalog, { source: 'live' }));
  const drawWith = (overlays: readonly DrawnOverlay[]) =>
    drawGraph({ graph, layout: layoutGraph(graph), title: 'code', ink: PAPER, overlays });
  const textsOf = ({ groups }: Drawing, label: string) =>
    groups
      .filter((group) => group.label === label)
      .flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.whole ?? shape.text] : [])));

  it('says what each state is called, how many there are and what it means, above the graph', () => {
    const drawing = drawWith([keys, rls]);
    const present = keys.legend.filter(({ count }) => count > 0);
    expect(present.length).toBeGreaterThan(1);
    const legend = textsOf(drawing, 'legend Foreign keys');
    for (const { look, count } of present)
      expect(legend).toEqual(expect.arrayContaining([look.label, String(count), look.meaning]));
    expect(legend.join(' ')).toContain(keys.answer);
    expect(textsOf(drawing, 'legend Row security')).not.toEqual([]);
    const tables = drawing.groups.filter(({ label }) => /^(table|view):/.test(label));
    const bottom = Math.max(...lowest(drawing.groups.filter(({ label }) => label.startsWith('legend '))));
    expect(Math.min(...tables.flatMap(({ shapes: [box] }) => (box?.kind === 'rect' ? [box.y] : [])))).toBeGreaterThan(
      bottom,
    );
    for (const { shapes } of drawing.groups)
      for (const shape of shapes)
        if (shape.kind === 'text' && shape.anchor !== 'end')
          expect(shape.x + textWidth(shape.text, shape.face, shape.size), shape.text).toBeLessThanOrEqual(
            drawing.width,
          );
  });

  it('tells the state of a table in words on it, and that of a reference by its dashes', () => {
    const holder = 'table:public.guests';
    const drawing = drawWith([keys, { ...rls, tables: new Map([[holder, RLS_LOOKS.open]]) }]);
    const state = keys.tables.get(holder)?.label;
    expect(textsOf(drawing, holder)).toEqual(expect.arrayContaining([state, RLS_LOOKS.open.label]));
    for (const edge of graph.edges.filter(({ kind }) => kind === 'foreign-key')) {
      const [line] = drawing.groups.find(({ label }) => label === edge.id)?.shapes ?? [];
      expect(line).toMatchObject({ kind: 'line', dash: keys.references.get(edge.id)?.dash });
    }
    const [missing] = keys.missing;
    expect(drawing.groups.some(({ label }) => label === missing?.id)).toBe(true);
  });

  it('writes its legend the larger the wider it is', () => {
    const small = drawLegends([keys], 0, 800, PAPER);
    const wide = drawLegends([keys], 0, 8_000, PAPER);
    expect(Math.max(...sizes(wide))).toBe(5 * Math.max(...sizes(small)));
  });
});

function lowest(groups: readonly ShapeGroup[]): readonly number[] {
  return groups.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.y] : [])));
}

function sizes({ groups }: { readonly groups: readonly ShapeGroup[] }): readonly number[] {
  return groups.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.size] : [])));
}

describe('references of one module to one table', () => {
  const many = buildGraph({
    catalog: schemaOf({
      tables: {
        halls: ['id uuid pk'],
        ...Object.fromEntries(
          ['bar', 'gig', 'tab', 'vat'].map((name) => [name, ['id uuid pk', 'hall_id uuid ! -> halls']]),
        ),
      },
    }),
  });
  const boxes = new Map(
    many.nodes.map(({ id, name }, at): [typeof id, Box] => [
      id,
      { x: name === 'halls' ? 3000 : 0, y: name === 'halls' ? 200 : at * 120, width: 200, height: 80 },
    ]),
  );
  const layoutOf = (together: boolean): GraphLayout => {
    const here = many.nodes.filter(({ name }) => name !== 'halls').map(({ id }) => id);
    const there = many.nodes.filter(({ name }) => name === 'halls').map(({ id }) => id);
    const module = (name: string, members: typeof here) => ({
      id: name,
      name,
      members,
      collapsed: false,
      group: 'public',
      box: { x: 0, y: 0, width: 10, height: 10 },
    });
    const modules = together ? [module('all', [...here, ...there])] : [module('here', here), module('there', there)];
    return { modules, boxes, bounds: { x: 0, y: 0, width: 3200, height: 600 } };
  };
  const linesOf = (together: boolean) =>
    drawGraph({ graph: many, layout: layoutOf(together), title: 't', ink: PAPER }).groups.flatMap(({ label, shapes }) =>
      shapes.flatMap((shape) => (shape.kind === 'line' ? [{ label, ...shape }] : [])),
    );

  it('share a trunk, as on the screen, that each leads into and out of', () => {
    const lines = linesOf(false);
    const [trunk, ...others] = lines.filter(({ label }) => label === '4 references to table:public.halls');
    expect(others).toEqual([]);
    const [start, curve] = trunk?.segments ?? [];
    expect(trunk?.width).toBeCloseTo(1.2 * 2);
    for (const { id } of many.edges) {
      const leads = lines.find(({ label }) => label === id)?.segments ?? [];
      expect(leads[1]?.slice(-2), 'leads to where the trunk begins').toEqual(start?.slice(1));
      expect(leads[2]?.slice(1), 'and goes on from where it ends').toEqual(curve?.slice(-2));
    }
  });

  it('keep their own ways within a module', () => {
    expect(linesOf(true).some(({ label }) => / references to /.test(label))).toBe(false);
  });
});

describe('the width of a text', () => {
  it('is the font’s own, and twice the cell for ideographs', () => {
    expect(textWidth('abc', 'mono', 10)).toBe(18);
    expect(textWidth('中', 'mono', 10)).toBe(10);
    expect(textWidth('Wi', 'sans', 1000)).toBe(1020 + 262);
  });

  it('is what is left when a text is cut to it', () => {
    expect(fitText('guests', 'mono', 10, 36)).toBe('guests');
    expect(fitText('guests', 'mono', 10, 30)).toBe('gues…');
    expect(fitText('guests', 'mono', 10, 3)).toBe('');
  });
});
