import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from '#renderer/client';
import { App } from '#renderer/shell/app.tsx';
import { createStores, parseHash } from '#renderer/stores';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to draw into.');

if (import.meta.env.DEV && window.location.pathname === '/ui') {
  const { ReferencePage } = await import('#renderer/shell/reference-page.tsx');
  createRoot(root).render(<ReferencePage />);
} else {
  const stores = createStores(connectEngine(), parseHash(window.location.hash) ?? undefined);
  createRoot(root).render(
    <StrictMode>
      <App stores={stores} />
    </StrictMode>,
  );
}
