import { Copy } from 'lucide-react';
import { IconButton, useToast } from '#renderer/ui';

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const toast = useToast();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast(`Copied ${what}`),
      () =>
        toast(`Could not copy ${what}`, 'The window may not use the clipboard; select the text and copy it by hand.'),
    );
  };
  return <IconButton icon={Copy} size="small" label={`Copy ${what}`} onClick={copy} />;
}
