import { CircleAlert } from 'lucide-react';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { EDITOR_PLACES, EDITOR_PRESETS, parseEditorCommand } from '#app/api';
import { useSettings } from '#renderer/stores';
import { Button, Code, Dialog, useToast } from '#renderer/ui';

export interface EditorDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Which editor opens files at their lines: one of those that are known, or any command. */
export function EditorDialog({ open, onClose }: EditorDialogProps) {
  const chosen = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Editor"
      description="Opens schema files and migrations at their lines. The command is run as it is; no shell sees it."
      initialFocus={chosen}
      className="w-[680px]"
    >
      <Form onClose={onClose} chosen={chosen} />
    </Dialog>
  );
}

const CUSTOM = 'custom';
const FROM_ENVIRONMENT = 'environment';

interface FormProps extends Pick<EditorDialogProps, 'onClose'> {
  readonly chosen: RefObject<HTMLInputElement | null>;
}

function Form({ onClose, chosen }: FormProps) {
  const saved = useSettings((store) => store.settings?.editor ?? null);
  const setEditor = useSettings((store) => store.setEditor);
  const toast = useToast();
  const preset = EDITOR_PRESETS.find(({ command }) => command === saved);
  const [choice, setChoice] = useState(saved === null ? FROM_ENVIRONMENT : (preset?.name ?? CUSTOM));
  const [custom, setCustom] = useState(preset || saved === null ? '' : saved);
  const parsed = choice === CUSTOM ? parseEditorCommand(custom) : null;
  const problem = parsed && !parsed.ok && custom !== '' ? parsed.problem : null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const command = EDITOR_PRESETS.find(({ name }) => name === choice)?.command;
    const error = await setEditor(choice === CUSTOM ? custom.trim() : (command ?? null));
    if (error) toast(error.message, error.remedy);
    else onClose();
  };
  const options = [
    { value: FROM_ENVIRONMENT, label: 'As the environment says', detail: 'VISUAL or EDITOR, else VS Code' },
    ...EDITOR_PRESETS.map(({ name, command }) => ({ value: name, label: name, detail: command })),
    { value: CUSTOM, label: 'Another command', detail: '' },
  ];
  return (
    <form onSubmit={save} className="flex min-h-0 flex-col gap-3 overflow-auto px-4 pb-4">
      <fieldset className="flex flex-col rounded-md border border-line">
        <legend className="sr-only">Editor</legend>
        {options.map(({ value, label, detail }) => (
          <label
            key={value}
            className="flex min-h-8 items-center gap-2 border-line px-2 not-first-of-type:border-t hover:bg-hover"
          >
            <input
              {...(choice === value ? { ref: chosen } : {})}
              type="radio"
              name="editor"
              value={value}
              checked={choice === value}
              onChange={() => setChoice(value)}
              className="accent-(--accent)"
            />
            <span className="w-44 shrink-0">{label}</span>
            <span className="code-text min-w-0 flex-1 text-muted [overflow-wrap:anywhere]">{detail}</span>
          </label>
        ))}
      </fieldset>
      {choice === CUSTOM ? (
        <label className="flex flex-col gap-1">
          <span className="font-medium">Command</span>
          <input
            value={custom}
            onChange={(event) => setCustom(event.target.value)}
            spellCheck={false}
            autoComplete="off"
            placeholder="subl {file}:{line}:{column}"
            aria-invalid={problem !== null}
            aria-describedby="editor-command-help"
            className="code-text h-8 rounded-md border border-control bg-surface px-2 outline-none focus:border-focus focus:outline-1 focus:outline-focus"
          />
          <span id="editor-command-help" className="text-muted">
            {problem === null ? (
              <>
                A program and its arguments. {EDITOR_PLACES.join(', ')} stand for the place; without{' '}
                <Code>{'{file}'}</Code> the path is put at the end. Quotes keep words together.
              </>
            ) : (
              <span className="flex items-start gap-1 text-bad">
                <CircleAlert aria-hidden size={14} strokeWidth={1.75} className="mt-0.5 shrink-0" />
                {problem}
              </span>
            )}
          </span>
        </label>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={parsed !== null && !parsed.ok}>
          Save
        </Button>
      </div>
    </form>
  );
}
