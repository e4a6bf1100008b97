import { CircleCheck, FilePenLine, ListFilter, ShieldCheck } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { DraftResult, RemedyDraft } from '#app/api';
import { countWord } from '#renderer/lib/kinds.ts';
import { Failure, ProblemLines, RenameQuestion, WorkInProgress } from '#renderer/parts';
import { resultOf, useDraft, useDrift, useNavigation, useSources } from '#renderer/stores';
import { Button, Code, EmptyState } from '#renderer/ui';
import { Actions } from './actions.tsx';
import { Answer } from './answer.tsx';
import { Behind } from './edited.tsx';
import { Again, Ends } from './ends.tsx';
import { FilesPart } from './files-part.tsx';
import { DraftParts } from './parts.tsx';
import { useMake } from './use-make.ts';
import { useWritten, type Written } from './use-written.ts';

/** The migration that makes one source what another says: each statement with what to know of it. It is run nowhere. */
export function DraftView() {
  const state = useDraft((store) => store.state);
  const available = useSources((store) => store.entries).filter((entry) => entry.available);
  const isOfFindings = useDraft((store) => store.findings !== null);
  const make = useMake();
  useEndsOfDrift();
  const made = resultOf(state);
  const written = useWritten({ proof: made?.proof ?? null });
  // What was shown of another text says nothing of this one.
  const draft = made?.proof && !written.isProofOfIt ? { ...made, proof: null } : made;
  const byHand = written.isEdited ? { statements: written.rows.length, isProofOfIt: written.isProofOfIt } : null;
  return (
    <section aria-label="Draft" className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          {draft ? <Answer draft={draft} written={byHand} /> : <h2 className="font-semibold text-xl">Draft</h2>}
        </div>
        {draft && draft.statements.length > 0 ? <Actions draft={draft} written={written} /> : null}
        {isOfFindings ? <Again /> : <Ends entries={available} />}
      </header>
      {state.status === 'failed' && draft ? <Failure compact error={state.error} onRetry={() => make()} /> : null}
      <Only />
      <OfFindings draft={draft} />
      <Behind />
      <Notes draft={draft} isProofOfIt={written.isProofOfIt} />
      <div className="min-h-0 flex-1">
        <Body draft={draft} written={written} />
      </div>
    </section>
  );
}

/** Where nothing was chosen, the sides that are compared: what the code says is what a database shall be. */
function useEndsOfDrift(): void {
  const from = useDraft((store) => store.from);
  const isOfFindings = useDraft((store) => store.findings !== null);
  const setEnds = useDraft((store) => store.setEnds);
  const sides = [useDrift((store) => store.from), useDrift((store) => store.to)] as const;
  const [right, wrong] = sides[1] === 'code' ? [sides[1], sides[0]] : sides;
  useEffect(() => {
    if (from === null && !isOfFindings) setEnds(wrong, right);
  }, [from, isOfFindings, setEnds, wrong, right]);
}

interface BodyProps {
  readonly draft: DraftResult | RemedyDraft | null;
  readonly written: Written;
}

function Body({ draft, written }: BodyProps): ReactNode {
  const state = useDraft((store) => store.state);
  const cancel = useDraft((store) => store.cancel);
  const from = useDraft((store) => store.from);
  const to = useDraft((store) => store.to);
  const findings = useDraft((store) => store.findings);
  const show = useNavigation((store) => store.show);
  const make = useMake();
  if (!draft && state.status === 'loading') {
    return (
      <WorkInProgress
        title={findings === null ? `Drafting for ${from}` : 'Drafting what ends the findings'}
        progress={state.progress}
        onCancel={cancel}
      />
    );
  }
  if (!draft && state.status === 'failed') return <Failure error={state.error} onRetry={() => make()} />;
  if (!draft) {
    return (
      <EmptyState
        icon={FilePenLine}
        title={`Make ${from} what ${to} says`}
        actions={
          <>
            <Button variant="primary" onClick={() => make()}>
              Draft the migration
            </Button>
            <Button onClick={() => show('drift')}>Choose differences</Button>
          </>
        }
      >
        Every difference that counts becomes SQL, tried on a throw-away database first. Nothing is run on {from}.
      </EmptyState>
    );
  }
  if (!draft.complete) return <Open draft={draft} />;
  if (draft.statements.length > 0) return <DraftParts draft={draft} written={written} />;
  // The files are all there is: nothing of it is SQL.
  if (isRemedy(draft) && draft.inCode.length > 0) return <FilesPart draft={draft} written={written} isOfCode />;
  if (isRemedy(draft)) {
    return (
      <EmptyState icon={FilePenLine} title="No SQL ends these findings">
        What to do about them is for a person to decide: each finding says what it takes.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} tone="good" title="There is nothing to do">
      Nothing that counts differs between {draft.from} and {draft.to}.
    </EmptyState>
  );
}

/** What has to be answered or put right before there is a draft. */
function Open({ draft }: { readonly draft: DraftResult }) {
  const make = useMake();
  const { renameCandidates, unread } = draft;
  const others = unread.filter(({ code }) => code !== 'rename-open');
  return (
    <div className="flex h-full max-w-[880px] flex-col gap-3 overflow-auto p-4">
      {renameCandidates.length > 0 ? (
        <section aria-label="Questions" className="flex flex-col gap-2">
          <p className="text-muted">
            Each of these is a drop and a create, or one thing under another name: what is drafted hangs on it. The
            answer is kept in <Code>raingauge.config.json</Code>.
          </p>
          <ul className="flex flex-col gap-2">
            {renameCandidates.map((candidate) => (
              <RenameQuestion key={candidate.hint} candidate={candidate} ends={draft} onDecided={() => make()} />
            ))}
          </ul>
        </section>
      ) : null}
      <ProblemLines problems={others} />
      {renameCandidates.length === 0 ? (
        <p>
          <Button onClick={() => make()}>Draft again</Button>
        </p>
      ) : null}
    </div>
  );
}

/** That only some differences are drafted, and the way to all of them. */
function Only() {
  const only = useDraft((store) => (store.findings === null ? store.only : null));
  const from = useDraft((store) => store.from);
  const to = useDraft((store) => store.to);
  const setEnds = useDraft((store) => store.setEnds);
  const make = useMake();
  if (only === null || from === null || to === null) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-b bg-sunken px-4 py-1.5 text-sm">
      <ListFilter aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-accent" />
      <p className="tabular min-w-0 flex-1">Only what was selected in Drift: {countWord(only.length, 'difference')}.</p>
      <Button
        size="small"
        onClick={() => {
          setEnds(from, to);
          make();
        }}
      >
        Draft all that counts
      </Button>
    </div>
  );
}

/** That it ends findings, which of them no SQL ends, and the way back. */
function OfFindings({ draft }: { readonly draft: DraftResult | null }) {
  const findings = useDraft((store) => store.findings);
  const from = useDraft((store) => store.from);
  const to = useDraft((store) => store.to);
  const setEnds = useDraft((store) => store.setEnds);
  const show = useNavigation((store) => store.show);
  const make = useMake();
  if (findings === null) return null;
  const inCode = draft && isRemedy(draft) ? draft.inCode.length : 0;
  const left = draft && isRemedy(draft) ? draft.left.length - inCode : 0;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-b bg-sunken px-4 py-1.5 text-sm">
      <ShieldCheck aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-accent" />
      <p className="tabular min-w-0 flex-1">
        What ends {countWord(findings.length, 'finding')} of the audit.
        {inCode > 0 ? ` Edits of the code end ${inCode} of them: they are among the files to save.` : ''}
        {left > 0 ? ` ${left} of them ${left === 1 ? 'is' : 'are'} left to a person.` : ''}
      </p>
      <Button size="small" onClick={() => show('audit')}>
        Back to the findings
      </Button>
      {from === null || to === null ? null : (
        <Button
          size="small"
          onClick={() => {
            setEnds(from, to);
            make();
          }}
        >
          Draft what differs
        </Button>
      )}
    </div>
  );
}

function isRemedy(draft: DraftResult | RemedyDraft): draft is RemedyDraft {
  return 'ended' in draft;
}

/** What was shown, what failed without a statement of its own, and what is to be known of the draft as a whole. */
function Notes({ draft, isProofOfIt }: { readonly draft: DraftResult | null; readonly isProofOfIt: boolean }) {
  if (!draft?.complete) return null;
  const { faults, proof, unread, statements } = draft;
  const told = new Set(statements.map(({ object }) => object));
  const others = faults.filter(({ object }) => !told.has(object));
  // Of a text that is another by now nothing was shown.
  const says = isProofOfIt ? (proof?.says ?? []) : [];
  if (says.length === 0 && others.length === 0 && unread.length === 0) return null;
  return (
    <div className="flex max-h-40 shrink-0 flex-col gap-1.5 overflow-auto border-line border-b bg-sunken px-4 py-2">
      {says.length > 0 ? (
        <ul aria-label="What was shown" className="text-sm">
          {says.map((line) => (
            <li key={line} className="[overflow-wrap:anywhere]">
              {line}
            </li>
          ))}
        </ul>
      ) : null}
      {others.map(({ object, message }) => (
        <p key={`${object} ${message}`} className="text-bad text-sm [overflow-wrap:anywhere]">
          {object} {message}
        </p>
      ))}
      <ProblemLines problems={unread} />
    </div>
  );
}
