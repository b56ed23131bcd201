import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CONTENT_SECURITY_POLICY } from '../../../electron/window/content-security-policy.ts';

const project = path.resolve(import.meta.dirname, '../../..');

/** The screen on a bridge in memory and under the app's own policy, to look at: `vite build`, then `vite preview`, on this computer only. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome150',
    outDir: path.join(project, 'test-results/preview'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
  },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
});
