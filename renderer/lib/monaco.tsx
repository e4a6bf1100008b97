import { useEffect, useRef, useState } from 'react';
import type { CodeHandle, CodeLanguage, DiffHandle } from './monaco-engine.ts';

export type { CodeLanguage } from './monaco-engine.ts';

/** Monaco is some megabytes: it is fetched when the first editor is drawn. */
const loadEngine = () => import('./monaco-engine.ts');

export interface DiffViewProps {
  readonly original: string;
  readonly modified: string;
  readonly originalLabel: string;
  readonly modifiedLabel: string;
  readonly language: CodeLanguage;
  /** What the reader came for: the change about this word is shown first. */
  readonly word?: string | null;
}

/** Below this width the two sides stand in one column. */
const SIDE_BY_SIDE_PX = 640;

/** Two texts side by side, filling the parent. */
export function DiffView({ original, modified, originalLabel, modifiedLabel, language, word = null }: DiffViewProps) {
  const element = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<DiffHandle | null>(null);

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    let made: DiffHandle | null = null;
    let gone = false;
    const observer = new ResizeObserver(() => made?.layout(host.clientWidth >= SIDE_BY_SIDE_PX));
    void loadEngine().then((engine) => {
      if (gone) return;
      made = engine.createDiff(host, language);
      observer.observe(host);
      setHandle(made);
    });
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
      setHandle(null);
    };
  }, [language]);

  useEffect(
    () => handle?.set(original, modified, { original: originalLabel, modified: modifiedLabel, word }),
    [handle, original, modified, originalLabel, modifiedLabel, word],
  );
  return <div ref={element} className="h-full min-h-0 w-full" />;
}

export interface CodeViewProps {
  readonly text: string;
  readonly language: CodeLanguage;
  readonly label: string;
  /** The number of the text's first line in its file. */
  readonly firstLine?: number;
  readonly markedLine?: number | null;
  /** The last of the marked lines, where they are several. */
  readonly lastMarkedLine?: number | null;
}

/** A read-only text with line numbers, filling the parent. */
export function CodeView(props: CodeViewProps) {
  const { text, language, label, firstLine = 1, markedLine = null, lastMarkedLine = markedLine } = props;
  const element = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<CodeHandle | null>(null);

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    let made: CodeHandle | null = null;
    let gone = false;
    void loadEngine().then((engine) => {
      if (gone) return;
      made = engine.createCode(host, language, label);
      setHandle(made);
    });
    return () => {
      gone = true;
      made?.dispose();
      setHandle(null);
    };
  }, [language, label]);

  useEffect(
    () => handle?.set(text, { firstLine, markedLine, lastMarkedLine }),
    [handle, text, firstLine, markedLine, lastMarkedLine],
  );
  return <div ref={element} className="h-full min-h-0 w-full" />;
}
