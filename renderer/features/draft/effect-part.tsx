import { CircleCheck, CircleMinus, CirclePlus, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { DraftEffect, DraftEffectObject } from '#app/api';
import { follow } from '#renderer/client';
import { countWord, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { DiffView } from '#renderer/lib/monaco.tsx';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { Failure, KindIcon, useRequest } from '#renderer/parts';
import { useClient, useDraftText, useOpenProject } from '#renderer/stores';
import { classNames, EmptyState, List, Spinner, Split, TONE_TEXT, Truncated } from '#renderer/ui';
import type { Written } from './use-written.ts';

/** Each object that the text touches, before and after, as a server reads it once it ran there. */
export function EffectPart({ written: { text } }: { readonly written: Written }) {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const source = useDraftText((store) => store.opened?.source ?? '');
  const madeFor = useDraftText((store) => store.opened?.madeFor ?? '');
  const effect = useRequest(`${source} ${madeFor} ${text}`, (signal) =>
    follow(
      (options) => client.draft.effect({ root, source, sql: text }, options),
      signal,
      () => {},
    ),
  );
  if (effect.status === 'failed') return <Failure error={effect.error} />;
  if (effect.status === 'loading') {
    return (
      <p className="flex h-full items-center justify-center gap-2 text-muted">
        <Spinner /> Running it on a clone of {source}…
      </p>
    );
  }
  return <Objects effect={effect.value} source={source} />;
}

function Objects({ effect: { objects, refused }, source }: { readonly effect: DraftEffect; readonly source: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = objects.find(({ object }) => object === chosen) ?? objects[0];
  if (!current) {
    return (
      <EmptyState icon={CircleCheck} title="It changes no object">
        {refused[0]
          ? `Statement ${refused[0].index + 1} was refused: ${refused[0].message}`
          : `${source} is after it what it was before.`}
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col">
      {refused.length > 0 ? (
        <p className="shrink-0 border-bad-line border-b bg-bad-soft px-4 py-1.5 text-bad text-sm [overflow-wrap:anywhere]">
          {countWord(refused.length, 'statement')} {refused.length === 1 ? 'was' : 'were'} refused, so this is what the
          others make. Statement {(refused[0]?.index ?? 0) + 1}: {refused[0]?.message}
        </p>
      ) : null}
      <div className="min-h-0 flex-1">
        <Split
          id="draft-effect"
          direction="row"
          panes={[
            {
              id: 'objects',
              size: '28%',
              min: 220,
              content: (
                <List
                  label="Objects that it touches"
                  items={objects}
                  keyOf={({ object }) => object}
                  selected={current.object}
                  onSelect={({ object }) => setChosen(object)}
                  renderRow={(one) => <ObjectRow effect={one} />}
                />
              ),
            },
            {
              id: 'ddl',
              min: 360,
              content: (
                <DiffView
                  original={current.before}
                  modified={current.after}
                  originalLabel={`${qualifiedText(current.was ?? current.object)} before`}
                  modifiedLabel={`${qualifiedText(current.object)} after`}
                  language="pgsql"
                />
              ),
            },
          ]}
        />
      </div>
    </div>
  );
}

const LOOKS = {
  made: { icon: CirclePlus, label: 'Made', tone: 'good' },
  changed: { icon: PencilLine, label: 'Changed', tone: 'neutral' },
  renamed: { icon: PencilLine, label: 'Renamed', tone: 'neutral' },
  dropped: { icon: CircleMinus, label: 'Dropped', tone: 'bad' },
} as const;

function whatHappens({ was, before, after }: DraftEffectObject): keyof typeof LOOKS {
  if (was !== null) return 'renamed';
  if (before === '') return 'made';
  return after === '' ? 'dropped' : 'changed';
}

function ObjectRow({ effect }: { readonly effect: DraftEffectObject }) {
  const { object, was } = effect;
  const { kind } = objectName(object);
  const { icon: Icon, label, tone } = LOOKS[whatHappens(effect)];
  const text = was === null ? qualifiedText(object) : `${qualifiedText(was)} → ${qualifiedText(object)}`;
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-2 pr-2 pl-2" title={KIND_LOOKS[kind].one}>
      <KindIcon kind={kind} />
      <Truncated text={text} className="code-text min-w-0 flex-1" />
      <Icon
        role="img"
        aria-label={label}
        size={14}
        strokeWidth={1.75}
        className={classNames('shrink-0', TONE_TEXT[tone])}
      />
    </div>
  );
}
