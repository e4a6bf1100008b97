import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page whose frames are measured: Raingauge's graph, plain React Flow and a bare canvas over one schema. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  cacheDir: resolve(import.meta.dirname, '../../../node_modules/.vite-bench-graph'),
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  logLevel: 'warn',
  build: { target: 'es2023', minify: true },
});
