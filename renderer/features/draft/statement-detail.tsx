import { ArrowDown, ArrowUp } from 'lucide-react';
import type { DraftFault, DraftProofStep } from '#app/api';
import { type Hazard, type PlannedStatement, sayHazard } from '#app/plan';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { CodeView } from '#renderer/lib/monaco.tsx';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon } from '#renderer/parts';
import { useNavigation } from '#renderer/stores';
import { Badge, Button, classNames, IconButton, Split, TONE_TEXT } from '#renderer/ui';
import { byGravity, lookOf, observedHazards } from './hazard-looks.ts';

export interface StatementDetailProps {
  readonly statement: PlannedStatement;
  readonly number: number;
  readonly count: number;
  /** What was seen when it ran on rows, where it did. */
  readonly step: DraftProofStep | undefined;
  readonly faults: readonly DraftFault[];
  readonly onStep: (step: 1 | -1) => void;
}

/** A statement: what it is about and what has to be known before it is run, above its SQL. */
export function StatementDetail(props: StatementDetailProps) {
  const { statement, number } = props;
  return (
    <Split
      id="draft-statement"
      direction="column"
      panes={[
        { id: 'facts', size: '42%', min: 96, content: <Facts {...props} /> },
        {
          id: 'sql',
          min: 120,
          content: <CodeView text={`${statement.sql};`} language="pgsql" label={`SQL of statement ${number}`} />,
        },
      ]}
    />
  );
}

function Facts({ statement, number, count, step, faults, onStep }: StatementDetailProps) {
  const go = useNavigation((store) => store.go);
  const { object } = statement;
  const { kind } = objectName(object);
  const hazards = byGravity(observedHazards(statement.hazards, step));
  return (
    <article
      aria-label={`Statement ${number} of ${count}`}
      className="flex h-full flex-col gap-3 overflow-auto px-4 py-3"
    >
      <header className="flex items-center gap-2">
        <KindIcon kind={kind} />
        <h2 className="code-text min-w-0 flex-1 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
          {qualifiedText(object)}
        </h2>
        <span className="tabular text-muted">
          {number} of {count}
        </span>
        <IconButton icon={ArrowUp} label="Previous statement" keys="K" onClick={() => onStep(-1)} />
        <IconButton icon={ArrowDown} label="Next statement" keys="J" onClick={() => onStep(1)} />
      </header>
      <p className="flex flex-wrap items-center gap-1.5 text-muted">
        <Badge>{KIND_LOOKS[kind].one}</Badge>
        <Button size="small" variant="quiet" onClick={() => go({ view: 'graph', object })}>
          Show in the graph
        </Button>
      </p>
      {step?.error ? (
        <p className="rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad">On rows: {step.error}</p>
      ) : null}
      {faults.map(({ message }) => (
        <p key={message} className="rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad">
          When it was tried: {message}
        </p>
      ))}
      {hazards.length === 0 ? (
        <p className="text-muted">It makes something new, or changes what nobody waits for.</p>
      ) : (
        <ul aria-label="What to know before it is run" className="flex flex-col gap-1.5">
          {hazards.map((hazard) => (
            <HazardLine key={JSON.stringify(hazard)} hazard={hazard} />
          ))}
        </ul>
      )}
    </article>
  );
}

function HazardLine({ hazard }: { readonly hazard: Hazard }) {
  const { icon: Icon, label, tone } = lookOf(hazard);
  const query = hazard.kind === 'fails-if' ? hazard.query : null;
  const text = query === null ? sayHazard(hazard) : sayHazard({ ...hazard, query: null } as Hazard);
  return (
    <li className="flex gap-2">
      <Icon
        role="img"
        aria-label={label}
        size={14}
        strokeWidth={1.75}
        className={classNames('mt-[3px] shrink-0', TONE_TEXT[tone])}
      />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">{text}</p>
        {query === null ? null : (
          <pre className="code-text mt-1 overflow-auto rounded-md border border-line bg-sunken px-2 py-1 text-muted">
            {query}
          </pre>
        )}
      </div>
    </li>
  );
}
