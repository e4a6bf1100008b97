import { EyeOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { WaiverInput } from '#app/api';
import { Button, Code, Popover, Select, ToggleGroup } from '#renderer/ui';

export interface WaiveFormProps {
  /** `Waive this difference`. */
  readonly label: string;
  readonly busy: boolean;
  /** Whether it can also be put off: what nobody means to change is by design. */
  readonly canDefer?: boolean;
  /** What it can be accepted for alone, where it is told of several; the first stands for all of them. */
  readonly parts?: readonly WaivablePart[];
  /** Whether it was written: then the form closes. */
  readonly onWaive: (waiver: WaiverInput, part: string | null) => Promise<boolean>;
}

export interface WaivablePart {
  readonly key: string;
  readonly label: string;
}

/** Asks for the reason why something is accepted, and until when. */
export function WaiveForm({ label, onWaive, ...rest }: WaiveFormProps) {
  const [open, setOpen] = useState(false);
  const waive = async (waiver: WaiverInput, part: string | null) => {
    if (await onWaive(waiver, part)) setOpen(false);
  };
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-[380px]"
      trigger={
        <Button size="small" variant="muted" icon={EyeOff}>
          Waive…
        </Button>
      }
    >
      <Form {...rest} onWaive={(waiver, part) => void waive(waiver, part)} />
    </Popover>
  );
}

const KINDS = [
  { value: 'by-design', label: 'By design' },
  { value: 'deferred', label: 'Put off' },
] as const;

const FIELD =
  'h-7 rounded-md border border-control bg-surface px-2 outline-none focus:border-focus focus:outline-1 focus:outline-focus';

interface FormProps extends Omit<WaiveFormProps, 'label' | 'onWaive'> {
  readonly onWaive: (waiver: WaiverInput, part: string | null) => void;
}

function Form({ busy, canDefer = false, parts = [], onWaive }: FormProps) {
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('by-design');
  const [part, setPart] = useState(parts[0]?.key ?? '');
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState('');
  const [expires, setExpires] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { reason: reason.trim(), owner: owner.trim() || null, expires: expires || null };
    onWaive(canDefer ? { ...said, deferred: kind === 'deferred' } : said, part || null);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 p-3">
      {canDefer ? <ToggleGroup label="How it is accepted" value={kind} onChange={setKind} options={KINDS} /> : null}
      {parts.length > 1 ? (
        <Select
          label="What is accepted"
          value={part}
          onChange={setPart}
          options={parts.map(({ key, label }) => ({ value: key, label }))}
          className="w-full"
        />
      ) : null}
      <label className="flex flex-col gap-1">
        <span className="font-medium">Why it is accepted</span>
        <input value={reason} onChange={(event) => setReason(event.target.value)} required className={FIELD} />
      </label>
      <div className="grid grid-cols-2 gap-2">
        <label className="flex min-w-0 flex-col gap-1">
          <span>Who answers for it</span>
          <input value={owner} onChange={(event) => setOwner(event.target.value)} className={FIELD} />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span>Until</span>
          <input type="date" value={expires} onChange={(event) => setExpires(event.target.value)} className={FIELD} />
        </label>
      </div>
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-muted text-sm">
          Kept in <Code>raingauge.config.json</Code>
        </p>
        <Button type="submit" size="small" variant="primary" disabled={busy || reason.trim() === ''}>
          Waive
        </Button>
      </div>
    </form>
  );
}
