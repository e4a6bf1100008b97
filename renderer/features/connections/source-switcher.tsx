import type { SourceEntry } from '#app/api';
import { readingOf, useSources } from '#renderer/stores';
import { classNames, Spinner, TONE_TEXT, Tooltip } from '#renderer/ui';
import { problemCounts, SOURCE_ICONS, sourceLook } from './source-look.ts';

/** The sources of the project, each with its state; one of them is shown by the graph, the tree and the search. */
export function SourceSwitcher() {
  const entries = useSources((state) => state.entries);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are toggle buttons.
    <div role="group" aria-label="Source" className="flex min-w-0 shrink-[0.01] items-stretch gap-1">
      {entries.map((entry) => (
        <SourceChip key={entry.name} entry={entry} short={entries.length > ROOMY} />
      ))}
    </div>
  );
}

/** With more sources than this only the one that is shown says more than its name. */
const ROOMY = 3;

function SourceChip({ entry, short }: { readonly entry: SourceEntry; readonly short: boolean }) {
  const state = useSources((store) => store.states[entry.name]);
  const isShown = useSources((store) => store.shown === entry.name);
  const show = useSources((store) => store.show);
  const look = sourceLook(state);
  const Own = SOURCE_ICONS[entry.source.kind];
  const Mark = look.icon;
  const isLoading = state?.status === 'loading';
  return (
    <Tooltip
      content={
        <Hint
          entry={entry}
          text={state?.status === 'loading' && state.progress ? `${look.text}, ${state.progress.stage}` : look.text}
          counts={problemCounts(readingOf(state))}
          reason={state?.status === 'failed' ? state.error.message : entry.reason}
        />
      }
    >
      <button
        type="button"
        aria-pressed={isShown}
        aria-label={`${entry.name}: ${look.text}`}
        onClick={() => show(entry.name)}
        className={classNames(
          'flex h-7 select-none items-center gap-1.5 rounded-md border transition-colors',
          // What is shown keeps its name: the others and the search give way first.
          isShown
            ? 'max-w-56 shrink-0 px-2 border-accent-line bg-selected'
            : 'min-w-7 border-transparent px-1.5 hover:bg-hover min-[900px]:px-2',
        )}
      >
        {isLoading ? (
          <Spinner />
        ) : (
          <Own
            aria-hidden
            size={14}
            strokeWidth={1.75}
            className={classNames('shrink-0', isShown ? 'text-accent' : 'text-muted')}
          />
        )}
        <span
          className={classNames(
            'truncate font-medium',
            state?.status === 'unavailable' && 'text-muted',
            // In a small window, or at twice the size, the others are their icons: their names are in what points at them.
            !isShown && 'hidden min-[900px]:inline',
          )}
        >
          {entry.name}
        </span>
        {Mark ? (
          <Mark aria-hidden size={13} strokeWidth={2} className={classNames('shrink-0', TONE_TEXT[look.tone])} />
        ) : null}
        {short && !isShown ? null : (
          <span className="tabular hidden truncate text-muted text-sm min-[1180px]:inline">{look.text}</span>
        )}
      </button>
    </Tooltip>
  );
}

function Hint({
  entry,
  text,
  counts,
  reason,
}: {
  readonly entry: SourceEntry;
  readonly text: string;
  readonly counts: string;
  readonly reason: string | null;
}) {
  return (
    <span className="flex flex-col">
      <span>
        {entry.name}: {text}
      </span>
      {entry.where ? <span className="code-text text-muted">{entry.where}</span> : null}
      {counts === '' ? null : <span className="tabular text-muted">{counts}</span>}
      {reason ? <span className="text-muted">{reason}</span> : null}
    </span>
  );
}
