import { Copy } from 'lucide-react';
import { useCopy } from '#renderer/parts';
import { IconButton } from '#renderer/ui';

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const copy = useCopy();
  return <IconButton icon={Copy} size="small" label={`Copy ${what}`} onClick={() => copy(text, what)} />;
}
