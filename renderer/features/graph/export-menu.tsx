import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Catalog, ObjectId } from '#app/catalog';
import { graphIndex, subgraph } from '#app/graph';
import { type Drawing, type DrawnState, drawGraph, graphToDbml, graphToMermaid, PAPER } from '#app/report';
import { saveBlob } from '#renderer/lib/save-file.ts';
import { Button, Menu, type MenuEntry, type Tone, useToast } from '#renderer/ui';
import { BarLabel } from './bar-label.tsx';
import { pngOf, possibleScale, svgOf } from './export-files.ts';
import { narrowScene } from './narrow-scene.ts';
import type { Picture } from './picture.ts';
import type { Exploration } from './use-exploration.ts';

const PARTS = ['whole', 'view', 'picked'] as const;
type Part = (typeof PARTS)[number];
const PART_NAMES: Readonly<Record<Part, string>> = {
  whole: 'The whole graph',
  view: 'What is shown',
  picked: 'What is picked',
};
const SCALES = [1, 2, 4];

/** What is printed on paper of each tone. */
const TONES_ON_PAPER: Readonly<Record<Exclude<Tone, 'neutral'>, Omit<DrawnState, 'label'>>> = {
  accent: { fill: '#eaf2fb', stroke: '#7fb0de', text: '#22639c' },
  good: { fill: '#eaf6ef', stroke: '#7dbd98', text: '#1e6b41' },
  warn: { fill: '#fdf4e3', stroke: '#d9ab57', text: '#7d5309' },
  bad: { fill: '#fdecea', stroke: '#e09389', text: '#a32a1d' },
  special: { fill: '#f3eefb', stroke: '#b39ad9', text: '#6438a3' },
};

export interface ExportMenuProps {
  readonly exploration: Exploration;
  readonly picture: Omit<Picture, 'palette'>;
  readonly catalog: Catalog;
  readonly title: string;
}

/** The graph, or a part of it, as a file. */
export function ExportMenu({ exploration, picture, catalog, title }: ExportMenuProps) {
  const [wanted, setWanted] = useState<Part>('view');
  const toast = useToast();
  const { picked, whole, scene } = exploration;
  const part: Part = wanted === 'picked' && picked.size === 0 ? 'view' : wanted;
  const partScene = () => (part === 'whole' ? whole : part === 'picked' ? narrowScene(whole, picked) : scene);
  const name = `${title.replace(/[^\p{L}\p{N}_-]+/gu, '-')}-graph`;
  const draw = (): Drawing => {
    const { graph, layout } = partScene();
    return drawGraph({
      graph,
      layout,
      title,
      ink: PAPER,
      states: statesOf(picture),
      openHubs: picture.emphasis.openHubs,
    });
  };
  const save = (ending: string, type: string, make: () => Promise<string | Blob>) => () => {
    make()
      .then((content) =>
        saveBlob(content instanceof Blob ? content : new Blob([content], { type }), `${name}.${ending}`),
      )
      .catch((error: unknown) =>
        toast('It could not be exported', error instanceof Error ? error.message : String(error)),
      );
  };
  const png = (scale: number): MenuEntry => ({
    label: `PNG, ${scale} × (picture)`,
    onSelect: save('png', 'image/png', async () => {
      const drawing = draw();
      const possible = possibleScale(drawing, scale);
      if (possible < scale)
        toast(`Drawn at ${possible.toFixed(2)} ×`, 'A larger picture would not fit; SVG has no limit.');
      return pngOf(drawing, scale);
    }),
  });
  const subset = () => {
    const { nodes } = graphIndex(partScene().graph);
    return subgraph(whole.graph, new Set(nodes.keys() as Iterable<ObjectId>));
  };
  return (
    <Menu
      trigger={
        <Button size="small" variant="quiet" icon={Download}>
          <BarLabel text="Export" />
        </Button>
      }
      entries={[
        {
          kind: 'choice',
          label: 'Part',
          value: part,
          onChange: (value) => setWanted(PARTS.find((one) => one === value) ?? 'view'),
          options: PARTS.filter((one) => one !== 'picked' || picked.size > 0).map((value) => ({
            value,
            label: PART_NAMES[value],
          })),
        },
        { kind: 'divider', id: 'formats' },
        { label: 'SVG (vectors)', onSelect: save('svg', 'image/svg+xml', () => svgOf(draw())) },
        {
          label: 'PDF (vectors)',
          onSelect: save('pdf', 'application/pdf', async () => (await import('./export-pdf.ts')).pdfOf(draw())),
        },
        ...SCALES.map(png),
        { label: 'Mermaid', onSelect: save('mmd', 'text/plain', async () => graphToMermaid(subset())) },
        { label: 'DBML', onSelect: save('dbml', 'text/plain', async () => graphToDbml(subset(), catalog)) },
      ]}
    />
  );
}

/** What the overlay says, on paper: the state in words beside the colour. */
function statesOf({ marks }: Omit<Picture, 'palette'>): ReadonlyMap<ObjectId, DrawnState> {
  return new Map(
    [...marks.nodes].flatMap(([id, { tone, label }]) =>
      tone === 'neutral' ? [] : [[id, { label, ...TONES_ON_PAPER[tone] }] as const],
    ),
  );
}
