import { defineConfig } from 'vite';
import { notBundled } from './not-bundled.ts';

/**
 * What our build and Forge's share for the main process; each adds the entry and the output folder itself.
 * The bundle is CommonJS, in which Vite turns `import.meta.dirname` into undefined: the code says `__dirname`.
 */
export default defineConfig({
  build: {
    target: 'node24',
    // A stack trace a person sends us should name our functions; nobody downloads this file.
    minify: false,
    copyPublicDir: false,
    rollupOptions: { external: [...notBundled] },
  },
  resolve: {
    // 'module' before the packages' own 'node' entry: only the SDK's ES modules can be shaken down to what is used.
    conditions: ['module', 'node', 'development|production'],
    mainFields: ['module', 'main'],
  },
});
