import type { ObjectId, Reading, TableStatistics } from '#app/catalog';
import { lookOf, type StateLook } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { sizeText } from '#renderer/lib/size-text.ts';
import type { OverlayMarks } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

const MB = 1024 * 1024;
const BARS = ['M3 13v-2', 'M6.5 13V9', 'M10 13V6', 'M13.5 13V3'];
const bars = (count: number) => BARS.slice(0, count).join('');

/** From the largest on; the bars of a mark tell the classes apart without the colour. */
const CLASSES: readonly { readonly from: number; readonly look: StateLook }[] = [
  { from: 10 * 1024 * MB, look: lookOf('10 GB and more', 'With indexes and TOAST.', 'bad', bars(4), 'cross') },
  { from: 1024 * MB, look: lookOf('1 to 10 GB', 'With indexes and TOAST.', 'warn', bars(3), 'rising') },
  { from: 100 * MB, look: lookOf('100 MB to 1 GB', 'With indexes and TOAST.', 'special', bars(2), 'falling') },
  { from: MB, look: lookOf('1 to 100 MB', 'With indexes and TOAST.', 'accent', bars(1), 'dots') },
  { from: 0, look: lookOf('under 1 MB', 'With indexes and TOAST.', 'neutral', 'M3 13h10', 'none') },
];
const UNKNOWN = lookOf('not known', 'No database that was read tells its size.', 'neutral', 'M7.5 8h1', 'none');

/** What each table takes, by the statistics of a database: those of the shown source, else of the first that has any. */
export function sizeMarks(
  empty: OverlayMarks,
  scene: Scene,
  reading: Reading,
  readings: ReadonlyMap<string, Reading>,
): OverlayMarks {
  const source = [reading, ...readings.values()].find(({ statistics }) => (statistics?.tables.length ?? 0) > 0);
  const unknown: OverlayMarks = {
    ...empty,
    overlay: 'size',
    answer: 'No source that was read tells sizes: a database does.',
  };
  if (!source?.statistics) return unknown;
  const sizes = new Map(source.statistics.tables.map((entry) => [entry.table, entry]));
  const nodes = new Map<ObjectId, StateLook>();
  const figures = new Map<ObjectId, string>();
  let [bytes, rows, known] = [0, 0, 0];
  for (const { id, kind } of scene.graph.nodes) {
    const size = sizes.get(id);
    if (!size && kind === 'view') continue;
    nodes.set(id, size ? classOf(size) : UNKNOWN);
    if (!size) continue;
    figures.set(id, sizeText(size.bytes));
    known += 1;
    bytes += size.bytes;
    rows += Math.max(0, size.rowEstimate);
  }
  if (known === 0) return unknown;
  const looks = [...CLASSES.map(({ look }) => look), UNKNOWN];
  return {
    ...empty,
    overlay: 'size',
    nodes,
    figures,
    modules: bytesByModule(scene, sizes),
    answer: `${sizeText(bytes)} and about ${formatCount(Math.round(rows))} rows in ${countWord(known, 'table')} of ${source.source.label}`,
    legend: looks.map((look) => ({
      state: look.label,
      look,
      count: [...nodes.values()].filter((each) => each === look).length,
    })),
  };
}

function classOf({ bytes }: TableStatistics): StateLook {
  return CLASSES.find(({ from }) => bytes >= from)?.look ?? UNKNOWN;
}

function bytesByModule(scene: Scene, sizes: ReadonlyMap<ObjectId, TableStatistics>): ReadonlyMap<string, string> {
  return new Map(
    scene.layout.modules.flatMap(({ id, members }) => {
      const known = members.flatMap((member) => sizes.get(member) ?? []);
      if (known.length === 0) return [];
      return [[id, sizeText(known.reduce((total, { bytes }) => total + bytes, 0))] as const];
    }),
  );
}
