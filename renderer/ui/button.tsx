import { Button as Base } from '@base-ui/react/button';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface ButtonProps extends Omit<ComponentProps<typeof Base>, 'className' | 'children'> {
  /** `primary` once per surface at most; `quiet` and `muted` have no border. */
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'muted';
  readonly size?: 'small' | 'normal';
  readonly icon?: LucideIcon;
  readonly className?: string;
  readonly children: ReactNode;
}

const VARIANTS = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong',
  plain: 'border-line-strong bg-surface text-text hover:bg-hover active:bg-pressed',
  quiet: 'border-transparent bg-transparent text-text hover:bg-hover active:bg-pressed',
  muted: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-text active:bg-pressed',
};

const SIZES = { small: 'h-6 px-2 text-sm gap-1', normal: 'h-7 px-2.5 text-base gap-1.5' };

export function Button({ variant = 'plain', size = 'normal', icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <Base
      {...rest}
      className={classNames(
        'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border transition-colors',
        'data-disabled:pointer-events-none data-disabled:opacity-50',
        VARIANTS[variant],
        variant === 'muted' ? 'font-normal' : 'font-medium',
        SIZES[size],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0" /> : null}
      {children}
    </Base>
  );
}
