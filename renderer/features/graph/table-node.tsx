import { memo } from 'react';
import type { ObjectId } from '#app/catalog';
import {
  type GraphColumn,
  type GraphNode,
  graphIndex,
  HEADER_HEIGHT,
  type Pin,
  ROW_HEIGHT,
  shownColumns,
} from '#app/graph';
import type { StateLook } from '#app/report';
import { KindIcon, StateMark } from '#renderer/parts';
import { classNames, TONE_TEXT } from '#renderer/ui';
import { figureText } from './overlay-marks.ts';
import { isDimmed, type Picture } from './picture.ts';
import { type Drag, useDrag } from './use-drag.ts';

export interface TableNodeProps {
  readonly id: ObjectId;
  readonly picture: Omit<Picture, 'palette'>;
  readonly onOpenHub: (id: ObjectId) => void;
  readonly onPut: (id: ObjectId, at: Pin) => void;
  readonly zoomOf: () => number;
}

/** A table near enough to be read. Its box, hatching and edges are on the canvas below; this adds the words. */
export function TableNode({ id, picture, onOpenHub, onPut, zoomOf }: TableNodeProps) {
  const { scene, marks, beside, drift, emphasis } = picture;
  const node = graphIndex(scene.graph).nodes.get(id);
  const drag = useDrag(scene.layout.boxes.get(id), zoomOf, (at) => onPut(id, at));
  if (!node) return null;
  return (
    <TableCard
      drag={drag}
      node={node}
      look={marks.nodes.get(id) ?? null}
      second={beside?.nodes.get(id) ?? null}
      figure={figureText(marks, id)}
      differences={drift.get(id) ?? 0}
      dimmed={isDimmed(id, picture)}
      hubOpen={emphasis.openHubs.has(id)}
      onOpenHub={onOpenHub}
    />
  );
}

interface TableCardProps {
  /** Of the header: the table is taken by it. */
  readonly drag: Drag;
  readonly node: GraphNode;
  readonly look: StateLook | null;
  readonly second: StateLook | null;
  /** What the overlay counts on it, in words. */
  readonly figure: string | null;
  readonly differences: number;
  readonly dimmed: boolean;
  readonly hubOpen: boolean;
  readonly onOpenHub: (id: ObjectId) => void;
}

const TableCard = memo(function TableCard(props: TableCardProps) {
  const { drag, node, look, second, figure, differences, dimmed, hubOpen, onOpenHub } = props;
  const { shown, more } = shownColumns(node.columns);
  return (
    <div
      data-table={node.id}
      className={classNames('size-full cursor-default select-none transition-opacity', dimmed && 'opacity-30')}
    >
      <div
        className="nopan flex cursor-grab items-center gap-1.5 px-2.5 active:cursor-grabbing"
        style={{ height: HEADER_HEIGHT }}
        {...drag}
      >
        <KindIcon kind={node.kind} size={14} />
        <span className="min-w-0 flex-1 truncate font-mono font-semibold text-base" title={titleOf(node)}>
          {node.schema === 'public' ? null : <span className="font-normal text-faint">{node.schema}.</span>}
          {node.name}
        </span>
        {figure === null ? null : <Note text={figure} />}
        {node.partitions > 0 ? <Note text={`${node.partitions} partitions`} /> : null}
        {node.hub ? (
          <button
            type="button"
            aria-pressed={hubOpen}
            title={`${node.hub.referencedBy} tables reference ${node.name}; ${hubOpen ? 'fold' : 'draw'} them`}
            onClick={(event) => {
              event.stopPropagation();
              onOpenHub(node.id);
            }}
            className="nodrag nopan tabular h-[18px] rounded-full border border-accent-line bg-selected px-1.5 font-medium text-2xs text-accent leading-none hover:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
          >
            ←{node.hub.referencedBy}
          </button>
        ) : null}
        {differences > 0 ? (
          <span
            className="tabular font-mono font-semibold text-2xs text-special"
            title={`${differences} differences that count`}
          >
            Δ{differences}
          </span>
        ) : null}
        {look && look.tone !== 'neutral' ? (
          <span className={TONE_TEXT[look.tone]} title={look.label}>
            <StateMark outline={look.mark} label={look.label} />
          </span>
        ) : null}
        {second ? <span className="sr-only">{second.label}</span> : null}
      </div>
      <div className="border-line border-t">
        {shown.map((column) => (
          <ColumnRow key={column.name} column={column} />
        ))}
        {node.columns.length === 0 ? (
          <p className="px-2.5 py-1.5 text-faint text-xs leading-4">
            {node.kind === 'table' ? 'no columns' : 'its query names the columns; a database tells them'}
          </p>
        ) : null}
        {more > 0 ? (
          <div className="flex items-center px-2.5 text-faint text-xs" style={{ height: ROW_HEIGHT }}>
            and {more} more
          </div>
        ) : null}
      </div>
    </div>
  );
});

function titleOf(node: GraphNode): string {
  const name = `${node.schema}.${node.name}`;
  return node.comment ? `${name}: ${node.comment}` : name;
}

function Note({ text }: { readonly text: string }) {
  return <span className="shrink-0 text-2xs text-faint">{text}</span>;
}

function ColumnRow({ column }: { readonly column: GraphColumn }) {
  const isKey = column.primaryKey || column.foreignKey;
  return (
    <div className="flex items-center gap-1.5 pr-2.5 pl-1.5 font-mono text-xs" style={{ height: ROW_HEIGHT }}>
      <span className="w-[18px] shrink-0 text-center font-sans font-semibold text-[9px] text-accent leading-none">
        {keyMark(column)}
      </span>
      <span
        title={column.name}
        className={classNames('min-w-0 truncate', column.primaryKey ? 'font-semibold' : isKey ? 'text-accent' : '')}
      >
        {column.name}
        {column.notNull === false ? <span className="text-faint">?</span> : null}
      </span>
      <span
        title={column.type}
        className={classNames(
          'ml-auto min-w-0 max-w-[55%] shrink-0 truncate',
          column.isEnum ? 'text-special' : 'text-faint',
        )}
      >
        {column.isEnum ? '◇ ' : ''}
        {column.generated ? 'ƒ ' : ''}
        {column.type}
      </span>
    </div>
  );
}

function keyMark(column: GraphColumn): string {
  if (column.primaryKey) return 'PK';
  if (column.foreignKey) return 'FK';
  return column.unique ? 'UQ' : '';
}
