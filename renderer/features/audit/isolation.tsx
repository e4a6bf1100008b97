import { CircleHelp, Play, RotateCw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { IsolationObject, IsolationResult } from '#app/api';
import { unreadIn } from '#app/catalog';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import { useWalk } from '#renderer/lib/shortcut.ts';
import { Failure, KindIcon, OriginLinks, ProblemLines, WorkInProgress } from '#renderer/parts';
import { resultOf, useIsolation, useOpenProject, useSources } from '#renderer/stores';
import {
  Badge,
  Button,
  Code,
  CodeBlock,
  classNames,
  EmptyState,
  List,
  Split,
  TONE_TEXT,
  Truncated,
} from '#renderer/ui';
import { BESIDE_COMMANDS, isolationHeadline, OUTCOME_LOOKS, VERDICT_LOOKS } from './isolation-looks.ts';
import { Part } from './part.tsx';

/** Whether tenants are kept apart: proven on a throw-away database with made-up rows, table by table. */
export function Isolation() {
  const state = useIsolation((store) => store.state);
  const cancel = useIsolation((store) => store.cancel);
  const prove = useProve();
  const result = resultOf(state);
  if (state.status === 'loading') {
    return <WorkInProgress title="Proving that tenants are kept apart" progress={state.progress} onCancel={cancel} />;
  }
  if (state.status === 'failed' && !result) return <Failure error={state.error} onRetry={() => prove(false)} />;
  if (!result) {
    return (
      <EmptyState
        icon={ShieldCheck}
        title="Are tenants kept apart?"
        actions={
          <Button variant="primary" icon={Play} onClick={() => prove(false)}>
            Prove it
          </Button>
        }
      >
        Two tenants with rows of their own are made on a throw-away database, and each role tries to read and write what
        is the other’s. Nothing is run on the live database.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      {state.status === 'failed' ? <Failure compact error={state.error} onRetry={() => prove(true)} /> : null}
      <Proof result={result} onAgain={() => prove(true)} />
    </div>
  );
}

/** The live database where there is one, else what the migrations or the code make. */
function useProve(): (fresh: boolean) => void {
  const root = useOpenProject()?.root;
  const run = useIsolation((store) => store.run);
  const names = useSources((store) => store.entries).flatMap(({ name, available }) => (available ? [name] : []));
  const source = ['live', 'migrations', 'code'].find((name) => names.includes(name));
  return (fresh) => {
    if (root !== undefined && source !== undefined) void run(root, source, { fresh });
  };
}

function Proof({ result, onAgain }: { readonly result: IsolationResult; readonly onAgain: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const order = Object.keys(VERDICT_LOOKS);
  const objects = [...result.objects].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const current = objects.find(({ object }) => object === chosen) ?? objects[0];
  useWalk(objects, current, ({ object }) => setChosen(object));
  if (objects.length === 0) {
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <Summary result={result} onAgain={onAgain} />
        <NothingProven complete={result.complete} />
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Summary result={result} onAgain={onAgain} />
      <div className="min-h-0 flex-1">
        <Split
          id="isolation"
          direction="row"
          panes={[
            {
              id: 'objects',
              size: '38%',
              min: 280,
              content: (
                <List
                  label="Tables, views and functions"
                  items={objects}
                  keyOf={({ object }) => object}
                  selected={current?.object ?? null}
                  onSelect={({ object }) => setChosen(object)}
                  rowHeight={40}
                  renderRow={(object) => <Row object={object} />}
                />
              ),
            },
            { id: 'detail', min: 320, content: current ? <Detail object={current} /> : null },
          ]}
        />
      </div>
    </div>
  );
}

/** A source that holds no table, or none that could be read. */
function NothingProven({ complete }: { readonly complete: boolean }) {
  return complete ? (
    <EmptyState icon={ShieldCheck} title="There is no table to prove">
      The source holds no table, view or function that rows could get through.
    </EmptyState>
  ) : (
    <EmptyState icon={CircleHelp} tone="warn" title="Nothing could be proven">
      No table could be read. Correct what stands above, then prove again.
    </EmptyState>
  );
}

function Summary({ result, onAgain }: { readonly result: IsolationResult; readonly onAgain: () => void }) {
  const { text, verdict } = isolationHeadline(result);
  const { icon: Icon, tone } = VERDICT_LOOKS[verdict];
  const unread = unreadIn(result.unread);
  return (
    <div className="flex max-h-52 shrink-0 flex-col gap-1 overflow-auto border-line border-b bg-sunken px-4 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <Icon aria-hidden size={16} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <h3 className="tabular flex-1 font-semibold">{text}</h3>
        <Button size="small" icon={RotateCw} onClick={onAgain}>
          Prove again
        </Button>
      </div>
      <ul className="text-muted text-sm">
        {result.says.map((line) => (
          <li key={line} className="[overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
      </ul>
      <ProblemLines problems={unread} />
    </div>
  );
}

function Row({ object: { object, verdict, reasons } }: { readonly object: IsolationObject }) {
  const { icon: Icon, label, tone } = VERDICT_LOOKS[verdict];
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-2 px-3">
      <Icon
        role="img"
        aria-label={label}
        size={14}
        strokeWidth={1.75}
        className={classNames('shrink-0', TONE_TEXT[tone])}
      />
      <KindIcon kind={objectName(object).kind} />
      <span className="flex min-w-0 flex-1 flex-col">
        <Truncated text={qualifiedText(object)} className="code-text leading-4" />
        <Truncated text={reasons[0] ?? label} className="text-muted text-xs leading-4" />
      </span>
    </div>
  );
}

function Detail({ object }: { readonly object: IsolationObject }) {
  const { tone, icon, label } = VERDICT_LOOKS[object.verdict];
  const places = object.origins.filter(isFileOrigin);
  return (
    <article
      aria-label={qualifiedText(object.object)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="flex h-full flex-col gap-4 overflow-auto px-4 py-3 outline-none focus-visible:shadow-[inset_0_0_0_1px_var(--focus)]"
    >
      <header className="flex items-center gap-2">
        <KindIcon kind={objectName(object.object).kind} labelled />
        <Code className="min-w-0 flex-1 font-medium">{qualifiedText(object.object)}</Code>
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
      </header>
      {object.leaks.length > 0 ? null : <Reasons reasons={object.reasons} />}
      {object.leaks.length > 0 ? (
        <Part title="What got through">
          <ul className="flex flex-col gap-3">
            {object.leaks.map(({ kind, role, message, statement }) => (
              <li key={`${kind} ${role} ${message}`} className="flex flex-col gap-1">
                <p className="[overflow-wrap:anywhere]">
                  {message} <span className="text-muted">As {role}.</span>
                </p>
                <CodeBlock label={`The statement, as ${role}: ${message}`}>{statement}</CodeBlock>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {object.probes.length > 0 ? <Probes object={object} /> : null}
      {places.length > 0 ? (
        <Part title="Where">
          <OriginLinks origins={places} />
        </Part>
      ) : null}
    </article>
  );
}

function Reasons({ reasons }: Pick<IsolationObject, 'reasons'>) {
  return (
    <ul className="flex flex-col gap-1">
      {reasons.map((reason) => (
        <li key={reason} className="[overflow-wrap:anywhere]">
          {reason}
        </li>
      ))}
    </ul>
  );
}

function Probes({ object: { probes, leaks } }: { readonly object: IsolationObject }) {
  return (
    <Part title="What was tried">
      <table className="w-fit border-collapse text-left text-sm">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="pr-4 font-normal">
              Role
            </th>
            <th scope="col" className="pr-4 font-normal">
              What
            </th>
            <th scope="col" className="font-normal">
              Outcome
            </th>
          </tr>
        </thead>
        <tbody>
          {probes.map(({ role, command, outcome, why }) => (
            <tr key={`${role} ${command}`} className="align-top">
              <td className="code-text py-0.5 pr-4">{role}</td>
              <td className="code-text pr-4 uppercase">{command}</td>
              <td className="[overflow-wrap:anywhere]">
                <Badge tone={OUTCOME_LOOKS[outcome].tone}>{OUTCOME_LOOKS[outcome].label}</Badge>{' '}
                {why === null ? null : <span className="text-muted">{why}</span>}
              </td>
            </tr>
          ))}
          {leaks.flatMap(({ kind, role }, at) => {
            const what = BESIDE_COMMANDS[kind];
            // What got through beside the commands: a command that held is no proof of these.
            return what === undefined || leaks.findIndex((one) => one.kind === kind && one.role === role) !== at ? (
              []
            ) : (
              <tr key={`${role} ${kind}`} className="align-top">
                <td className="code-text py-0.5 pr-4">{role}</td>
                <td className="pr-4">{what}</td>
                <td>
                  <Badge tone={OUTCOME_LOOKS.leaks.tone}>{OUTCOME_LOOKS.leaks.label}</Badge>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Part>
  );
}
