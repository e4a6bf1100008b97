import type { Origin } from '#app/catalog';
import type { LackingExtension } from '#main/shadow/stub-extensions.ts';

/** What is said of an extension that the shadow has not; the same of a file and of migrations. */
export interface LackingSaid {
  readonly code: 'extension-stubbed' | 'extension-missing';
  readonly effect: 'replaced' | 'unread';
  readonly message: string;
  readonly remedy: string;
}

export function sayLacking({ name, how }: LackingExtension, { file, line }: Origin): LackingSaid {
  const place = `${file}:${line}`;
  if (how === 'missing') {
    return {
      code: 'extension-missing',
      effect: 'unread',
      message: `${place}: the shadow’s server has not the extension ${name}, or its role may not create it: statements that use it fail.`,
      remedy: 'Install it there and list it under "shadow.extensions", or leave "shadow" to the embedded PostgreSQL.',
    };
  }
  const what =
    how === 'stubbed'
      ? 'stand-ins for its types and functions were used.'
      : 'and there are no stand-ins for what it brings: statements that use it fail.';
  return {
    code: 'extension-stubbed',
    effect: 'replaced',
    message: `${place}: the extension ${name} is not in the embedded PostgreSQL${how === 'stubbed' ? ';' : ','} ${what}`,
    remedy: 'For the real one, name a server that has it under "shadow" in raingauge.config.json.',
  };
}
