import { defineConfig } from 'vite';

/** A sandboxed preload may be one CommonJS file only, and may ask for nothing but `electron`. */
export default defineConfig({
  build: {
    target: 'chrome150',
    minify: false,
    copyPublicDir: false,
    rollupOptions: { external: ['electron', 'electron/renderer'] },
  },
});
