import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { project } from '../../../scripts/tool.ts';

/** A program that Node runs, in a folder of its own. */
export type Bundle = { readonly program: string; readonly remove: () => void };

const PROGRAM = 'keyport.mjs';

/**
 * The command line, bundled as the app is. Hundreds of them are started, one after the other: a bundle starts in a third of the time that
 * as many sources need, and the other two thirds are spent on more kills.
 */
export async function bundleCommandLine(): Promise<Bundle> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-bundle-'));
  await build({
    root: project,
    configFile: path.join(project, 'build/vite.main.config.ts'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'electron/cli.ts',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: PROGRAM } },
    },
  });
  return {
    program: path.join(folder, PROGRAM),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
