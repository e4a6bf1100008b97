import { Compass } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { useNavigation, type View } from '#renderer/stores';
import { Button, Kbd } from '#renderer/ui';

interface TourStep {
  readonly view: View;
  readonly title: string;
  readonly text: string;
  readonly keys: readonly string[];
}

/** Four things that lead to all others. */
const STEPS: readonly TourStep[] = [
  {
    view: 'graph',
    title: 'The graph is the schema',
    text: 'Arrow keys walk along foreign keys. E shows only what is around a table, P the path to another, with its join to copy.',
    keys: ['E', 'P'],
  },
  {
    view: 'graph',
    title: 'Everything has a name',
    text: 'Search finds tables, columns, policies, findings, differences, files and commands, from whichever view.',
    keys: ['Mod+K'],
  },
  {
    view: 'drift',
    title: 'Three accounts of one schema',
    text: 'Drift says where code, migrations and the database differ, which side is wrong, and drafts what puts it right.',
    keys: ['Alt+2'],
  },
  {
    view: 'audit',
    title: 'What is wrong, and what shows it',
    text: 'The audit’s findings come with their evidence and a remedy; the proof runs whether tenants are kept apart.',
    keys: ['Alt+3'],
  },
];

/** Offers the tour once, in a line of its own that covers nothing, until somebody took it or said no. */
export function TourOffer({ onStart }: { readonly onStart: () => void }) {
  const [seen, setSeen] = useRemembered('tour-seen', false);
  if (seen) return null;
  const end = (act?: () => void) => () => {
    setSeen(true);
    act?.();
  };
  return (
    <aside
      aria-label="Tour"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-accent-line border-b bg-selected px-3 py-1"
    >
      <Compass aria-hidden size={14} strokeWidth={1.75} className="text-accent" />
      <span className="font-medium">New here?</span>
      <span className="text-muted">Four steps show the graph, search, drift and the audit.</span>
      <span className="ml-auto flex items-center gap-1">
        <Button size="small" variant="muted" onClick={end()}>
          No tour
        </Button>
        <Button size="small" variant="primary" onClick={end(onStart)}>
          Show me
        </Button>
      </span>
    </aside>
  );
}

/** A step at a time beside what it is about; Escape or Skip ends it. */
export function Tour({ onEnd }: { readonly onEnd: () => void }) {
  const [at, setAt] = useState(0);
  const show = useNavigation((store) => store.show);
  const card = useRef<HTMLElement>(null);
  const step = STEPS[at];
  useEffect(() => card.current?.focus(), []);
  useEffect(() => {
    if (step) show(step.view);
  }, [step, show]);
  if (!step) return null;
  const isLast = at === STEPS.length - 1;
  return (
    <section
      ref={card}
      role="dialog"
      aria-label={`Tour, step ${at + 1} of ${STEPS.length}: ${step.title}`}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      className="fixed bottom-10 left-1/2 z-40 flex w-[420px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col gap-2 rounded-lg border border-line-strong bg-raised p-4 shadow-overlay"
    >
      <h2 className="flex items-center gap-2 font-semibold text-lg">
        <span className="flex-1">{step.title}</span>
        {step.keys.map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
      </h2>
      <p aria-live="polite">{step.text}</p>
      <footer className="flex items-center gap-2">
        <span className="tabular flex-1 text-muted text-sm">
          {at + 1} of {STEPS.length}
        </span>
        {isLast ? null : (
          <Button variant="muted" onClick={onEnd}>
            Skip
          </Button>
        )}
        {at > 0 ? <Button onClick={() => setAt(at - 1)}>Back</Button> : null}
        <Button variant="primary" onClick={() => (isLast ? onEnd() : setAt(at + 1))}>
          {isLast ? 'Done' : 'Next'}
        </Button>
      </footer>
    </section>
  );
}
