import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const project = path.resolve(import.meta.dirname, '..');

/** The screen. Nothing inline and no polyfill script: the content security policy admits files of our own only. */
export default defineConfig({
  root: path.join(project, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome150',
    outDir: path.join(project, '.vite/renderer/main_window'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Cloudscape alone passes Vite's default, which is meant for pages fetched over a network.
    chunkSizeWarningLimit: 4096,
  },
});
