import { ArrowRight, Plus, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { SourceEntry } from '#app/api';
import { useDrift, useSources } from '#renderer/stores';
import { Button, IconButton, Select, Spinner } from '#renderer/ui';
import { AddSourceDialog } from './add-source-dialog.tsx';
import { useCompare } from './use-compare.ts';

/** What the list of sources ends with. No source is called so. */
const ANOTHER = '\u0000another';

export interface SidesProps {
  readonly entries: readonly SourceEntry[];
  /** There is nothing to choose among yet. */
  readonly onlyAdding?: boolean;
}

/** Which two sources are compared: those of the project, its environments, and any other that is added. */
export function Sides({ entries, onlyAdding }: SidesProps) {
  const from = useDrift((store) => store.from);
  const to = useDrift((store) => store.to);
  const setSides = useDrift((store) => store.setSides);
  const read = useSources((store) => store.read);
  const isLoading = useDrift((store) => store.state.status === 'loading');
  const cancel = useDrift((store) => store.cancel);
  const [adding, setAdding] = useState<'from' | 'to' | null>(null);
  const compare = useCompare();
  const options = [
    ...entries.map((entry) => ({ value: entry.name, label: entry.source.label })),
    { value: ANOTHER, label: 'Another source…' },
  ];
  const choose = (side: 'from' | 'to', name: string) => {
    if (name === ANOTHER) return setAdding(side);
    // Choosing the other side's source swaps them: two equal sides are no comparison.
    if (side === 'from') setSides(name, name === to ? from : to);
    else setSides(name === from ? to : from, name);
    compare(false);
  };
  const dialog = (
    <AddSourceDialog
      open={adding !== null}
      onClose={() => setAdding(null)}
      onAdded={(entry) => {
        setAdding(null);
        // Its DDL is shown beside the other's: the engine has read it for the comparison by then.
        choose(adding ?? 'to', entry.name);
        void read(entry.name);
      }}
    />
  );
  if (onlyAdding) {
    return (
      <>
        <Button icon={Plus} onClick={() => setAdding('to')}>
          Add a source
        </Button>
        {dialog}
      </>
    );
  }
  return (
    <div className="flex min-w-0 shrink-0 items-center gap-1.5">
      <Select label="Compare" value={from} onChange={(next) => choose('from', next)} options={options} />
      <ArrowRight aria-label="with" size={14} className="text-faint" />
      <Select label="With" value={to} onChange={(next) => choose('to', next)} options={options} />
      {isLoading ? (
        <Button onClick={cancel}>
          <Spinner /> Cancel
        </Button>
      ) : (
        <IconButton icon={RotateCw} label="Compare again" onClick={() => compare(true)} />
      )}
      {dialog}
    </div>
  );
}
