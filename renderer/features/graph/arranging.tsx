import type { Grouping } from '#app/graph';
import { GROUPINGS } from '#app/graph';
import { countWord } from '#renderer/lib/kinds.ts';
import { useArrangement } from '#renderer/stores';
import { Button, Select } from '#renderer/ui';

const NAMES: Readonly<Record<Grouping, string>> = {
  references: 'Modules by references',
  schema: 'Modules by schema',
  file: 'Modules by file',
  coverage: 'Modules by row security',
};
const OPTIONS = GROUPINGS.map((value) => ({ value, label: NAMES[value] }));

/** By what tables stand together, and the way back from what a person moved or closed. */
export function Arranging() {
  const { grouping, pins, collapsed } = useArrangement((store) => store.arrangement);
  const group = useArrangement((store) => store.group);
  const unpin = useArrangement((store) => store.unpin);
  const collapse = useArrangement((store) => store.collapse);
  const pinned = Object.keys(pins).length;
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Select label="How tables are grouped" value={grouping} onChange={group} options={OPTIONS} />
      {pinned > 0 ? <Button onClick={() => unpin()}>Give back {countWord(pinned, 'moved table')}</Button> : null}
      {collapsed.length > 0 ? (
        <Button onClick={() => collapse(collapsed, false)}>Open {countWord(collapsed.length, 'module')}</Button>
      ) : null}
    </div>
  );
}
