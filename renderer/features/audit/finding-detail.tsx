import { ArrowDown, ArrowUp, Clock, EyeOff, FilePenLine, Network, Sparkle, Undo2, Wrench } from 'lucide-react';
import { type Ref, useDeferredValue, useState } from 'react';
import type { AuditResult, Finding, WaiverInput } from '#app/api';
import { filePathOf, findingKey, partsOf } from '#app/audit';
import { toErrorData } from '#renderer/client';
import { formatCount } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import { KindIcon, OriginLink, OriginLinks, type WaivablePart, WaiveForm } from '#renderer/parts';
import { useClient, useNavigation, useOpenProject } from '#renderer/stores';
import { Badge, Button, Code, IconButton, Tooltip, useToast } from '#renderer/ui';
import { isFixable, likelihoodOf } from './filter.ts';
import { subjectText } from './finding-rows.ts';
import { useDraftFindings } from './list-footer.tsx';
import { DIMENSION_LABELS, LIKELIHOOD_LABELS, SEVERITY_LOOKS } from './looks.ts';
import { Part } from './part.tsx';
import { RuleDoc } from './rule-doc.tsx';
import { useAuditRun } from './use-audit-run.ts';

export interface FindingDetailProps {
  readonly finding: Finding;
  readonly result: AuditResult;
  readonly onStep: (step: 1 | -1) => void;
  /** Escape: back to the list. */
  readonly onBack: () => void;
  readonly articleRef: Ref<HTMLElement>;
}

/** One finding: what is wrong, what shows it and where, what puts it right, and what the rule says of it. */
export function FindingDetail({ finding, result, onStep, onBack, articleRef }: FindingDetailProps) {
  // Walking on is not held up by the doc: it follows.
  const rule = useDeferredValue(finding.rule);
  return (
    <article
      ref={articleRef}
      aria-label={finding.message}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and Enter in the list leads here.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onBack();
      }}
      className="flex h-full flex-col gap-4 overflow-auto px-4 py-3 outline-none focus-visible:shadow-[inset_0_0_0_1px_var(--focus)]"
    >
      <Heading finding={finding} onStep={onStep} />
      <p className="text-lg [overflow-wrap:anywhere]">{finding.message}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Marks finding={finding} result={result} />
        <span className="flex-1" />
        <Waive finding={finding} />
      </div>
      <Waived finding={finding} />
      <Evidence finding={finding} />
      <Remedy finding={finding} />
      <Part title={`About ${rule}`}>
        <RuleDoc rule={rule} />
      </Part>
    </article>
  );
}

function Heading({ finding, onStep }: Pick<FindingDetailProps, 'finding' | 'onStep'>) {
  const go = useNavigation((store) => store.go);
  const isFile = filePathOf(finding.object) !== null;
  return (
    <header className="flex items-center gap-2">
      {isFile ? null : <KindIcon kind={objectName(finding.object).kind} labelled />}
      <Code className="min-w-0 flex-1 font-medium">{subjectText(finding)}</Code>
      {isFile ? null : (
        <IconButton
          icon={Network}
          label="Show in the graph"
          size="small"
          onClick={() => go({ view: 'graph', object: finding.table ?? finding.object })}
        />
      )}
      <IconButton icon={ArrowUp} label="Previous finding" keys="K" size="small" onClick={() => onStep(-1)} />
      <IconButton icon={ArrowDown} label="Next finding" keys="J" size="small" onClick={() => onStep(1)} />
    </header>
  );
}

function Marks({ finding, result }: Pick<FindingDetailProps, 'finding' | 'result'>) {
  const look = SEVERITY_LOOKS[finding.severity];
  const likelihood = likelihoodOf(finding);
  const labels = new Map(result.sources.map(({ source, label }) => [source, label]));
  return (
    <p className="flex flex-wrap gap-1.5">
      <Tooltip content={look.meaning}>
        <span>
          <Badge tone={look.tone} icon={look.icon}>
            {look.label}
          </Badge>
        </span>
      </Tooltip>
      <Badge>{DIMENSION_LABELS[finding.dimension]}</Badge>
      {likelihood === 'unknown' ? null : <Badge>Harm {LIKELIHOOD_LABELS[likelihood].toLowerCase()}</Badge>}
      <Badge>in {finding.sources.map((source) => labels.get(source) ?? source).join(', ')}</Badge>
      {finding.isNew ? (
        <Badge tone="accent" icon={Sparkle}>
          New
        </Badge>
      ) : null}
    </p>
  );
}

function Waived({ finding: { waiver } }: Pick<FindingDetailProps, 'finding'>) {
  if (!waiver) return null;
  const isDeferred = waiver.kind === 'deferred';
  return (
    <Part title={isDeferred ? 'Put off' : 'Accepted by design'} icon={isDeferred ? Clock : EyeOff}>
      <p className="[overflow-wrap:anywhere]">{waiver.reason}</p>
      <p className="text-muted">
        {waiver.owner === null ? '' : `By ${waiver.owner}. `}
        {waiver.expires === null ? 'Without an end.' : `Until ${waiver.expires}.`}
      </p>
    </Part>
  );
}

/** Facts up to which all are shown: below them stands what puts it right. */
const SHOWN = 8;

function Facts({ evidence }: Pick<FindingDetailProps['finding'], 'evidence'>) {
  return (
    <ul className="flex list-disc flex-col gap-0.5 pl-5">
      {evidence.map(({ text, origin }) => (
        <li key={`${text} ${origin?.file ?? ''} ${origin?.line ?? ''}`} className="[overflow-wrap:anywhere]">
          {text} {origin && isFileOrigin(origin) ? <OriginLink origin={origin} short /> : null}
        </li>
      ))}
    </ul>
  );
}

function Evidence({ finding: { evidence, origins } }: Pick<FindingDetailProps, 'finding'>) {
  const places = origins.filter(isFileOrigin);
  return (
    <>
      {evidence.length > 0 ? (
        <Part title="What shows it">
          <Facts evidence={evidence.length > SHOWN + 1 ? evidence.slice(0, SHOWN) : evidence} />
          {evidence.length > SHOWN + 1 ? (
            <details className="mt-1">
              <summary className="w-fit cursor-pointer rounded-[4px] text-muted hover:text-text">
                {evidence.length - SHOWN} more
              </summary>
              <Facts evidence={evidence.slice(SHOWN)} />
            </details>
          ) : null}
        </Part>
      ) : null}
      {places.length > 0 ? (
        <Part title="Where">
          <OriginLinks origins={places} />
        </Part>
      ) : null}
    </>
  );
}

function Remedy({ finding }: Pick<FindingDetailProps, 'finding'>) {
  const { remedy } = finding;
  const draftFindings = useDraftFindings();
  if (!remedy) return null;
  return (
    <Part title="What puts it right" icon={Wrench}>
      <p className="[overflow-wrap:anywhere]">{remedy.title}.</p>
      {remedy.advice === null ? null : <p className="text-muted [overflow-wrap:anywhere]">{remedy.advice}</p>}
      {isFixable(finding) ? (
        <p className="flex items-center gap-1.5 pt-1">
          {remedy.sql ? (
            <Button size="small" icon={FilePenLine} onClick={() => draftFindings([finding.key])}>
              Draft it
            </Button>
          ) : null}
          {remedy.sql ? <Badge>as SQL</Badge> : null}
          {remedy.code ? <Badge>as an edit of the code</Badge> : null}
        </p>
      ) : null}
    </Part>
  );
}

/** Accepts a finding with a reason, or takes that back: written into the project, where a review sees it. */
function Waive({ finding }: Pick<FindingDetailProps, 'finding'>) {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const run = useAuditRun();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const say = async (waiver: WaiverInput | null, key = finding.key) => {
    setBusy(true);
    try {
      await client.audit.waive({ root, key, waiver });
      run();
      if (waiver) toast('Waived', 'It is kept in raingauge.config.json, and listed with “waived”.');
      else toast('Taken back', 'Where it is still waived, a waiver for several objects excuses it.');
      return true;
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
      return false;
    } finally {
      setBusy(false);
    }
  };
  if (finding.status === 'waived') {
    return (
      <Button size="small" variant="muted" icon={Undo2} disabled={busy} onClick={() => void say(null)}>
        Take back the waiver
      </Button>
    );
  }
  return (
    <WaiveForm
      label="Waive this finding"
      canDefer
      busy={busy}
      parts={waivableParts(finding)}
      onWaive={(waiver, key) => say(waiver, key ?? finding.key)}
    />
  );
}

/** All that it is told of, and each alone. */
function waivableParts(finding: Finding): readonly WaivablePart[] {
  const parts = partsOf(finding);
  if (parts.length < 2) return [];
  return [
    { key: finding.key, label: `All ${formatCount(parts.length)}` },
    ...parts.map((id) => {
      const { name, where } = objectName(id);
      return { key: findingKey(finding.rule, id), label: where === '' ? name : `${where}.${name}` };
    }),
  ];
}
