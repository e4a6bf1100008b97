import { readingOf, useSources } from '#renderer/stores';
import { Button } from '#renderer/ui';

/** The sources that can be shown instead of one that cannot. */
export function SourceActions({ except }: { readonly except: string }) {
  const states = useSources((store) => store.states);
  const show = useSources((store) => store.show);
  return Object.keys(states)
    .filter((name) => name !== except && readingOf(states[name]))
    .map((name) => (
      <Button key={name} onClick={() => show(name)}>
        Show {name}
      </Button>
    ));
}
