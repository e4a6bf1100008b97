import { RotateCw, ShieldCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { AuditResult } from '#app/api';
import { unreadIn } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { Failure, ProblemLines, WorkInProgress } from '#renderer/parts';
import { type AuditLayout, resultOf, useAudit, useOpenProject } from '#renderer/stores';
import { Button, EmptyState, ToggleGroup } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { Findings } from './findings.tsx';
import { Isolation } from './isolation.tsx';
import { Matrix } from './matrix.tsx';
import { Notes } from './notes.tsx';
import { Plan } from './plan.tsx';
import { ReportMenu } from './report-menu.tsx';
import { useAuditRun } from './use-audit-run.ts';

const LAYOUTS: readonly { readonly value: AuditLayout; readonly label: string }[] = [
  { value: 'list', label: 'List' },
  { value: 'matrix', label: 'Matrix' },
  { value: 'plan', label: 'Plan' },
  { value: 'isolation', label: 'Isolation' },
];

/** What is wrong with the schema: the answer first, then each finding with what shows it and what ends it. */
export function AuditView() {
  const state = useAudit((store) => store.state);
  const layout = useAudit((store) => store.layout);
  const setLayout = useAudit((store) => store.setLayout);
  const run = useAuditRun();
  useFirstRun();
  const result = resultOf(state);
  return (
    <section aria-label="Audit" className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          {result ? <Answer result={result} /> : <h2 className="font-semibold text-xl">Audit</h2>}
        </div>
        {result || state.status === 'failed' || layout === 'isolation' ? (
          <ToggleGroup label="Show as" value={layout} onChange={setLayout} options={LAYOUTS} />
        ) : null}
        {result ? <ReportMenu /> : null}
        {result ? (
          <Button icon={RotateCw} disabled={state.status === 'loading'} onClick={() => run(true)}>
            Audit again
          </Button>
        ) : null}
      </header>
      {state.status === 'failed' && result ? <Failure compact error={state.error} onRetry={() => run()} /> : null}
      <Stale />
      {result ? <Notes result={result} /> : null}
      <div className="min-h-0 flex-1">
        <Body result={result} layout={layout} onList={() => setLayout('list')} />
      </div>
    </section>
  );
}

/** Whoever opens the view wants to know. */
function useFirstRun(): void {
  const status = useAudit((store) => store.state.status);
  const root = useOpenProject()?.root;
  const isCancelled = useAudit((store) => store.isCancelled);
  const run = useAuditRun();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does hangs on the project and the state alone.
  useEffect(() => {
    if (root !== undefined && status === 'idle' && !isCancelled) run();
  }, [root, status, isCancelled]);
}

interface BodyProps {
  readonly result: AuditResult | null;
  readonly layout: AuditLayout;
  readonly onList: () => void;
}

function Body({ result, layout, onList }: BodyProps): ReactNode {
  const state = useAudit((store) => store.state);
  const cancel = useAudit((store) => store.cancel);
  const run = useAuditRun();
  if (layout === 'isolation') return <Isolation />;
  if (!result && state.status === 'loading') {
    return <WorkInProgress title="Auditing the schema" progress={state.progress} onCancel={cancel} />;
  }
  if (!result && state.status === 'failed') return <Failure error={state.error} onRetry={() => run()} />;
  if (!result) {
    return (
      <EmptyState
        icon={ShieldCheck}
        title="The schema is not audited yet"
        actions={
          <Button variant="primary" onClick={() => run()}>
            Audit
          </Button>
        }
      >
        Rules look at code, migrations and the live database, and say what is wrong, where, and what puts it right.
      </EmptyState>
    );
  }
  if (result.findings.length === 0) return <NothingFound result={result} onRetry={() => run(true)} />;
  if (layout === 'plan') return <Plan result={result} />;
  return layout === 'matrix' ? <Matrix result={result} onChosen={onList} /> : <Findings result={result} />;
}

/** Good news only where everything was looked at. */
function NothingFound({ result, onRetry }: { readonly result: AuditResult; readonly onRetry: () => void }) {
  const evaluated = countWord(result.rules.filter(({ state }) => state === 'evaluated').length, 'rule');
  const sources = new Intl.ListFormat('en-GB').format(result.sources.map(({ label }) => label));
  const unread = unreadIn(result.unread);
  if (!result.complete) {
    return (
      <EmptyState
        icon={TriangleAlert}
        tone="warn"
        title="Nothing was found in what could be read"
        actions={
          <Button icon={RotateCw} onClick={onRetry}>
            Audit again
          </Button>
        }
      >
        <p>
          {sources === '' ? 'No source could be read.' : `${evaluated} looked at what could be read of ${sources}.`}
        </p>
        <div className="pt-3 text-left">
          <ProblemLines problems={unread} />
        </div>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ShieldCheck} tone="good" title="Nothing was found">
      {evaluated} looked at {sources}.
    </EmptyState>
  );
}

/** That something was read anew since. */
function Stale() {
  const isStale = useAudit((store) => store.isStale);
  const run = useAuditRun();
  if (!isStale) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-b bg-sunken px-4 py-1.5 text-sm">
      <p className="min-w-0 flex-1">The project has changed since it was audited.</p>
      <Button size="small" icon={RotateCw} onClick={() => run()}>
        Audit again
      </Button>
    </div>
  );
}
