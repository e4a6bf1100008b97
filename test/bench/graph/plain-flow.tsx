import { type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import type { Catalog } from '#app/catalog';
import { buildGraph, type GraphNode, layoutGraph } from '#app/graph';

type TableNode = Node<{ readonly table: GraphNode } & Record<string, unknown>, 'table'>;

/** React Flow as its guide says: every table a node, every reference an edge, at the places our layout gives. */
export function plainFlow(root: HTMLElement, [catalog]: readonly [Catalog, Catalog]): void {
  const graph = buildGraph({ catalog, tenantRoot: { schema: 'public', name: 'companies' } });
  const layout = layoutGraph(graph);
  const nodes = graph.nodes.flatMap((table): TableNode[] => {
    const box = layout.boxes.get(table.id);
    return box ? [{ id: table.id, type: 'table', position: { x: box.x, y: box.y }, data: { table } }] : [];
  });
  const edges = graph.edges
    .filter(({ foldedInto }) => foldedInto === null)
    .map(({ id, from, to }): Edge => ({ id, source: from, target: to }));
  createRoot(root).render(
    <ReactFlow
      defaultNodes={nodes}
      defaultEdges={edges}
      nodeTypes={NODE_TYPES}
      minZoom={0.01}
      fitView
      nodesDraggable={false}
      onInit={() => window.probe.drawn()}
    />,
  );
}

const Table = memo(function Table({ data: { table } }: NodeProps<TableNode>) {
  return (
    <div style={{ border: '1px solid #888', background: '#fff', font: '12px monospace', minWidth: 240 }}>
      <Handle type="target" position={Position.Left} />
      <b>{table.name}</b>
      {table.columns.map(({ name, type }) => (
        <div key={name} style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
          <span>{name}</span>
          <span>{type}</span>
        </div>
      ))}
      <Handle type="source" position={Position.Right} />
    </div>
  );
});

const NODE_TYPES = { table: Table };
