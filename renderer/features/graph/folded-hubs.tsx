import { Check } from 'lucide-react';
import type { ObjectId } from '#app/catalog';
import { type GraphNode, graphIndex } from '#app/graph';
import { formatCount } from '#renderer/lib/kinds.ts';
import { Menu, Tooltip } from '#renderer/ui';
import type { Scene } from './scene.ts';

export interface FoldedProps {
  readonly scene: Scene;
  readonly open: ReadonlySet<ObjectId>;
  readonly onToggle: (id: ObjectId) => void;
}

/** Switches that stand on the graph; where there are more hubs, the most referenced have one and the rest are a menu. */
const MOST_SWITCHES = 3;

const SWITCH =
  'flex h-6 max-w-48 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2 text-sm hover:bg-hover data-popup-open:bg-hover aria-pressed:border-accent aria-pressed:bg-selected';

/** Hubs whose references are folded away, each a switch that draws them. */
export function FoldedHubs({ scene, open, onToggle }: FoldedProps) {
  const { nodes } = graphIndex(scene.graph);
  const hubs = scene.graph.hubs.flatMap((id) => nodes.get(id) ?? []);
  if (hubs.length === 0) return null;
  const isMany = hubs.length > MOST_SWITCHES;
  const rest = isMany ? hubs.slice(MOST_SWITCHES - 1) : [];
  const drawn = rest.filter(({ id }) => open.has(id)).length;
  return (
    <fieldset aria-label="Folded references" className="flex min-w-0 flex-wrap items-center gap-1">
      {hubs.slice(0, hubs.length - rest.length).map((node) => (
        <Tooltip key={node.id} side="top" content={hintOf(node, open.has(node.id))}>
          <button type="button" aria-pressed={open.has(node.id)} onClick={() => onToggle(node.id)} className={SWITCH}>
            <Referenced node={node} />
          </button>
        </Tooltip>
      ))}
      {isMany ? (
        <Menu
          side="top"
          trigger={
            <button type="button" className={SWITCH}>
              {rest.length} more hubs{drawn > 0 ? `, ${drawn} drawn` : ''}
            </button>
          }
          entries={rest.map((node) => ({
            label: (
              <span className="flex items-center gap-1.5">
                <Referenced node={node} />
                <span className="sr-only">{open.has(node.id) ? 'drawn' : 'folded'}</span>
              </span>
            ),
            ...(open.has(node.id) ? { icon: Check } : {}),
            onSelect: () => onToggle(node.id),
          }))}
        />
      ) : null}
    </fieldset>
  );
}

function Referenced({ node }: { readonly node: GraphNode }) {
  return (
    <>
      <span className="tabular font-medium text-accent">←{formatCount(node.hub?.referencedBy ?? 0)}</span>
      <span className="code-text truncate">{node.name}</span>
    </>
  );
}

function hintOf({ name, hub }: GraphNode, isOpen: boolean): string {
  const what = hub?.reason === 'tenant-root' ? ', the tenant root' : '';
  return `${hub?.referencedBy ?? 0} tables reference ${name}${what}. Their lines are ${isOpen ? 'drawn' : 'folded'}.`;
}
