import { CircleAlert, Eye, PlugZap, RotateCw, X } from 'lucide-react';
import type { SourceEntry } from '#app/api';
import { OriginLink } from '#renderer/parts';
import { readingOf, type SourceState, useSources } from '#renderer/stores';
import { Button, Code, classNames, IconButton, Popover, Spinner, TONE_TEXT } from '#renderer/ui';
import { problemCounts, SOURCE_ICONS, sourceLook } from './source-look.ts';

/** Every source and environment: how it is reached, what became of reading it, and what to do where that failed. */
export function SourcesPanel() {
  const entries = useSources((store) => store.entries);
  return (
    <Popover
      label="Sources and environments"
      className="w-[520px]"
      trigger={<IconButton icon={PlugZap} label="Sources and environments" />}
    >
      <ul className="divide-y divide-line overflow-auto">
        {entries.map((entry) => (
          <SourceItem key={entry.name} entry={entry} />
        ))}
      </ul>
      <p className="border-line border-t bg-sunken px-3 py-2 text-muted text-sm">
        Environments are named in <Code>raingauge.config.json</Code>. Addresses are shown without their passwords.
      </p>
    </Popover>
  );
}

function SourceItem({ entry }: { readonly entry: SourceEntry }) {
  const state = useSources((store) => store.states[entry.name]);
  const look = sourceLook(state);
  const Icon = SOURCE_ICONS[entry.source.kind];
  const Mark = look.icon;
  const counts = problemCounts(readingOf(state));
  return (
    <li className="flex items-start gap-2.5 px-3 py-2">
      <Icon aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <strong className="font-semibold">{entry.name}</strong>
          <span className={classNames('tabular inline-flex items-center gap-1 text-sm', TONE_TEXT[look.tone])}>
            {state?.status === 'loading' ? <Spinner /> : null}
            {Mark ? <Mark aria-hidden size={13} strokeWidth={2} /> : null}
            {look.text}
          </span>
        </p>
        {entry.where ? <p className="code-text text-muted [overflow-wrap:anywhere]">{entry.where}</p> : null}
        {counts === '' ? null : <p className="tabular text-muted text-sm">{counts}</p>}
        <Trouble state={state} />
      </div>
      <Actions entry={entry} state={state} />
    </li>
  );
}

/** What is wrong with it and what to do about it. */
function Trouble({ state }: { readonly state: SourceState | undefined }) {
  if (state?.status === 'unavailable') return <p className="text-muted [overflow-wrap:anywhere]">{state.reason}</p>;
  if (state?.status !== 'failed') return null;
  const { message, remedy, origin } = state.error;
  return (
    <div className="mt-1 flex gap-2 rounded-md border border-bad-line bg-bad-soft px-2 py-1.5">
      <CircleAlert aria-hidden size={14} strokeWidth={1.75} className="mt-[3px] shrink-0 text-bad" />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        {message} <span className="text-muted">{remedy}</span> {origin ? <OriginLink origin={origin} /> : null}
      </p>
    </div>
  );
}

function Actions({
  entry: { name, available },
  state,
}: {
  readonly entry: SourceEntry;
  readonly state: SourceState | undefined;
}) {
  const isShown = useSources((store) => store.shown === name);
  const show = useSources((store) => store.show);
  const read = useSources((store) => store.read);
  const cancel = useSources((store) => store.cancel);
  if (!available) return null;
  return (
    <div className="flex shrink-0 items-center gap-1">
      {isShown ? null : (
        <Button size="small" variant="muted" icon={Eye} aria-label={`Show ${name}`} onClick={() => show(name)}>
          Show
        </Button>
      )}
      {state?.status === 'loading' ? (
        <IconButton icon={X} size="small" label={`Cancel reading ${name}`} onClick={() => cancel(name)} />
      ) : (
        <IconButton
          icon={RotateCw}
          size="small"
          label={`Read ${name} again`}
          onClick={() => void read(name, { fresh: true })}
        />
      )}
    </div>
  );
}
