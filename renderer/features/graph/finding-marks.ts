import type { AuditResult, Severity } from '#app/api';
import { tablesOf } from '#app/audit';
import type { ObjectId } from '#app/catalog';
import { lookOf, type StateLook } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { type OverlayMarks, sharesByModule } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

/** Worst first, as the legend and the filter list them. */
export const FINDING_STATES = ['critical', 'high', 'medium', 'low', 'info', 'none'] as const;
type State = (typeof FINDING_STATES)[number];

/** As many strokes as the severity is steep: told apart without the colour. */
const LOOKS: Readonly<Record<State, StateLook>> = {
  critical: lookOf('critical', 'Its worst finding is critical.', 'bad', 'M4 4l8 8M12 4l-8 8', 'cross'),
  high: lookOf('high', 'Its worst finding is high.', 'warn', 'M8 2.5L14 13H2zM8 7v2.5', 'rising'),
  medium: lookOf('medium', 'Its worst finding is medium.', 'special', 'M3 6h10M3 10h10', 'falling'),
  low: lookOf('low', 'Its worst finding is low.', 'accent', 'M3 8h10', 'dots'),
  info: lookOf('info', 'All that was found is for information.', 'neutral', 'M8 7v5M8 4v.4', 'none'),
  none: lookOf(
    'no finding',
    'The rules found nothing, or what they found is waived.',
    'good',
    'M3.5 8.5l3 3 6-7',
    'none',
  ),
};
const GRAVE: ReadonlySet<Severity> = new Set(['critical', 'high']);

/** The worst open finding of each table, and how many there are. */
export function findingMarks(empty: OverlayMarks, scene: Scene, result: AuditResult | null): OverlayMarks {
  if (!result) return { ...empty, overlay: 'findings', answer: 'The project has not been audited yet.' };
  const worst = new Map<ObjectId, Severity>();
  const counts = new Map<ObjectId, number>();
  const drawn = new Set(scene.graph.nodes.map(({ id }) => id));
  let [onTables, beside] = [0, 0];
  for (const finding of result.findings) {
    if (finding.status === 'waived') continue;
    const tables = drawn.has(finding.object) ? [finding.object] : tablesOf(finding).filter((id) => drawn.has(id));
    if (tables.length === 0) beside += 1;
    else onTables += 1;
    for (const table of tables) {
      counts.set(table, (counts.get(table) ?? 0) + 1);
      // The worst come first.
      if (!worst.has(table)) worst.set(table, finding.severity);
    }
  }
  const nodes = new Map(scene.graph.nodes.map(({ id }) => [id, LOOKS[worst.get(id) ?? 'none']]));
  const isSound = (id: ObjectId) => !GRAVE.has(worst.get(id) ?? 'info');
  const sound = scene.graph.nodes.filter(({ id }) => isSound(id)).length;
  const all = scene.graph.nodes.length;
  return {
    ...empty,
    overlay: 'findings',
    nodes,
    figures: new Map([...counts].map(([id, count]) => [id, formatCount(count)])),
    figureOf: 'findings',
    modules: sharesByModule(scene, () => true, isSound),
    percent: all === 0 ? null : Math.floor((100 * sound) / all),
    answer: `${formatCount(sound)} of ${countWord(all, 'table')} and views have nothing critical or high; ${countWord(onTables, 'open finding')} on them${
      beside === 0 ? '' : `, ${formatCount(beside)} on other objects`
    }`,
    legend: FINDING_STATES.map((state) => ({
      state,
      look: LOOKS[state],
      count: [...nodes.values()].filter((look) => look === LOOKS[state]).length,
    })),
    gaps: new Set([LOOKS.critical.label, LOOKS.high.label]),
  };
}
