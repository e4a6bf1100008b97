import type { Kind } from '#app/catalog';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { classNames } from '#renderer/ui';

/** The icon of an object's kind. Its name stands beside it or is read out with `labelled`. */
export function KindIcon({
  kind,
  size = 14,
  labelled,
  className,
}: {
  readonly kind: Kind;
  readonly size?: number;
  readonly labelled?: boolean;
  readonly className?: string;
}) {
  const look = KIND_LOOKS[kind];
  const Icon = look.icon;
  return (
    <Icon
      {...(labelled ? { role: 'img', 'aria-label': look.one } : { 'aria-hidden': true })}
      size={size}
      strokeWidth={1.75}
      className={classNames('shrink-0 text-faint', className)}
    />
  );
}
