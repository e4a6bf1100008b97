import { graphIndex } from '#app/graph';
import { countWord } from '#renderer/lib/kinds.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { StateMark } from '#renderer/parts';
import { TONE_TEXT } from '#renderer/ui';
import type { Picture } from './picture.ts';
import type { DrawnEdge } from './scene-edges.ts';

/** What is under the pointer, and where the pointer is in the graph's element. */
export interface Hover {
  readonly edge: DrawnEdge | null;
  /** References that run together there. */
  readonly bundle: readonly DrawnEdge[] | null;
  readonly table: string | null;
  readonly x: number;
  readonly y: number;
}

/** Names the reference (or, far away, the table) that is pointed at. */
export function HoverNote({ hover, picture }: { readonly hover: Hover; readonly picture: Omit<Picture, 'palette'> }) {
  return (
    <div
      data-hover-note
      className="pointer-events-none absolute z-10 max-w-[460px] rounded-md border border-line-strong bg-raised px-2 py-1 text-sm shadow-overlay"
      style={{ left: hover.x + 14, top: hover.y + 14 }}
    >
      {hover.edge ? <EdgeText edge={hover.edge} picture={picture} /> : null}
      {hover.bundle ? <BundleText edges={hover.bundle} picture={picture} /> : null}
      {hover.table === null ? null : <span className="code-text">{hover.table}</span>}
    </div>
  );
}

/** Tables of a bundle that are named; the others are counted. */
const MOST_NAMED = 8;

function BundleText({
  edges,
  picture,
}: {
  readonly edges: readonly DrawnEdge[];
  readonly picture: Omit<Picture, 'palette'>;
}) {
  const { nodes } = graphIndex(picture.scene.graph);
  const name = (id: string | undefined) => nodes.get(id ?? '')?.name ?? '';
  const from = [...new Set(edges.map((edge) => name(edge.from)))].sort(compareNaturally);
  const rest = from.length - MOST_NAMED;
  return (
    <>
      <p>
        {countWord(edges.length, 'reference')} <span className="text-accent">→</span>{' '}
        <span className="code-text">{name(edges[0]?.to)}</span>
      </p>
      <p className="code-text text-muted">
        {from.slice(0, MOST_NAMED).join(', ')}
        {rest > 0 ? `, and ${rest} more` : ''}
      </p>
    </>
  );
}

function EdgeText({ edge, picture }: { readonly edge: DrawnEdge; readonly picture: Omit<Picture, 'palette'> }) {
  const { nodes } = graphIndex(picture.scene.graph);
  const look = picture.marks.edges.get(edge.key);
  const end = (id: string, columns: readonly string[]) => {
    const name = nodes.get(id)?.name ?? id;
    return columns.length === 0 ? name : `${name}.${columns.length === 1 ? columns[0] : `(${columns.join(', ')})`}`;
  };
  return (
    <>
      <p className="code-text">
        {end(edge.from, edge.columns)} <span className="text-accent">→</span> {end(edge.to, edge.referencedColumns)}
      </p>
      <p className="text-muted">
        {edge.name === '' ? null : <span className="code-text">{edge.name} · </span>}
        {cardinalityText(edge)}
      </p>
      {look ? (
        <p className={`flex items-center gap-1 ${TONE_TEXT[look.tone]}`}>
          <StateMark outline={look.mark} size={12} /> {look.label}
        </p>
      ) : null}
    </>
  );
}

function cardinalityText(edge: DrawnEdge): string {
  if (edge.kind === 'reads') return 'the view reads it';
  if (edge.kind === 'inherits') return 'inherits';
  const how = `${edge.unique ? 'one to one' : 'many to one'}${edge.optional ? ', optional' : ''}`;
  return edge.kind === 'relation' ? `Drizzle relation without a foreign key, ${how}` : how;
}
