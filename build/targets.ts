/** One bundle: what it is built from, and the Vite configuration that says how. */
export type Target =
  | { readonly kind: 'main' | 'worker' | 'preload'; readonly entry: string; readonly config: string }
  | { readonly kind: 'renderer'; readonly name: string; readonly config: string };

/** Everything that is built. Forge and `npm run build` both read this list. */
export const targets: readonly Target[] = [
  { kind: 'main', entry: 'electron/main.ts', config: 'build/vite.main.config.ts' },
  // The thread beside main: a program of its own, which main starts by its file.
  { kind: 'worker', entry: 'electron/review/review-worker.ts', config: 'build/vite.main.config.ts' },
  { kind: 'preload', entry: 'electron/preload.ts', config: 'build/vite.preload.config.ts' },
  { kind: 'renderer', name: 'main_window', config: 'build/vite.renderer.config.ts' },
];
