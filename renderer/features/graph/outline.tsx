import { useMemo, useState } from 'react';
import type { ObjectId } from '#app/catalog';
import { type GraphNode, graphIndex } from '#app/graph';
import { formatCount } from '#renderer/lib/kinds.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { KindIcon, StateMark } from '#renderer/parts';
import { Panel, TONE_TEXT, Tree, type TreeRow, Truncated } from '#renderer/ui';
import type { Picture } from './picture.ts';

interface OutlineRow extends TreeRow {
  readonly node: GraphNode | null;
  readonly count: number;
  /** What the overlay says of the module. */
  readonly share: string | null;
}

export interface OutlineProps {
  readonly picture: Omit<Picture, 'palette'>;
  readonly selected: ObjectId | null;
  readonly onSelect: (id: ObjectId) => void;
  readonly onSelectModule: (number: number) => void;
}

/** The graph as a list: modules and their tables, with what the overlay says of each. The way in without sight. */
export function Outline({ picture, selected, onSelect, onSelectModule }: OutlineProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { scene, marks } = picture;
  const rows = useMemo(() => rowsOf(picture, closed), [picture, closed]);
  return (
    <Panel label="Outline">
      <Tree
        label="Tables by module"
        rows={rows}
        selected={selected}
        onSelect={(row) => {
          if (row.node) onSelect(row.node.id);
          else onSelectModule(scene.layout.modules.findIndex((module) => moduleKey(module.id) === row.id));
        }}
        onToggle={(row, expanded) => {
          const next = new Set(closed);
          if (expanded) next.delete(row.id);
          else next.add(row.id);
          setClosed(next);
        }}
        renderRow={(row) => {
          const look = row.node ? marks.nodes.get(row.node.id) : undefined;
          return (
            <span className="flex min-w-0 flex-1 items-center gap-1.5">
              {row.node ? <KindIcon kind={row.node.kind} labelled /> : null}
              <Truncated text={row.text} className={row.node ? 'code-text flex-1' : 'flex-1 font-medium text-sm'} />
              {look ? (
                <span className={TONE_TEXT[look.tone]}>
                  <StateMark outline={look.mark} label={look.label} size={12} />
                </span>
              ) : null}
              {row.node ? null : (
                <span className="tabular shrink-0 text-faint text-sm">
                  {row.share === null ? null : `${row.share} · `}
                  {formatCount(row.count)}
                </span>
              )}
            </span>
          );
        }}
      />
    </Panel>
  );
}

function moduleKey(id: string): string {
  return `module ${id}`;
}

function rowsOf({ scene, marks }: Omit<Picture, 'palette'>, closed: ReadonlySet<string>): readonly OutlineRow[] {
  const { nodes } = graphIndex(scene.graph);
  return [...scene.layout.modules]
    .sort((a, b) => compareNaturally(a.name, b.name))
    .flatMap((module): readonly OutlineRow[] => {
      const id = moduleKey(module.id);
      const expanded = !closed.has(id);
      const share = marks.modules.get(module.id) ?? null;
      const count = module.members.length;
      const head: OutlineRow = { id, level: 1, expanded, text: module.name, node: null, count, share };
      if (!expanded) return [head];
      const members = module.members
        .flatMap((member): OutlineRow[] => {
          const node = nodes.get(member);
          return node ? [{ id: node.id, level: 2, expanded: null, text: node.name, node, count: 0, share: null }] : [];
        })
        .sort((a, b) => compareNaturally(a.text, b.text));
      return [head, ...members];
    });
}
