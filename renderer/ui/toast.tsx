import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

/** Once at the root. Toasts confirm what was done elsewhere; nothing that needs an answer is a toast. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider limit={3} timeout={6_000}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-9 z-50 flex w-[340px] flex-col gap-2 outline-none">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line-strong bg-raised shadow-overlay transition-opacity duration-160 data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-2 py-2 pr-1 pl-3">
        <div className="min-w-0 flex-1 py-0.5">
          <Base.Title className="font-medium" />
          <Base.Description className="text-muted text-sm [overflow-wrap:anywhere]" />
        </div>
        <Base.Close render={<IconButton icon={X} label="Dismiss" size="small" />} />
      </Base.Content>
    </Base.Root>
  ));
}

/** Shows a short message in the corner for a while; screen readers hear it. */
export function useToast(): (title: string, description?: string) => void {
  const { add } = Base.useToastManager();
  return (title, description) => {
    add(description === undefined ? { title } : { title, description });
  };
}
