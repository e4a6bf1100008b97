import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** A development server for the window over made-up data. Not part of the product. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  cacheDir: resolve(import.meta.dirname, '../../../node_modules/.vite-harness'),
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  logLevel: 'warn',
  build: { target: 'es2023', chunkSizeWarningLimit: 6000 },
  server: { port: 5199, strictPort: true, fs: { allow: [resolve(import.meta.dirname, '../../..')] } },
});
