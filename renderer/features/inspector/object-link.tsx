import type { ObjectId } from '#app/catalog';
import { useNavigation } from '#renderer/stores';
import { classNames } from '#renderer/ui';

/** A name that leads to the object. */
export function ObjectLink({
  id,
  children,
  className,
}: {
  readonly id: ObjectId;
  readonly children: string;
  readonly className?: string;
}) {
  const select = useNavigation((state) => state.select);
  return (
    <button
      type="button"
      onClick={() => select(id)}
      className={classNames(
        'code-text rounded-sm text-left text-accent underline decoration-accent-line underline-offset-2 [overflow-wrap:anywhere] hover:decoration-current',
        className,
      )}
    >
      {children}
    </button>
  );
}
