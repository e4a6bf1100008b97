import Markdown from 'markdown-to-jsx/react';
import { useRequest } from '#renderer/parts';
import { useClient } from '#renderer/stores';
import { Code, ErrorState, Spinner } from '#renderer/ui';

/** What a rule looks for, why, and how it is put right: the doc that `raingauge explain` prints. */
export function RuleDoc({ rule }: { readonly rule: string }) {
  const client = useClient();
  const doc = useRequest(rule, (signal) => client.audit.explain({ rule }, { signal }));
  if (doc.status === 'failed') return <ErrorState compact {...doc.error} />;
  if (doc.status === 'loading') return <Spinner />;
  return (
    <div className="flex max-w-[72ch] flex-col gap-2">
      <Markdown options={{ disableParsingRawHTML: true, wrapper: null, forceBlock: true, overrides: OVERRIDES }}>
        {doc.value.markdown.replace(/^# .*\n/, '')}
      </Markdown>
    </div>
  );
}

const OVERRIDES = {
  h2: (props: { readonly children?: React.ReactNode }) => <h4 className="pt-1 font-semibold">{props.children}</h4>,
  p: (props: { readonly children?: React.ReactNode }) => <p>{props.children}</p>,
  ul: (props: { readonly children?: React.ReactNode }) => <ul className="list-disc pl-5">{props.children}</ul>,
  pre: (props: { readonly children?: React.ReactNode }) => (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="code-text overflow-auto rounded-md border border-line bg-sunken p-2"
    >
      {textIn(props.children)}
    </pre>
  ),
  code: (props: { readonly children?: React.ReactNode }) => <Code>{props.children}</Code>,
};

/** The text of what a fenced block was made into. */
function textIn(node: React.ReactNode): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textIn).join('');
  if (typeof node === 'object' && node !== null && 'props' in node) {
    return textIn((node.props as { readonly children?: React.ReactNode }).children);
  }
  return '';
}
