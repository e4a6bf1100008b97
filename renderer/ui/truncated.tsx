import { type ComponentProps, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface TruncatedProps extends Omit<ComponentProps<'span'>, 'children' | 'ref'> {
  readonly text: string;
  /** A name or path whose end tells more than its beginning is cut at the start. */
  readonly cut?: 'end' | 'start';
}

/** One line of text that is cut where there is no room, and then shows itself whole when pointed at. */
export function Truncated({ text, cut = 'end', className, ...rest }: TruncatedProps) {
  const element = useRef<HTMLSpanElement>(null);
  const [isCut, setIsCut] = useState(false);
  const measure = () => {
    const span = element.current;
    if (span) setIsCut(span.scrollWidth > span.clientWidth);
  };
  const shown = cut === 'start' ? <bdi dir="ltr">{text}</bdi> : text;
  return (
    <span
      {...rest}
      ref={element}
      onPointerEnter={measure}
      dir={cut === 'start' ? 'rtl' : undefined}
      className={classNames('block min-w-0 truncate', cut === 'start' && 'text-left', className)}
    >
      {/* Within the element that is there already: one that takes its place when it is pointed at loses a click made at once. */}
      {isCut ? (
        <Tooltip content={text} anchor={element}>
          <span>{shown}</span>
        </Tooltip>
      ) : (
        shown
      )}
    </span>
  );
}
