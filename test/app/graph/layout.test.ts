import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Catalog, emptyObjects, KINDS } from '#app/catalog';
import {
  type Box,
  buildGraph,
  findModules,
  type GraphLayout,
  type LayoutOptions,
  layoutGraph,
  layoutPacked,
  MODULE_HEADER,
  packGraph,
  packOptions,
  unpackLayout,
} from '#app/graph';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { processorTime } from '#test/support/processor-time.ts';
import { seed } from '#test/support/seed.ts';

const ROOT = { schema: 'public', name: 'companies' };
const graphOf = (catalog: Catalog) => buildGraph({ catalog, tenantRoot: ROOT });

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Pairs of boxes that overlap, by a sweep over the left edges. */
function overlaps(boxes: readonly Box[]): number {
  const sorted = [...boxes].sort((a, b) => a.x - b.x);
  let found = 0;
  sorted.forEach((box, at) => {
    for (let next = at + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (!other || other.x >= box.x + box.width) break;
      if (overlap(box, other)) found += 1;
    }
  });
  return found;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y + MODULE_HEADER - 1 &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Objects of every kind in another order: what a source that lists differently would give. */
function shuffled(catalog: Catalog, by: (at: number) => number): Catalog {
  const objects = emptyObjects();
  for (const kind of KINDS) {
    const list = catalog.objects[kind].map((object, at) => ({ object, order: by(at) }));
    list.sort((a, b) => a.order - b.order);
    (objects[kind] as unknown[]) = list.map((entry) => entry.object);
  }
  return { ...catalog, objects };
}

const schemas = fc
  .array(
    fc.record({
      columns: fc.integer({ min: 0, max: 60 }),
      targets: fc.array(fc.nat(30), { maxLength: 4 }),
      schema: fc.nat(2),
    }),
    {
      maxLength: 45,
    },
  )
  .map((tables) => {
    const names = tables.map(({ schema }, at) => `s${schema}.t${at}`);
    const entries = tables.map(({ columns, targets }, at) => {
      const plain = Array.from({ length: columns }, (_, number) => `c${number} text`);
      const keys = targets.flatMap((target, number) => (names[target] ? [`k${number} uuid -> ${names[target]}`] : []));
      return [names[at], [...plain, ...keys]] as const;
    });
    return schemaOf({ tables: Object.fromEntries(entries) });
  });

describe('the layout', () => {
  it('never lets two tables or two modules overlap, and keeps every table inside its module', () => {
    fc.assert(
      fc.property(schemas, (catalog) => {
        const graph = graphOf(catalog);
        const layout = layoutGraph(graph);
        expect(layout.boxes.size).toBe(graph.nodes.length);
        expect(overlaps([...layout.boxes.values()])).toBe(0);
        expect(overlaps(layout.modules.map((module) => module.box))).toBe(0);
        for (const module of layout.modules)
          for (const member of module.members)
            expect(contains(module.box, layout.boxes.get(member) ?? { x: 0, y: 0, width: -1, height: -1 })).toBe(true);
      }),
      { numRuns: 150, seed },
    );
  });

  it('puts every relation into exactly one module of its schema', () => {
    fc.assert(
      fc.property(schemas, (catalog) => {
        const graph = graphOf(catalog);
        const members = findModules(graph).flatMap((module) => module.members);
        expect([...members].sort()).toEqual(graph.nodes.map((node) => node.id));
        const ids = findModules(graph).map((module) => module.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('is the same for the same catalog, whatever order its objects come in', () => {
    const catalog = largeSchema(200);
    const plain = layoutGraph(graphOf(catalog));
    expect(layoutGraph(graphOf(largeSchema(200)))).toEqual(plain);
    expect(layoutGraph(graphOf(shuffled(catalog, (at) => (at * 7919) % 1009)))).toEqual(plain);
  });

  it('keeps the members of most modules when one table comes or goes', () => {
    const before = membersOf(layoutGraph(graphOf(largeSchema(400))));
    const after = membersOf(layoutGraph(graphOf(largeSchema(401))));
    const kept = [...before].filter((members) => after.has(members)).length;
    expect(kept / before.size).toBeGreaterThan(0.85);
  });

  it('moves no table of another module when a table gets columns, given the layout before', () => {
    const before = layoutGraph(graphOf(largeSchema(300)));
    const grown = largeSchema(300, { fleet_items: ['note_1 text', 'note_2 text', 'note_3 text', 'note_4 text'] });
    const after = layoutGraph(graphOf(grown), { previous: before });
    const home = before.modules.find((module) => module.members.includes('table:public.fleet_items'));
    const moved = [...before.boxes].filter(
      ([id, box]) => after.boxes.get(id)?.x !== box.x || after.boxes.get(id)?.y !== box.y,
    );
    expect(moved.filter(([id]) => !home?.members.includes(id))).toEqual([]);
    expect(overlaps([...after.boxes.values()])).toBe(0);
  });

  it('leaves most tables where they were when tables come, without overlaps', () => {
    const before = layoutGraph(graphOf(largeSchema(400)));
    const after = layoutGraph(graphOf(largeSchema(410)), { previous: before });
    const kept = [...before.boxes].filter(
      ([id, box]) => after.boxes.get(id)?.x === box.x && after.boxes.get(id)?.y === box.y,
    );
    expect(kept.length / before.boxes.size).toBeGreaterThan(0.8);
    expect(overlaps([...after.boxes.values()])).toBe(0);
    expect(overlaps(after.modules.map((module) => module.box))).toBe(0);
  });

  it('finds the modules a person would name, and names them by their shared word', () => {
    const catalog = schemaOf({
      tables: {
        companies: ['id uuid pk'],
        invoices: ['id uuid pk', 'company_id uuid -> companies'],
        invoice_lines: ['id uuid pk', 'invoice_id uuid -> invoices', 'company_id uuid -> companies'],
        invoice_taxes: ['id uuid pk', 'line_id uuid -> invoice_lines', 'company_id uuid -> companies'],
        guests: ['id uuid pk', 'company_id uuid -> companies'],
        guest_meals: ['id uuid pk', 'guest_id uuid -> guests', 'company_id uuid -> companies'],
        guest_seats: ['id uuid pk', 'guest_id uuid -> guests', 'company_id uuid -> companies'],
        'auth.users': ['id uuid pk'],
        'auth.sessions': ['id uuid pk', 'user_id uuid -> auth.users.id'],
        'auth.keys': ['id uuid pk', 'user_id uuid -> auth.users.id'],
      },
    });
    const modules = findModules(graphOf(catalog)).map((module) => [module.name, module.members.length]);
    expect(modules).toContainEqual(['auth', 3]);
    expect(modules.map(([name]) => name)).toEqual(expect.arrayContaining(['invoice', 'guest']));
  });

  it('names a module by the file its tables stand in where their names share nothing', () => {
    const file = 'src/db/schema-travel.ts';
    const catalog = schemaOf({
      tables: {
        hotels: { columns: ['id uuid pk'], file },
        rooms: { columns: ['id uuid pk', 'hotel_id uuid -> hotels'], file },
        shuttles: { columns: ['id uuid pk', 'hotel_id uuid -> hotels'], file },
        gifts: { columns: ['id uuid pk'], file: 'src/db/schema-gifts.ts' },
        pledges: { columns: ['id uuid pk', 'gift_id uuid -> gifts'], file: 'src/db/schema-gifts.ts' },
        thanks: { columns: ['id uuid pk', 'gift_id uuid -> gifts'], file: 'src/db/schema-gifts.ts' },
      },
    });
    expect(
      findModules(graphOf(catalog))
        .map((module) => module.name)
        .sort(),
    ).toEqual(['gifts', 'travel']);
  });

  it('holds modules to a size that fits a screen', () => {
    const sizes = findModules(graphOf(largeSchema(1_000))).map((module) => module.members.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(34);
    expect(sizes.length).toBeLessThan(120);
  });

  // The target is 300 ms, on a quiet machine: the benchmark measures it. This holds on one that is three times as slow.
  it('lays out 3,000 tables within a second of processor time', () => {
    const graph = graphOf(largeSchema(3_000));
    const times = [processorTime(() => layoutGraph(graph))];
    // The first is of code that is not compiled yet; another try is only made where it was too slow.
    while (times.length < 5 && Math.min(...times) >= 1_000) times.push(processorTime(() => layoutGraph(graph)));
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});

function membersOf(layout: GraphLayout): ReadonlySet<string> {
  return new Set(layout.modules.map((module) => [...module.members].sort().join()));
}

describe('a layout made by another thread', () => {
  it('is the one that would have been made here, whatever it is asked', () => {
    const graph = graphOf(largeSchema(120));
    const first = layoutGraph(graph);
    const options: readonly LayoutOptions[] = [
      {},
      { groupOf: ({ schema }) => schema },
      { previous: first, collapsed: new Set([first.modules[1]?.id ?? '']) },
    ];
    for (const each of options) {
      const asked = structuredClone({ graph: packGraph(graph), options: packOptions(graph, each) });
      const answer = structuredClone(layoutPacked(asked.graph, asked.options));
      const layout = unpackLayout(graph, answer);
      expect(layout).toEqual(layoutGraph(graph, each));
      expect([...layout.boxes.keys()]).toEqual([...layoutGraph(graph, each).boxes.keys()]);
    }
  });
});
