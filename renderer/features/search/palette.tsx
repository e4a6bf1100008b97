import {
  Bookmark,
  CornerDownLeft,
  FileCode,
  GitCompareArrows,
  type LucideIcon,
  Search,
  TriangleAlert,
} from 'lucide-react';
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { countKind, countWord, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { wordsOf } from '#renderer/lib/narrow.ts';
import { KindIcon } from '#renderer/parts';
import {
  resultOf,
  useAudit,
  useDrift,
  useGraphNotes,
  useNavigation,
  useReadings,
  useShownReading,
  useSources,
} from '#renderer/stores';
import { classNames, Dialog, Kbd, LiveRegion, Truncated } from '#renderer/ui';
import { type SearchEntry, searchEntries } from './entries.ts';
import { type ExtraEntry, extraEntries } from './extras.ts';
import { Preview } from './preview.tsx';
import { isScattered, prepareSearch, rankEntries } from './rank.ts';

/** Something that can be done from the palette. */
export interface Command {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly run: () => void;
}

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** An object was chosen. */
  readonly onChoose: (id: ObjectId) => void;
  readonly commands: readonly Command[];
}

type Hit =
  | { readonly type: 'extra'; readonly extra: ExtraEntry }
  | { readonly type: 'object'; readonly entry: SearchEntry }
  | { readonly type: 'command'; readonly command: Command };

const MOST_HITS = 60;
/** The best stand first; a command that is called as was typed is in sight without scrolling. */
const BEFORE_COMMANDS = 6;
/** Findings are many and alike: they leave room for objects. */
const MOST_EXTRAS = 20;

const EXTRA_ICONS = {
  finding: TriangleAlert,
  difference: GitCompareArrows,
  file: FileCode,
  'view of the graph': Bookmark,
} as const;

/**
 * Finds any object by name, and any command: type, choose with the arrows, Enter. Each opening is a new one, without a
 * fade: who types at once after the shortcut types into an empty field, also right after the last search.
 */
export function Palette({ open, ...content }: PaletteProps) {
  const field = useRef<HTMLInputElement>(null);
  if (!open) return null;
  return (
    <Dialog open onClose={content.onClose} title="Search" bare initialFocus={field} className="w-[680px]">
      <PaletteContent {...content} field={field} />
    </Dialog>
  );
}

interface PaletteContentProps extends Omit<PaletteProps, 'open'> {
  readonly field: RefObject<HTMLInputElement | null>;
}

function PaletteContent({ onClose, onChoose, commands, field }: PaletteContentProps) {
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const reading = useShownReading();
  const shown = useSources((state) => state.shown);
  const go = useNavigation((store) => store.go);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const deferred = useDeferredValue(query);
  const extras = useExtras();
  useEffect(() => {
    if (reading) prepareSearch(searchEntries(reading));
  }, [reading]);
  const hits = useMemo(() => findHits(reading, extras, deferred, commands), [reading, extras, deferred, commands]);
  const at = Math.min(cursor, hits.length - 1);
  const current = hits[at];
  // The dialog gives the focus a frame later, which is too late for the first letters.
  useLayoutEffect(() => field.current?.focus(), [field]);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    if (hit.type === 'command') hit.command.run();
    else if (hit.type === 'extra') go(hit.extra.place);
    else onChoose(hit.entry.id);
  };
  const moveTo = (index: number) => {
    const next = (index + hits.length) % Math.max(1, hits.length);
    setCursor(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') moveTo(at + 1);
    else if (event.key === 'ArrowUp') moveTo(at - 1);
    // What was typed counts, not what could be listed of it so far.
    else if (event.key === 'Enter')
      choose(deferred === query ? current : findHits(reading, extras, query, commands)[cursor]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-3.5">
        <Search aria-hidden size={16} strokeWidth={1.75} className="text-faint" />
        <input
          ref={field}
          role="combobox"
          aria-label="Search tables, columns, policies, findings, files and commands"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={current ? `${listId}${at}` : undefined}
          aria-autocomplete="list"
          value={query}
          spellCheck={false}
          autoComplete="off"
          placeholder={`Search ${shown || 'the schema'}: a table, table.column, a policy, a command`}
          onChange={(event) => {
            setQuery(event.target.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-faint"
        />
        <Kbd keys="Esc" />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label="Results" className="min-h-0 overflow-auto p-1">
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard.
          <div
            key={keyOf(hit)}
            id={`${listId}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => setCursor(index)}
            onClick={() => choose(hit)}
            className={classNames(
              'flex h-8 cursor-default select-none items-center gap-2.5 rounded-sm px-2.5',
              index === at && 'bg-selected',
            )}
          >
            {hit.type === 'object' ? <ObjectHit entry={hit.entry} query={deferred} /> : null}
            {hit.type === 'extra' ? <ExtraHit entry={hit.extra} query={deferred} /> : null}
            {hit.type === 'command' ? <CommandHit hit={hit.command} /> : null}
          </div>
        ))}
      </div>
      {hits.length === 0 ? <Nothing query={deferred} reading={reading} /> : null}
      {current && current.type !== 'command' ? (
        <div className="flex h-8 shrink-0 items-center gap-3 border-line border-t bg-sunken px-3.5 text-muted text-sm">
          {current.type === 'object' ? (
            <Preview id={current.entry.id} />
          ) : (
            <Truncated text={current.extra.preview} className="min-w-0 flex-1" />
          )}
          <span className="ml-auto flex shrink-0 items-center gap-1.5">
            <CornerDownLeft aria-hidden size={12} /> look at it
          </span>
        </div>
      ) : null}
      <LiveRegion text={query ? countWord(hits.length, 'result') : ''} />
    </>
  );
}

/** What is said of objects, files and saved views, as far as any was found. */
function useExtras(): readonly ExtraEntry[] {
  const audit = useAudit((store) => resultOf(store.state));
  const drift = useDrift((store) => resultOf(store.state));
  const readings = useReadings();
  const views = useGraphNotes((store) => store.notes.views);
  return useMemo(
    () => extraEntries({ audit, drift, readings: [...readings.values()], views }),
    [audit, drift, readings, views],
  );
}

/** A difference of a whole object has the identity of the object for its key. */
function keyOf(hit: Hit): string {
  if (hit.type === 'object') return hit.entry.id;
  return `${hit.type} ${hit.type === 'extra' ? hit.extra.key : hit.command.label}`;
}

function findHits(
  reading: Reading | null,
  extras: readonly ExtraEntry[],
  query: string,
  commands: readonly Command[],
): readonly Hit[] {
  const words = wordsOf(query);
  const matching = commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
  const commandHits = matching.map((command): Hit => ({ type: 'command', command }));
  if (words.length === 0 || !reading) return commandHits;
  const objects = rankEntries(searchEntries(reading), query, MOST_HITS);
  const others = rankEntries(extras, query, MOST_EXTRAS);
  const ranked = [
    ...objects.map((match) => ({ match, hit: { type: 'object', entry: match.entry } satisfies Hit })),
    ...others.map((match) => ({ match, hit: { type: 'extra', extra: match.entry } satisfies Hit })),
  ].sort((a, b) => b.match.score - a.match.score);
  const found = ranked.slice(0, MOST_HITS);
  const close = found.findIndex((one) => isScattered(one.match, query));
  const before = Math.min(BEFORE_COMMANDS, close < 0 ? found.length : close);
  const hits = found.map(({ hit }) => hit);
  return [...hits.slice(0, before), ...commandHits, ...hits.slice(before)];
}

function ExtraHit({ entry, query }: { readonly entry: ExtraEntry; readonly query: string }) {
  const Icon = EXTRA_ICONS[entry.kind as keyof typeof EXTRA_ICONS];
  return (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-faint" />
      <span className="min-w-0 shrink truncate" title={entry.name}>
        <Marked text={entry.name} query={query} />
      </span>
      <Truncated text={entry.where} cut="start" className="code-text ml-auto max-w-[45%] shrink-0 text-muted" />
      <span className="w-24 shrink-0 text-right text-faint text-sm">{entry.kind}</span>
    </>
  );
}

function ObjectHit({ entry, query }: { readonly entry: SearchEntry; readonly query: string }) {
  return (
    <>
      <KindIcon kind={entry.kind} labelled />
      <span className="code-text min-w-0 shrink truncate" title={entry.name}>
        <Marked text={entry.name} query={query} />
      </span>
      {entry.alias ? <span className="code-text shrink-0 text-faint">{entry.alias}</span> : null}
      <Truncated text={entry.where} cut="start" className="code-text ml-auto max-w-[45%] shrink-0 text-muted" />
      <span className="w-24 shrink-0 text-right text-faint text-sm">{KIND_LOOKS[entry.kind].one}</span>
    </>
  );
}

/** The typed letters within a name, where they stand together. */
function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const word =
    query
      .toLowerCase()
      .trim()
      .split(/[\s.]+/)
      .at(-1) ?? '';
  const at = word === '' ? -1 : text.toLowerCase().indexOf(word);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="bg-transparent font-bold text-accent">{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}

function CommandHit({ hit }: { readonly hit: Command }) {
  const Icon = hit.icon;
  return (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-faint" />
      <span className="min-w-0 flex-1">{hit.label}</span>
      {hit.keys ? <Kbd keys={hit.keys} /> : <span className="text-faint text-sm">command</span>}
    </>
  );
}

function Nothing({ query, reading }: { readonly query: string; readonly reading: Reading | null }) {
  const text = reading
    ? `Nothing in ${reading.source.label} is called like “${query}”. Searched: ${countKind(reading.catalog.objects.table.length, 'table')} and all that belongs to them.`
    : 'No source has been read yet, so there are only commands to find.';
  return <p className="px-4 py-6 text-center text-muted">{text}</p>;
}
