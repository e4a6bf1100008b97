import { CornerDownLeft, type LucideIcon, Search } from 'lucide-react';
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { countKind, countWord, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { KindIcon } from '#renderer/parts';
import { readingOf, useShownReading, useSources } from '#renderer/stores';
import { classNames, Dialog, Kbd, LiveRegion, Truncated } from '#renderer/ui';
import { type SearchEntry, searchEntries } from './entries.ts';
import { rankEntries } from './rank.ts';

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
  | { readonly type: 'object'; readonly entry: SearchEntry }
  | { readonly type: 'command'; readonly command: Command };

const MOST_HITS = 60;

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
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const deferred = useDeferredValue(query);
  const hits = useMemo(() => findHits(reading, deferred, commands), [reading, deferred, commands]);
  const at = Math.min(cursor, hits.length - 1);
  const current = hits[at];
  // The dialog gives the focus a frame later, which is too late for the first letters.
  useLayoutEffect(() => field.current?.focus(), [field]);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    if (hit.type === 'command') hit.command.run();
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
    else if (event.key === 'Enter') choose(deferred === query ? current : findHits(reading, query, commands)[cursor]);
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
          aria-label="Search tables, columns, policies and commands"
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
            key={hit.type === 'object' ? hit.entry.id : hit.command.label}
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
            {hit.type === 'object' ? (
              <ObjectHit entry={hit.entry} query={deferred} />
            ) : (
              <CommandHit hit={hit.command} />
            )}
          </div>
        ))}
      </div>
      {hits.length === 0 ? <Nothing query={deferred} reading={reading} /> : null}
      {current?.type === 'object' ? <Preview id={current.entry.id} /> : null}
      <LiveRegion text={query ? countWord(hits.length, 'result') : ''} />
    </>
  );
}

function findHits(reading: Reading | null, query: string, commands: readonly Command[]): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
  const commandHits = matching.map((command): Hit => ({ type: 'command', command }));
  if (words.length === 0 || !reading) return commandHits;
  const ranked = rankEntries(searchEntries(reading), query, MOST_HITS);
  return [...ranked.map(({ entry }): Hit => ({ type: 'object', entry })), ...commandHits];
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

/** In which of the project's sources the chosen object is. */
function Preview({ id }: { readonly id: ObjectId }) {
  const entries = useSources((state) => state.entries);
  const states = useSources((state) => state.states);
  const places = entries.flatMap((entry) => {
    const reading = readingOf(states[entry.name]);
    if (!reading) return [];
    const found = reading.catalog.objects;
    const kind = id.slice(0, id.indexOf(':')) as keyof typeof found;
    return [{ name: entry.name, there: found[kind]?.some((object) => object.id === id) ?? false }];
  });
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-line border-t bg-sunken px-3.5 text-muted text-sm">
      {places.map(({ name, there }) => (
        <span key={name} className={there ? '' : 'text-faint'}>
          {there ? 'in' : 'not in'} {name}
        </span>
      ))}
      <span className="ml-auto flex items-center gap-1.5">
        <CornerDownLeft aria-hidden size={12} /> look at it
      </span>
    </div>
  );
}

function Nothing({ query, reading }: { readonly query: string; readonly reading: Reading | null }) {
  const text = reading
    ? `Nothing in ${reading.source.label} is called like “${query}”. Searched: ${countKind(reading.catalog.objects.table.length, 'table')} and all that belongs to them.`
    : 'No source has been read yet, so there are only commands to find.';
  return <p className="px-4 py-6 text-center text-muted">{text}</p>;
}
