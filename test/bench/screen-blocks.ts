import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { part } from '../../scripts/parts.ts';

const ORIGIN = 'http://preview.test';
const preview = path.resolve(import.meta.dirname, '../renderer/preview');

/** In milliseconds; tasks shorter than 50 are not told by the browser, and count as 0. */
export type ScreenBlocks = { readonly appearing: number; readonly filtering: number };

/** How long the screen's thread is kept from anything else, with 5,012 groups in the list: the longest task of each act. */
export async function screenBlocks(): Promise<ScreenBlocks> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-bench-screen-'));
  await build({
    configFile: path.join(preview, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const browser = await chromium.launch({
    executablePath: part('chromium') ?? 'chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: path.join(folder, pathname === '/' ? 'index.html' : pathname) });
    });
    await page.addInitScript(watchTasks);
    await page.goto(`${ORIGIN}/?scenario=groups-many`);
    await page.getByRole('navigation').getByRole('link', { name: 'Groups' }).click();
    await page.getByRole('table').getByRole('link').first().waitFor();
    // The invented bridge judges all groups on this thread; in the app that is another one's work.
    await longest(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Keys' }).click();
    await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor();
    await longest(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Groups' }).click();
    await page.getByRole('table').getByRole('link').first().waitFor();
    const appearing = await longest(page);
    await page.getByRole('combobox').last().pressSequentially('web', { delay: 30 });
    await page.keyboard.press('Enter');
    const filtering = await longest(page);
    return { appearing, filtering };
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
}

function watchTasks(): void {
  const tasks: number[] = [];
  Object.assign(window, { tasks });
  const note = (entries: readonly PerformanceEntry[]) =>
    tasks.push(...entries.map(({ duration }) => duration));
  const observer = new PerformanceObserver((list) => void note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  Object.assign(window, { flushTasks: () => note(observer.takeRecords()) });
}

/** Since it was last asked. A task is known when it is over: two frames are waited for, and what is not told yet is taken. */
async function longest(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const watched = window as unknown as { tasks: number[]; flushTasks: () => void };
    watched.flushTasks();
    return Math.max(0, ...watched.tasks.splice(0));
  });
}
