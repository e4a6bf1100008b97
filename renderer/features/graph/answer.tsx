import { useMemo } from 'react';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { useRoom } from '#renderer/lib/room.ts';
import { OVERLAYS, useOverlay } from '#renderer/stores';
import { classNames, Select, ToggleGroup } from '#renderer/ui';
import { OVERLAY_NAMES } from './legend.tsx';
import type { Picture } from './picture.ts';

const CHOICE = 'What the graph shows';
/** With less than this the choices would take two lines; one list takes their place. */
const ALL_OVERLAYS_PX = 540;
const OVERLAY_OPTIONS = OVERLAYS.map((value) => ({ value, label: OVERLAY_NAMES[value] }));

interface AnswerProps {
  readonly picture: Omit<Picture, 'palette'>;
  /** Whether its layout could not be made. */
  readonly isFailed: boolean;
}

/** The first thing seen: how much is covered, or how much there is; then the choice of what to ask. */
export function Answer({ picture, isFailed }: AnswerProps) {
  const overlay = useOverlay((state) => state.overlay);
  const set = useOverlay((state) => state.set);
  const { marks, beside } = picture;
  const second = beside && `; ${beside.percent === null ? '' : `${beside.percent} %: `}${beside.answer}`;
  const sentence = `${marks.answer}${second ?? ''}`;
  const { ref, room } = useRoom<HTMLElement>(ALL_OVERLAYS_PX);
  return (
    <header
      ref={ref}
      className="flex min-h-11 shrink-0 flex-wrap low:min-h-9 low:flex-nowrap low:py-1 items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-1.5"
    >
      {marks.overlay === 'none' ? (
        <Counts picture={picture} isFailed={isFailed} />
      ) : (
        <p
          className={classNames(
            'flex min-w-0 items-baseline gap-2',
            room.isSlim
              ? 'flex-[1_1_180px] low:flex-[1_1_0]'
              : picture.beside === null
                ? 'flex-[1_1_360px]'
                : 'flex-[1_1_460px]',
          )}
        >
          {marks.percent === null ? null : (
            <strong className="tabular shrink-0 whitespace-nowrap font-semibold text-2xl leading-7 tracking-tight low:text-lg">
              {marks.percent} %
            </strong>
          )}
          <span className="min-w-0 text-muted low:truncate" title={sentence}>
            {sentence}
          </span>
        </p>
      )}
      {/* What is asked stays together: where the answer leaves no room, it is a line of its own. */}
      <div className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1 low:flex-nowrap">
        {room.isSlim ? (
          <Select label={CHOICE} value={overlay} onChange={set} options={OVERLAY_OPTIONS} />
        ) : (
          <ToggleGroup label={CHOICE} value={overlay} onChange={set} options={OVERLAY_OPTIONS} mayWrap />
        )}
        {overlay === 'none' ? null : <Beside />}
      </div>
    </header>
  );
}

/** The choice of a second overlay. */
function Beside() {
  const overlay = useOverlay((state) => state.overlay);
  const beside = useOverlay((state) => state.beside);
  const setBeside = useOverlay((state) => state.setBeside);
  const options = OVERLAYS.filter((value) => value !== overlay).map((value) => ({
    value,
    label: value === 'none' ? 'nothing beside' : `and ${OVERLAY_NAMES[value].toLowerCase()}`,
  }));
  return <Select label="A second overlay" value={beside} onChange={setBeside} options={options} />;
}

function Counts({ picture: { scene, drift }, isFailed }: AnswerProps) {
  const text = useMemo(() => {
    const { graph, layout } = scene;
    const tables = graph.nodes.filter((node) => node.kind === 'table').length;
    const views = graph.nodes.length - tables;
    const keys = graph.edges.filter((edge) => edge.kind === 'foreign-key').length;
    const parts = [countWord(keys, 'foreign key')];
    const isNowhere = isFailed ? 'not laid out' : 'laying it out…';
    parts.push(scene.pending ? isNowhere : countWord(layout.modules.length, 'module'));
    if (views > 0) parts.unshift(countWord(views, 'view'));
    return { tables: countWord(tables, 'table'), rest: parts.join(' · ') };
  }, [scene, isFailed]);
  const differing = scene.graph.nodes.filter((node) => drift.has(node.id)).length;
  return (
    <p className="flex min-w-0 flex-[1_1_220px] items-baseline gap-2">
      <strong className="tabular shrink-0 whitespace-nowrap font-semibold text-lg">{text.tables}</strong>
      <span className="tabular truncate text-muted">{text.rest}</span>
      {differing > 0 ? (
        <span className="shrink-0 whitespace-nowrap text-special">{formatCount(differing)} with drift</span>
      ) : null}
    </p>
  );
}
