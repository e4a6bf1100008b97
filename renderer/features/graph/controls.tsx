import { ListTree, Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '#renderer/ui';
import type { FlowHandle } from './flow.tsx';
import { Minimap } from './minimap.tsx';
import type { Picture } from './picture.ts';
import type { ViewportFeed } from './scene-canvas.tsx';

/** One press of a zoom button or key. */
export const ZOOM_STEP = 1.4;

export interface ControlsProps {
  readonly flow: { readonly current: FlowHandle | null };
  readonly feed: ViewportFeed;
  readonly picture: Omit<Picture, 'palette'>;
  readonly outlineOpen: boolean;
  readonly onOutline: (open: boolean) => void;
  readonly onShowAll: () => void;
  /** The view is the person's from now on. */
  readonly onMoved: () => void;
}

/** Zoom, outline and minimap, in the corner of the graph. */
export function Controls({ flow, feed, picture, outlineOpen, onOutline, onShowAll, onMoved }: ControlsProps) {
  const zoom = (factor: number) => () => {
    onMoved();
    flow.current?.zoomBy(factor);
  };
  return (
    <div className="pointer-events-none absolute right-3 bottom-3 z-10 flex flex-col items-end gap-2 *:pointer-events-auto">
      <div className="flex flex-col rounded-md border border-line-strong bg-surface p-px">
        <IconButton size="small" side="left" icon={Plus} label="Zoom in" keys="+" onClick={zoom(ZOOM_STEP)} />
        <IconButton size="small" side="left" icon={Minus} label="Zoom out" keys="-" onClick={zoom(1 / ZOOM_STEP)} />
        <IconButton
          size="small"
          side="left"
          icon={Maximize}
          label="Show everything"
          keys="F"
          onClick={() => onShowAll()}
        />
        <IconButton
          size="small"
          side="left"
          icon={ListTree}
          label="Outline"
          aria-pressed={outlineOpen}
          onClick={() => onOutline(!outlineOpen)}
        />
      </div>
      <Minimap
        picture={picture}
        feed={feed}
        onPan={(x, y) => {
          onMoved();
          flow.current?.panTo(x, y);
        }}
      />
    </div>
  );
}
