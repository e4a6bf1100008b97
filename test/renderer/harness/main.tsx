import { createRoot } from 'react-dom/client';
import { themeSchema } from '#app/api';
import { App } from '#renderer/shell/app.tsx';
import { ReferencePage } from '#renderer/shell/reference-page.tsx';
import { createStores, parseHash } from '#renderer/stores';
import { madeUpEngine } from './made-up-engine.ts';

const parameters = new URLSearchParams(window.location.search);
const theme = themeSchema.catch('light').parse(parameters.get('theme'));
const stores = createStores(
  madeUpEngine(parameters.get('scenario') ?? 'normal', theme),
  parseHash(window.location.hash) ?? undefined,
);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    parameters.has('ui') ? <ReferencePage first={theme === 'system' ? undefined : theme} /> : <App stores={stores} />,
  );
