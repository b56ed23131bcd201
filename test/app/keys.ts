import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Place } from '../support/leak-hunt.ts';
import type { Surroundings } from './surroundings.ts';

/** Opens the Keys screen. */
export async function openKeys(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Keys' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible();
}

/** What the person answers in the system's dialogs from now on. */
export async function answerDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
}

/** Everything that the page's own process has in memory, as its debugger writes it down. */
export async function heapOf(page: Page): Promise<Place> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return { name: 'heap of the screen', bytes: Buffer.from(chunks.join('')) };
}

/** Keyport's command line in the same home, keychain and AWS as the app. */
export function startCommand({ home, env }: Surroundings, ...words: readonly string[]) {
  const cli = path.resolve(import.meta.dirname, '../../electron/cli.ts');
  const child = spawn(process.execPath, [cli, '--home', path.join(home, 'user-data'), ...words], {
    env: { ...env, AWS_PROFILE: 'practice' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code], out, errors]) => ({ code: code as number, out, errors }),
  );
  return { ended };
}
