import { RotateCw } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button, ErrorState } from '#renderer/ui';

export interface ErrorBoundaryProps {
  /** What cannot be drawn, at the beginning of a sentence: `The graph view`. */
  readonly what: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** A defect in one part of the window leaves the others usable. React has no other way to catch one than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(`${this.props.what} could not be drawn`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        message={`${this.props.what} could not be drawn.`}
        remedy="Draw it again; if that fails too, report it with the cause below."
        cause={error.stack ?? error.message}
        actions={
          <Button icon={RotateCw} onClick={() => this.setState({ error: null })}>
            Draw again
          </Button>
        }
      />
    );
  }
}
