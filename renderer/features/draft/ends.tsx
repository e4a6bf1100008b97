import { ArrowRight, RotateCw } from 'lucide-react';
import type { SourceEntry } from '#app/api';
import { useDraft, useOpenProject } from '#renderer/stores';
import { Button, IconButton, Select, Spinner } from '#renderer/ui';
import { useMake } from './use-make.ts';

/** Which source is changed, and which one says how it shall be. */
export function Ends({ entries }: { readonly entries: readonly SourceEntry[] }) {
  const from = useDraft((store) => store.from);
  const to = useDraft((store) => store.to);
  const setEnds = useDraft((store) => store.setEnds);
  const make = useMake();
  if (from === null || to === null) return null;
  const options = entries.map((entry) => ({ value: entry.name, label: entry.source.label }));
  // Choosing the other end's source swaps them: nothing has to be done to make a source what it is.
  const choose = (end: 'from' | 'to', name: string) => {
    if (end === 'from') setEnds(name, name === to ? from : to);
    else setEnds(name === from ? to : from, name);
    make();
  };
  return (
    <div className="flex min-w-0 shrink-0 items-center gap-1.5">
      <Select label="Change" value={from} onChange={(next) => choose('from', next)} options={options} />
      <ArrowRight aria-label="to be like" size={14} className="text-faint" />
      <Select label="To be like" value={to} onChange={(next) => choose('to', next)} options={options} />
      {from === 'code' ? null : <Besides />}
      <Again />
    </div>
  );
}

const BESIDES = [
  { value: 'none', label: 'Without owners and roles', owners: false, roles: false },
  { value: 'owners', label: 'With owners', owners: true, roles: false },
  { value: 'roles', label: 'With roles', owners: false, roles: true },
  { value: 'both', label: 'With owners and roles', owners: true, roles: true },
] as const;

/** Owners and roles are the cluster's as well: they stay as they are unless somebody wants them drafted. */
function Besides() {
  const { owners, roles } = useDraft((store) => store.besides);
  const setBesides = useDraft((store) => store.setBesides);
  const make = useMake();
  const isOnServer = useOpenProject()?.shadow === 'server';
  const chosen = BESIDES.find((one) => one.owners === owners && one.roles === roles) ?? BESIDES[0];
  const choose = (value: string) => {
    const next = BESIDES.find((one) => one.value === value) ?? BESIDES[0];
    setBesides({ owners: next.owners, roles: next.roles });
    make();
  };
  // They are tried where Raingauge is the superuser, and a shadow on a real server is not.
  const options = BESIDES.map((one) =>
    isOnServer && one.value !== 'none' ? { ...one, disabled: true, detail: 'on the embedded shadow only' } : one,
  );
  return <Select label="Owners and roles" value={chosen.value} onChange={choose} options={options} />;
}

/** Drafts once more, or stops. */
export function Again() {
  const cancel = useDraft((store) => store.cancel);
  const isLoading = useDraft((store) => store.state.status === 'loading');
  const make = useMake();
  if (!isLoading) return <IconButton icon={RotateCw} label="Draft again" onClick={() => make()} />;
  return (
    <Button onClick={cancel}>
      <Spinner /> Cancel
    </Button>
  );
}
