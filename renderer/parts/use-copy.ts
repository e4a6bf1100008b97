import { useToast } from '#renderer/ui';

/** Puts a text on the clipboard and says so; `what` is what it is called there: `3 differences`. */
export function useCopy(): (text: string, what: string) => void {
  const toast = useToast();
  return (text, what) => {
    navigator.clipboard.writeText(text).then(
      () => toast(`Copied ${what}`),
      () =>
        toast(`Could not copy ${what}`, 'The window may not use the clipboard; select the text and copy it by hand.'),
    );
  };
}
