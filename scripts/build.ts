import fs from 'node:fs';
import path from 'node:path';
import { build as viteBuild, type InlineConfig } from 'vite';
import { targets, type Target } from '../build/targets.ts';
import { project, runScript } from './tool.ts';

/** The production build of every target, side by side, into `.vite/`. */
export async function build(): Promise<void> {
  // React's development build would come along under a caller's NODE_ENV.
  process.env['NODE_ENV'] = 'production';
  fs.rmSync(path.join(project, '.vite'), { recursive: true, force: true });
  await Promise.all(targets.map((target) => viteBuild(inlineConfig(target))));
}

/** What Forge's plugin would add to the target's own configuration file. */
function inlineConfig(target: Target): InlineConfig {
  const common: InlineConfig = {
    root: target.kind === 'renderer' ? path.join(project, 'renderer') : project,
    configFile: path.join(project, target.config),
    mode: 'production',
    logLevel: 'warn',
  };
  switch (target.kind) {
    case 'main':
    case 'worker':
      return {
        ...common,
        define: target.kind === 'main' ? windowDefines() : {},
        build: {
          outDir: '.vite/build',
          emptyOutDir: false,
          lib: { entry: target.entry, formats: ['cjs'], fileName: () => '[name].cjs' },
        },
      };
    case 'preload':
      return {
        ...common,
        build: {
          outDir: '.vite/build',
          emptyOutDir: false,
          rollupOptions: {
            input: target.entry,
            output: { format: 'cjs', codeSplitting: false, entryFileNames: '[name].cjs' },
          },
        },
      };
    case 'renderer':
      return common;
  }
}

/** The two names by which main finds the screen, spelt as Forge spells them; a production build has no dev server. */
function windowDefines(): Record<string, string> {
  const defines: Record<string, string> = {};
  for (const target of targets) {
    if (target.kind !== 'renderer') continue;
    const prefix = target.name.toUpperCase();
    defines[`${prefix}_VITE_DEV_SERVER_URL`] = 'undefined';
    defines[`${prefix}_VITE_NAME`] = JSON.stringify(target.name);
  }
  return defines;
}

if (import.meta.main) await runScript(build);
