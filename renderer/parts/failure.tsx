import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '#app/api';
import { Button, ErrorState } from '#renderer/ui';
import { OriginLink } from './origin-link.tsx';

export interface FailureProps {
  readonly error: ErrorData;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
  readonly compact?: boolean;
}

/** An error of the engine, as a person reads it: message, remedy, place, cause, and a way on. */
export function Failure({ error, onRetry, actions, compact }: FailureProps) {
  return (
    <ErrorState
      message={error.message}
      remedy={error.remedy}
      cause={error.cause}
      {...(error.origin ? { where: <OriginLink origin={error.origin} /> } : {})}
      {...(compact ? { compact } : {})}
      {...(onRetry || actions
        ? {
            actions: (
              <>
                {onRetry ? (
                  <Button icon={RotateCw} size={compact ? 'small' : 'normal'} onClick={onRetry}>
                    Try again
                  </Button>
                ) : null}
                {actions}
              </>
            ),
          }
        : {})}
    />
  );
}
