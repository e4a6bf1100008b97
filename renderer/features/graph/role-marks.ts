import { lookupOf, type ObjectId, type Reading } from '#app/catalog';
import { type EffectivePolicy, effectivePolicy, ROW_COMMANDS } from '#app/coverage';
import { lookOf, type StateLook } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

const STATES = ['all', 'some', 'none', 'not-granted', 'unknown'] as const;
type State = (typeof STATES)[number];

const LOOKS: Readonly<Record<State, StateLook>> = {
  all: lookOf(
    'every row',
    'A command it may run meets or leaves every row: no policy narrows it.',
    'bad',
    'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 6v4M6 8h4',
    'rising',
  ),
  some: lookOf(
    'rows its policies let through',
    'Every command it may run is held to a condition.',
    'good',
    'M3 4h10L9 9v4l-2-1V9z',
    'none',
  ),
  none: lookOf(
    'no row',
    'It may run commands, and no policy lets a row through.',
    'special',
    'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
    'dots',
  ),
  'not-granted': lookOf('nothing granted', 'It may run no command on the table.', 'neutral', 'M4 8h8', 'none'),
  unknown: lookOf(
    'not in this source',
    'Who may do what is told by another source, which has it not.',
    'neutral',
    'M7.5 8h1',
    'none',
  ),
};

/** What one role may do with the rows of each table, as the inspector says it table by table. */
export function roleMarks(empty: OverlayMarks, scene: Scene, { catalog, source }: Reading, role: string): OverlayMarks {
  const lookup = lookupOf(catalog);
  const states = new Map<ObjectId, State>();
  for (const { id, kind } of scene.graph.nodes) {
    if (kind !== 'table') continue;
    const table = lookup.find(id);
    states.set(id, table?.kind === 'table' ? stateOf(effectivePolicy(catalog, role, table)) : 'unknown');
  }
  const isReached = (id: ObjectId) => ['all', 'some', 'none'].includes(states.get(id) ?? 'unknown');
  const isHeld = (id: ObjectId) => states.get(id) !== 'all';
  const reached = [...states.keys()].filter(isReached);
  const held = reached.filter(isHeld).length;
  return {
    ...empty,
    overlay: 'rls',
    nodes: new Map([...states].map(([id, state]) => [id, LOOKS[state]])),
    modules: sharesByModule(scene, isReached, isHeld),
    percent: reached.length === 0 ? null : Math.floor((100 * held) / reached.length),
    answer: `${role} is held to policies on ${formatCount(held)} of the ${countWord(reached.length, 'table')} it may use, says ${source.label}`,
    legend: STATES.map((state) => ({
      state,
      look: LOOKS[state],
      count: [...states.values()].filter((each) => each === state).length,
    })),
    gaps: new Set([LOOKS.all.label]),
  };
}

/** The widest of what it may do: one open command lets rows out however narrow the others are. */
function stateOf({ commands }: EffectivePolicy): State {
  const granted = ROW_COMMANDS.map((command) => commands[command]).filter((command) => command.granted !== null);
  if (granted.length === 0) return 'not-granted';
  const lets = granted.flatMap(({ rows, check }) => {
    const asked = rows ?? check;
    return asked ? [asked.lets] : [];
  });
  if (lets.includes('all')) return 'all';
  return lets.includes('some') ? 'some' : 'none';
}
