import { ArrowDown, ArrowLeft, ArrowUp, CircleAlert, CircleMinus, EyeOff, Flame, Network } from 'lucide-react';
import { type Ref, useDeferredValue } from 'react';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import type { Room } from '#renderer/lib/room.ts';
import type { Change } from '#renderer/lib/since-look.ts';
import { KindIcon } from '#renderer/parts';
import { useNavigation } from '#renderer/stores';
import { Badge, Code, IconButton, Split, Tooltip } from '#renderer/ui';
import { CLASS_LOOKS } from './classes.ts';
import { DdlDiff } from './ddl-diff.tsx';
import { attributeText } from './difference-text.ts';
import { ChangeMark } from './difference-tree.tsx';
import { DrizzleKit } from './drizzle-kit.tsx';
import { Sides } from './sides.tsx';
import { Waive } from './waive-form.tsx';
import { Why } from './why.tsx';

export interface DifferenceDetailProps {
  readonly difference: Difference;
  readonly result: DriftResult;
  readonly labels: readonly string[];
  readonly change: Change | null;
  readonly room: Room;
  readonly onStep: (step: 1 | -1) => void;
  /** Escape: back to the list. */
  readonly onBack: () => void;
  readonly articleRef: Ref<HTMLElement>;
}

/** One difference: what it is, what each source says and where, why it counts, and the DDL of two of them. */
export function DifferenceDetail(props: DifferenceDetailProps) {
  // Walking on is not held up by the texts: they follow.
  const object = useDeferredValue(props.difference.object);
  // Two panes that scroll need more room than there is: one that scrolls holds both.
  if (props.room.isLow) {
    return (
      <div className="h-full overflow-auto">
        <Facts {...props} />
        <div className="h-72 border-line border-t">
          <DdlDiff object={object} result={props.result} />
        </div>
      </div>
    );
  }
  return (
    <Split
      id="difference"
      direction="column"
      panes={[
        { id: 'difference', size: '55%', min: 120, content: <Facts {...props} /> },
        { id: 'ddl', min: 120, content: <DdlDiff object={object} result={props.result} /> },
      ]}
    />
  );
}

function Facts({ difference, result, labels, change, room, onStep, onBack, articleRef }: DifferenceDetailProps) {
  return (
    <article
      ref={articleRef}
      aria-label={difference.summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and Enter in the list leads here.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onBack();
      }}
      className="flex h-full low:h-auto flex-col gap-3 overflow-auto px-4 py-3 outline-none focus-visible:shadow-[inset_0_0_0_1px_var(--focus)]"
    >
      <Heading difference={difference} onStep={onStep} onBack={room.isSlim ? onBack : null} />
      <p className="text-lg [overflow-wrap:anywhere]">{difference.summary}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Marks difference={difference} change={change} />
        <span className="flex-1" />
        <Waive difference={difference} />
      </div>
      <Sides difference={difference} from={result.from} to={result.to} labels={labels} />
      <Why difference={difference} result={result} />
      <DrizzleKit facts={difference.kit} />
    </article>
  );
}

interface HeadingProps extends Pick<DifferenceDetailProps, 'difference' | 'onStep'> {
  /** Where the list is not in sight. */
  readonly onBack: (() => void) | null;
}

function Heading({ difference, onStep, onBack }: HeadingProps) {
  const go = useNavigation((state) => state.go);
  return (
    <header className="flex items-center gap-2">
      {onBack ? (
        <IconButton icon={ArrowLeft} label="Back to the list" keys="Esc" size="small" onClick={onBack} />
      ) : null}
      <KindIcon kind={difference.kind} />
      <span className="text-muted">{KIND_LOOKS[difference.kind].one}</span>
      <Code className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">
        {qualifiedText(difference.object)}
        {difference.attribute === null ? '' : ` · ${attributeText(difference.attribute)}`}
      </Code>
      <IconButton
        icon={Network}
        label="Show in the graph"
        size="small"
        onClick={() => go({ view: 'graph', object: difference.object })}
      />
      <IconButton icon={ArrowUp} label="Previous difference" keys="K" size="small" onClick={() => onStep(-1)} />
      <IconButton icon={ArrowDown} label="Next difference" keys="J" size="small" onClick={() => onStep(1)} />
    </header>
  );
}

function Marks({ difference, change }: { readonly difference: Difference; readonly change: Change | null }) {
  const look = CLASS_LOOKS[difference.class];
  return (
    <p className="flex flex-wrap gap-1.5">
      <Tooltip content={look.meaning}>
        <span>
          <Badge tone={look.tone} icon={look.icon}>
            {look.label}
          </Badge>
        </span>
      </Tooltip>
      <CountsBadge difference={difference} />
      {difference.destroyedBy.length > 0 ? (
        <Badge tone="bad" icon={Flame}>
          drizzle-kit {difference.destroyedBy.join(' and ')} would drop or weaken it
        </Badge>
      ) : null}
      {difference.renameOf === undefined ? null : <Badge tone="accent">Renamed</Badge>}
      {change === null ? null : <ChangeMark change={change} />}
    </p>
  );
}

function CountsBadge({ difference }: { readonly difference: Difference }) {
  if (difference.waiver) return <Badge icon={EyeOff}>Waived</Badge>;
  if (!difference.counts) return <Badge icon={CircleMinus}>Does not count</Badge>;
  return (
    <Badge tone="bad" icon={CircleAlert}>
      Counts
    </Badge>
  );
}
