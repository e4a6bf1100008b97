import type { ErrorData } from '#app/api';
import { Failure } from '#renderer/parts';
import { useArrangement } from '#renderer/stores';
import { Button } from '#renderer/ui';
import type { LayoutFailure } from './use-laid-out.ts';

export interface LayoutFaultProps {
  readonly failure: LayoutFailure;
  /** Whether the layout before it stands meanwhile. */
  readonly hasOther: boolean;
}

/** That the tables could not be placed, what is there all the same, and the ways on: again, or in other groups. */
export function LayoutFault({ failure, hasOther }: LayoutFaultProps) {
  const grouping = useArrangement((store) => store.arrangement.grouping);
  const group = useArrangement((store) => store.group);
  const error: ErrorData = {
    code: 'internal',
    message: hasOther
      ? 'The graph could not be laid out anew: what is drawn is the one before.'
      : 'The graph could not be laid out.',
    remedy:
      'Try again, or let tables stand in other groups. The list of objects, the outline and the search have all of them.',
    origin: null,
    cause: failure.cause,
  };
  return (
    <Failure
      error={error}
      compact={hasOther}
      onRetry={failure.retry}
      actions={
        grouping === 'schema' ? null : (
          <Button size={hasOther ? 'small' : 'normal'} onClick={() => group('schema')}>
            Group by schema
          </Button>
        )
      }
    />
  );
}
