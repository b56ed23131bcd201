import { spawn } from 'node:child_process';
import type { Shell } from 'electron';
import { refuseTheRest } from './refused.ts';

export const shell = refuseTheRest('shell', {
  openExternal: async (url: string) => {
    if (!/^(https?|mailto):/i.test(url)) throw new Error(`electron-host: refuses to open ${url}`);
    const child = spawn('xdg-open', ['--', url], { stdio: 'ignore', detached: true });
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject).once('spawn', resolve);
    });
    child.unref();
  },
} satisfies Partial<Shell>);
