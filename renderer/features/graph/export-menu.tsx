import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Catalog, ObjectId } from '#app/catalog';
import { graphIndex, subgraph } from '#app/graph';
import { type Drawing, drawGraph, graphToDbml, graphToMermaid, PAPER } from '#app/report';
import { saveBlob } from '#renderer/lib/save-file.ts';
import { Button, Menu, type MenuEntry, useToast } from '#renderer/ui';
import { BarLabel } from './bar-label.tsx';
import { drawnOverlay } from './drawn-overlay.ts';
import { pngOf, possibleScale, svgOf } from './export-files.ts';
import { narrowScene } from './narrow-scene.ts';
import type { OverlayMarks } from './overlay-marks.ts';
import type { Scene } from './scene.ts';
import type { Exploration } from './use-exploration.ts';

const PARTS = ['whole', 'view', 'picked'] as const;
type Part = (typeof PARTS)[number];
const PART_NAMES: Readonly<Record<Part, string>> = {
  whole: 'The whole graph',
  view: 'What is shown',
  picked: 'What is picked',
};
const SCALES = [1, 2, 4];

export interface ExportMenuProps {
  readonly exploration: Exploration;
  readonly openHubs: ReadonlySet<ObjectId>;
  /** The overlays that are chosen, on a scene. */
  readonly overlaysOn: (scene: Scene) => readonly OverlayMarks[];
  readonly catalog: Catalog;
  readonly title: string;
}

/** The graph, or a part of it, as a file. */
export function ExportMenu({ exploration, openHubs, overlaysOn, catalog, title }: ExportMenuProps) {
  const [wanted, setWanted] = useState<Part>('view');
  const toast = useToast();
  const { picked, whole, scene } = exploration;
  const part: Part = wanted === 'picked' && picked.size === 0 ? 'view' : wanted;
  const partScene = () => (part === 'whole' ? whole : part === 'picked' ? narrowScene(whole, picked) : scene);
  const name = `${title.replace(/[^\p{L}\p{N}_-]+/gu, '-')}-graph`;
  const draw = (): Drawing => {
    const drawn = partScene();
    const { graph, layout } = drawn;
    return drawGraph({
      graph,
      layout,
      title,
      ink: PAPER,
      overlays: overlaysOn(whole).map((marks) => drawnOverlay(marks, whole, drawn)),
      openHubs,
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
