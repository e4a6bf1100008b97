import '../../../renderer/ui/tokens.css';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import { bareCanvas } from './bare-canvas.ts';
import { ourGraph } from './our-graph.tsx';
import { plainFlow } from './plain-flow.tsx';
import { makeProbe } from './probe.ts';

/** `?peer=raingauge|react-flow|canvas&tables=1000`: one graph of one size, drawn when `window.probe` is told to begin. */
const parameters = new URLSearchParams(window.location.search);
const tables = Number(parameters.get('tables') ?? 1000);
const PEERS = { raingauge: ourGraph, 'react-flow': plainFlow, canvas: bareCanvas };
const peer = PEERS[parameters.get('peer') as keyof typeof PEERS] ?? ourGraph;
const root = document.getElementById('root');
if (root) {
  const catalogs = [largeSchema(tables), largeSchema(tables)] as const;
  await document.fonts.ready;
  window.probe = makeProbe(() => peer(root, catalogs));
  root.innerHTML = '<i>ready</i>';
}
