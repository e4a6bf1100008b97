import { Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { applyTheme } from '#renderer/lib/theme.ts';
import {
  Badge,
  Button,
  Code,
  EmptyState,
  ErrorState,
  IconButton,
  Kbd,
  Menu,
  Popover,
  ProgressBar,
  SearchField,
  Select,
  Spinner,
  TONE_AREA,
  ToggleGroup,
  type Tone,
  TooltipProvider,
} from '#renderer/ui';

const THEMES = ['light', 'dark', 'high-contrast'] as const;
const TONES: readonly Tone[] = ['neutral', 'accent', 'good', 'warn', 'bad', 'special'];
const OPTIONS = [
  { value: 'one', label: 'One' },
  { value: 'two', label: 'Two' },
] as const;

/** Every primitive of `ui/` in its states, at `/ui` while developing: what is there before something new is made. */
export function ReferencePage({ first = 'light' }: { readonly first?: (typeof THEMES)[number] | undefined }) {
  const [theme, setTheme] = useState(first);
  const [choice, setChoice] = useState<'one' | 'two'>('one');
  const [text, setText] = useState('');
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <TooltipProvider>
      <main className="h-full overflow-y-auto bg-canvas p-8 text-text">
        <header className="mb-6 flex items-center gap-4">
          <h1 className="flex-1 font-semibold text-2xl">Primitives</h1>
          <ToggleGroup
            label="Theme"
            value={theme}
            onChange={setTheme}
            options={THEMES.map((value) => ({ value, label: value }))}
          />
        </header>
        <Part name="Button">
          {(['primary', 'plain', 'quiet', 'muted'] as const).map((variant) => (
            <Button key={variant} variant={variant}>
              {variant}
            </Button>
          ))}
          <Button size="small">small</Button>
          <Button icon={Table2}>with an icon</Button>
          <Button disabled>disabled</Button>
          <IconButton icon={Table2} label="Only an icon" />
          <IconButton icon={Table2} label="Pressed" aria-pressed />
        </Part>
        <Part name="Tones and badges">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          {TONES.map((tone) => (
            <span key={tone} className={`rounded-sm border px-3 py-2 ${TONE_AREA[tone]}`}>
              {tone}
            </span>
          ))}
        </Part>
        <Part name="Choices">
          <ToggleGroup label="A few" value={choice} onChange={setChoice} options={OPTIONS} />
          <Select label="Many" value={choice} onChange={setChoice} options={OPTIONS} />
          <SearchField label="Find" placeholder="Find…" value={text} onChange={setText} />
          <Menu trigger={<Button>Menu</Button>} entries={[{ label: 'Do it', keys: 'Mod+D', onSelect: () => {} }]} />
          <Popover trigger={<Button>Popover</Button>} label="More">
            <p className="p-3">More about it.</p>
          </Popover>
        </Part>
        <Part name="Text">
          <span className="text-2xl">2xl</span>
          <span className="text-lg">lg</span>
          <span>base</span>
          <span className="text-muted text-sm">sm, muted</span>
          <span className="text-faint text-xs">xs, faint</span>
          <Code>public.guests</Code>
          <Kbd keys="Mod+K" />
        </Part>
        <Part name="Progress">
          <ProgressBar label="Reading" value={0.4} className="w-40" />
          <ProgressBar label="Waiting" value={null} className="w-40" />
          <Spinner />
        </Part>
        <Part name="Nothing, and failure">
          <div className="h-56 w-96 border border-line">
            <EmptyState icon={Table2} title="No tables" actions={<Button>Read again</Button>}>
              The source was read and holds none.
            </EmptyState>
          </div>
          <div className="h-56 w-96 border border-line">
            <ErrorState message="live cannot be reached." remedy="Check that the server runs." cause="ECONNREFUSED" />
          </div>
        </Part>
      </main>
    </TooltipProvider>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="mb-6">
      <h2 className="mb-2 font-medium text-muted">{name}</h2>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </section>
  );
}
