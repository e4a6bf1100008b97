import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Serves or builds the graph over generated catalogs. Not part of the product. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  cacheDir: resolve(import.meta.dirname, '../../../node_modules/.vite-harness-graph'),
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  logLevel: 'warn',
  build: { target: 'es2023', minify: true },
  server: { port: 5198, strictPort: true, fs: { allow: [resolve(import.meta.dirname, '../../..')] } },
});
