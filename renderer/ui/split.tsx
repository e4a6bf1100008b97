import { Fragment, type ReactNode, type Ref } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator, useDefaultLayout } from 'react-resizable-panels';
import { classNames } from './class-names.ts';

export type SplitPaneHandle = PanelImperativeHandle;

export interface SplitPane {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels as a number, or a share as `'30%'`. */
  readonly size?: number | string;
  readonly min?: number;
  /** A pane with `keepSize` keeps its pixels when the window changes; at least one pane must not. */
  readonly keepSize?: boolean;
}

export interface SplitProps {
  /** Names the layout in the memory of this machine. */
  readonly id: string;
  readonly direction: 'row' | 'column';
  readonly panes: readonly SplitPane[];
  readonly className?: string;
  readonly handles?: Readonly<Record<string, Ref<SplitPaneHandle | null>>>;
}

/** Panes beside or below each other with dividers that can be dragged or moved by arrow keys, and are remembered. */
export function Split({ id, direction, panes, className, handles }: SplitProps) {
  const horizontal = direction === 'row';
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `raingauge:split:${id}`,
    panelIds: panes.map((pane) => pane.id),
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      orientation={horizontal ? 'horizontal' : 'vertical'}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className={classNames('h-full min-h-0 w-full min-w-0', className)}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 ? (
            <Separator
              aria-label={`Resize ${pane.id}`}
              className={classNames(
                'relative shrink-0 bg-line outline-none transition-colors hover:bg-accent focus-visible:bg-focus data-[separator=active]:bg-accent',
                horizontal ? 'w-px' : 'h-px',
              )}
            />
          ) : null}
          <Panel
            id={pane.id}
            {...(pane.size === undefined ? {} : { defaultSize: pane.size })}
            {...(pane.min === undefined ? {} : { minSize: pane.min })}
            groupResizeBehavior={pane.keepSize ? 'preserve-pixel-size' : 'preserve-relative-size'}
            {...(handles?.[pane.id] ? { panelRef: handles[pane.id] } : {})}
            className="min-h-0 min-w-0"
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
