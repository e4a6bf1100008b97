import { ArrowDown, ArrowUp, CircleAlert, CircleMinus, Flame, Network } from 'lucide-react';
import type { Origin } from '#app/catalog';
import type { Difference, SideState } from '#app/compare';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon, OriginLink, OriginLinks } from '#renderer/parts';
import { useNavigation } from '#renderer/stores';
import { Badge, Code, IconButton, Split, Tooltip } from '#renderer/ui';
import { CLASS_LOOKS, VERDICT_LOOKS } from './classes.ts';
import { DdlDiff } from './ddl-diff.tsx';
import { attributeText, sideText, sideTexts } from './difference-text.ts';

export interface DifferenceDetailProps {
  readonly difference: Difference;
  readonly from: string;
  readonly to: string;
  readonly onStep: (step: 1 | -1) => void;
}

/** One difference: what it is, what each side says and where, why it counts, and the DDL of both sides. */
export function DifferenceDetail(props: DifferenceDetailProps) {
  const { difference, from, to } = props;
  return (
    <Split
      id="difference"
      direction="column"
      panes={[
        { id: 'difference', size: '40%', min: 120, content: <Facts {...props} /> },
        { id: 'ddl', min: 120, content: <DdlDiff object={difference.object} from={from} to={to} /> },
      ]}
    />
  );
}

function Facts({ difference, from, to, onStep }: DifferenceDetailProps) {
  const whole = difference.attribute === null;
  const [before, after] = sideTexts(difference.states[from], difference.states[to]);
  return (
    <article aria-label={difference.summary} className="flex h-full flex-col gap-3 overflow-auto px-4 py-3">
      <Heading difference={difference} onStep={onStep} />
      <p className="text-lg [overflow-wrap:anywhere]">{difference.summary}</p>
      <Marks difference={difference} />
      <div className="grid min-w-0 shrink-0 grid-cols-2 overflow-hidden rounded-md border border-line">
        <Side label={from} state={difference.states[from]} text={whole ? null : before} />
        <Side label={to} state={difference.states[to]} text={whole ? null : after} second />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">{difference.counts ? 'Why it counts' : 'Why it does not count'}</dt>
        <dd>{difference.reason}</dd>
        <dt className="text-muted">Verdict</dt>
        <dd>
          {VERDICT_LOOKS[difference.verdict].label}.{' '}
          <span className="text-muted">{VERDICT_LOOKS[difference.verdict].meaning}</span>
        </dd>
        <Others difference={difference} from={from} to={to} />
      </dl>
    </article>
  );
}

function Heading({ difference, onStep }: { readonly difference: Difference; readonly onStep: (step: 1 | -1) => void }) {
  const go = useNavigation((state) => state.go);
  return (
    <header className="flex items-center gap-2">
      <KindIcon kind={difference.kind} />
      <span className="text-muted">{KIND_LOOKS[difference.kind].one}</span>
      <Code className="min-w-0 flex-1 font-medium">
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

function Marks({ difference }: { readonly difference: Difference }) {
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
      {difference.counts ? (
        <Badge tone="bad" icon={CircleAlert}>
          Counts
        </Badge>
      ) : (
        <Badge icon={CircleMinus}>Does not count</Badge>
      )}
      {difference.destroyedBy.map((command) => (
        <Badge key={command} tone="warn" icon={Flame}>
          drizzle-kit {command} would undo it
        </Badge>
      ))}
    </p>
  );
}

function Side({
  label,
  state,
  text,
  second,
}: {
  readonly label: string;
  readonly state: SideState | undefined;
  /** What it says; `null` where the difference is about the object's being there. */
  readonly text: string | null;
  readonly second?: boolean;
}) {
  const there = state?.present ?? false;
  return (
    <section aria-label={`In ${label}`} className={second ? 'min-w-0 border-line border-l' : 'min-w-0'}>
      <h3 className="border-line border-b bg-sunken px-3 py-1 font-medium text-sm">{label}</h3>
      <div className="flex flex-col gap-2 px-3 py-2">
        {there ? (
          <pre className="code-text max-h-40 overflow-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
            {text ?? 'there'}
          </pre>
        ) : (
          <p className="text-muted italic">not there</p>
        )}
        {there && state && state.origins.length > 0 ? <OriginLinks origins={state.origins} /> : null}
        {there ? null : <Place origins={state?.origins ?? []} />}
      </div>
    </section>
  );
}

/** Where what is not there would stand: its table, by the first place that made it. */
function Place({ origins }: { readonly origins: readonly Origin[] }) {
  const [made] = origins;
  if (!made) return null;
  return (
    <p className="flex flex-wrap gap-x-1.5 text-muted text-sm">
      its table is at <OriginLink origin={made} />
    </p>
  );
}

/** What a third source says, and another name it may have had. */
function Others({
  difference,
  from,
  to,
}: {
  readonly difference: Difference;
  readonly from: string;
  readonly to: string;
}) {
  const others = Object.entries(difference.states).filter(([label]) => label !== from && label !== to);
  return (
    <>
      {others.map(([label, state]) => (
        <div key={label} className="contents">
          <dt className="text-muted">In {label}</dt>
          <dd>
            <Code>{sideText(state)}</Code>
            <OriginLinks origins={state.origins} />
          </dd>
        </div>
      ))}
      {difference.renameOf === undefined ? null : (
        <>
          <dt className="text-muted">Perhaps renamed from</dt>
          <dd>
            <Code>{qualifiedText(difference.renameOf)}</Code>
          </dd>
        </>
      )}
    </>
  );
}
