import { CircleCheck, Copy, FileDown, ListOrdered, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { AuditResult, Finding, PlannedMigration, Priority, RemedyPlan } from '#app/api';
import { renderSteps } from '#app/plan';
import { PRIORITY_SAYS, planToMarkdown } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { saveFile } from '#renderer/lib/save-file.ts';
import { useWalk } from '#renderer/lib/shortcut.ts';
import { Failure, ProblemLines, useCopy, WorkInProgress } from '#renderer/parts';
import { resultOf, useOpenProject, useRemedyPlan } from '#renderer/stores';
import { Badge, Button, Code, CodeBlock, EmptyState, List, Split, type Tone } from '#renderer/ui';
import { isFixable } from './filter.ts';
import { DIMENSION_LABELS, SEVERITY_LOOKS } from './looks.ts';
import { Part } from './part.tsx';

const PRIORITY_TONES: Readonly<Record<Priority, Tone>> = { P0: 'bad', P1: 'warn', P2: 'special', P3: 'accent' };

/** What ends the findings as migrations in order, P0 to P3: each drafted and tried on what the former one leaves. */
export function Plan({ result }: { readonly result: AuditResult }) {
  const state = useRemedyPlan((store) => store.state);
  const cancel = useRemedyPlan((store) => store.cancel);
  const findings = useRemedyPlan((store) => store.findings);
  const make = usePlanFindings();
  const plan = resultOf(state);
  if (state.status === 'loading') {
    return <WorkInProgress title="Planning what ends the findings" progress={state.progress} onCancel={cancel} />;
  }
  if (state.status === 'failed') return <Failure error={state.error} onRetry={() => make(findings)} />;
  if (plan) return <Planned plan={plan} result={result} />;
  const open = result.findings.filter(({ status }) => status === 'open');
  return (
    <EmptyState
      icon={ListOrdered}
      title="In which order?"
      actions={
        <Button variant="primary" disabled={!open.some(isFixable)} onClick={() => make(open.map(({ key }) => key))}>
          Plan {countWord(open.length, 'open finding')}
        </Button>
      }
    >
      Remedies become migrations, the most urgent first. Each is tried on a throw-away database that is as the ones
      before it leave it. To plan some findings only, select them in the list.
    </EmptyState>
  );
}

/** Plans what ends findings, given by their keys. */
export function usePlanFindings(): (keys: readonly string[]) => void {
  const root = useOpenProject()?.root;
  const make = useRemedyPlan((store) => store.make);
  return (keys) => {
    if (root !== undefined && keys.length > 0) void make(root, keys);
  };
}

interface PlannedProps {
  readonly plan: RemedyPlan;
  readonly result: AuditResult;
}

function Planned({ plan, result }: PlannedProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const byKey = new Map(result.findings.map((finding) => [finding.key, finding]));
  const { migrations } = plan;
  const current = migrations.find(({ id }) => id === chosen) ?? migrations[0];
  useWalk(migrations, current, ({ id }) => setChosen(id));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Summary plan={plan} byKey={byKey} />
      {current ? (
        <div className="min-h-0 flex-1">
          <Split
            id="remedy-plan"
            direction="row"
            panes={[
              {
                id: 'migrations',
                size: '38%',
                min: 280,
                content: (
                  <List
                    label="Migrations in order"
                    items={migrations}
                    keyOf={({ id }) => id}
                    selected={current.id}
                    onSelect={({ id }) => setChosen(id)}
                    rowHeight={40}
                    renderRow={(migration) => <Row migration={migration} at={migrations.indexOf(migration)} />}
                  />
                ),
              },
              { id: 'detail', min: 320, content: <Detail migration={current} byKey={byKey} /> },
            ]}
          />
        </div>
      ) : (
        <EmptyState icon={ListOrdered} title="No SQL ends these findings">
          Their remedies are edits of the code, or for a person to decide: the finding says which.
        </EmptyState>
      )}
    </div>
  );
}

interface SummaryProps {
  readonly plan: RemedyPlan;
  readonly byKey: ReadonlyMap<string, Finding>;
}

/** The answer first: how many migrations, whether they lead there, and what they leave. */
function Summary({ plan, byKey }: SummaryProps) {
  const { migrations, code, person, unread, source, complete } = plan;
  const ended = migrations.reduce((sum, migration) => sum + migration.ended.length, 0);
  const make = usePlanFindings();
  const findings = useRemedyPlan((store) => store.findings);
  const files = migrations.map(fileName);
  return (
    <div className="flex max-h-52 shrink-0 flex-col gap-1 overflow-auto border-line border-b bg-sunken px-4 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1">
          <strong>{countWord(migrations.length, 'migration')}</strong> for {source} end {countWord(ended, 'finding')}
          {complete ? ', each tried on what the one before leaves.' : '; not all of them lead there.'}{' '}
          <span className="text-muted">
            {formatCount(code.length)} are left to code, {formatCount(person.length)} to a person.
          </span>
        </p>
        <Button
          size="small"
          icon={FileDown}
          onClick={() => saveFile(planToMarkdown(plan, byKey, files), 'plan.md', 'text/markdown')}
        >
          Save the plan
        </Button>
        <Button size="small" onClick={() => make(findings)}>
          Plan again
        </Button>
      </div>
      <ProblemLines problems={unread} />
    </div>
  );
}

function Row({ migration, at }: { readonly migration: PlannedMigration; readonly at: number }) {
  const { priority, about, ended, statements, faults } = migration;
  return (
    <span className="flex h-full min-w-0 flex-1 items-center gap-2 px-3">
      <span className="tabular w-5 text-right text-muted">{at + 1}</span>
      <Badge tone={PRIORITY_TONES[priority]}>{priority}</Badge>
      <span className="min-w-0 flex-1 truncate">{aboutText(about)}</span>
      {faults.length > 0 ? (
        <Badge tone="bad" icon={TriangleAlert}>
          fails
        </Badge>
      ) : null}
      <span className="tabular text-muted text-sm">
        {countWord(ended.length, 'finding')} · {countWord(statements.length, 'statement')}
      </span>
    </span>
  );
}

interface DetailProps {
  readonly migration: PlannedMigration;
  readonly byKey: ReadonlyMap<string, Finding>;
}

function Detail({ migration, byKey }: DetailProps) {
  const { priority, about, ended, brought, statements, faults, madeFor } = migration;
  const copy = useCopy();
  const sql = renderSteps(statements, madeFor).join('\n');
  return (
    <article aria-label={`${priority} ${aboutText(about)}`} className="flex h-full flex-col gap-4 overflow-auto p-4">
      <header className="flex flex-wrap items-center gap-2">
        <Badge tone={PRIORITY_TONES[priority]}>{priority}</Badge>
        <h3 className="min-w-0 flex-1 font-semibold text-lg">
          {aboutText(about)}, {PRIORITY_SAYS[priority]}
        </h3>
        <Button size="small" icon={Copy} onClick={() => copy(sql, 'The SQL')}>
          Copy
        </Button>
        <Button size="small" icon={FileDown} onClick={() => saveFile(sql, `${migration.id}.sql`, 'application/sql')}>
          Save
        </Button>
      </header>
      {faults.length > 0 ? (
        <Part title="It fails when it is tried">
          <ul className="flex flex-col gap-1">
            {faults.map(({ object, message }) => (
              <li key={`${object} ${message}`}>
                <Code>{object}</Code> {message}
              </li>
            ))}
          </ul>
        </Part>
      ) : (
        <p className="flex items-center gap-1.5 text-sm">
          <CircleCheck aria-hidden size={14} /> It was run after the ones before it, and led where it should.
        </p>
      )}
      <Part title={`Ends ${countWord(ended.length, 'finding')}`}>
        <ul className="flex flex-col gap-1">
          {ended.map((key) => (
            <Ended key={key} finding={byKey.get(key)} text={key} />
          ))}
        </ul>
      </Part>
      {brought.length > 0 ? (
        <Part title="Along with them, what their remedies would have brought about">
          <ul className="flex flex-col gap-1">
            {brought.map(({ key, message }) => (
              <li key={key}>{message}</li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title="SQL">
        <CodeBlock label={`SQL of ${migration.id}`}>{sql}</CodeBlock>
      </Part>
    </article>
  );
}

function Ended({ finding, text }: { readonly finding: Finding | undefined; readonly text: string }) {
  if (!finding) return <li>{text}</li>;
  const { icon: Icon, label } = SEVERITY_LOOKS[finding.severity];
  return (
    <li className="flex items-baseline gap-1.5">
      <Icon aria-label={label} size={12} className="shrink-0 self-center" />
      <span className="min-w-0">{finding.message}</span>
    </li>
  );
}

function aboutText(about: PlannedMigration['about']): string {
  return about === 'names' ? 'Names' : DIMENSION_LABELS[about];
}

function fileName({ id }: PlannedMigration, at: number): string {
  return `${String(at + 1).padStart(2, '0')}-${id}.sql`;
}
