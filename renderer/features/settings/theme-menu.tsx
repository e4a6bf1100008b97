import { Contrast, Monitor, Moon, SquarePen, Sun } from 'lucide-react';
import type { Theme } from '#app/api';
import { useSettings } from '#renderer/stores';
import { IconButton, Menu } from '#renderer/ui';

const THEMES = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'high-contrast', label: 'High contrast', icon: Contrast },
] as const satisfies readonly { value: Theme; label: string; icon: typeof Sun }[];

/** Light, dark, high contrast, or as the system has it; and what else is set for this machine. */
export function ThemeMenu({ onChooseEditor }: { readonly onChooseEditor: () => void }) {
  const theme = useSettings((state) => state.settings?.theme ?? 'system');
  const setTheme = useSettings((state) => state.setTheme);
  const chosen = THEMES.find((option) => option.value === theme) ?? THEMES[0];
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={chosen.icon} label={`Theme: ${chosen.label.toLowerCase()}`} />}
      entries={[
        {
          kind: 'choice',
          label: 'Theme',
          value: theme,
          onChange: (value) => {
            const next = THEMES.find((option) => option.value === value);
            if (next) setTheme(next.value);
          },
          options: THEMES,
        },
        { kind: 'divider', id: 'editor' },
        { label: 'Editor…', icon: SquarePen, onSelect: onChooseEditor },
      ]}
    />
  );
}
