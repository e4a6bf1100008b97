import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from '#renderer/client';
import { App } from '#renderer/shell/app.tsx';
import { createStores, parseHash } from '#renderer/stores';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to draw into.');
const stores = createStores(connectEngine(), parseHash(window.location.hash) ?? undefined);

createRoot(root).render(
  <StrictMode>
    <App stores={stores} />
  </StrictMode>,
);
