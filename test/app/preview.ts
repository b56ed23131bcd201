import fs from 'node:fs';
import path from 'node:path';
import { chromium, test as base, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { CONTENT_SECURITY_POLICY } from '../../electron/window/content-security-policy.ts';
import { missing, part } from '../support/parts.ts';

/** Why nothing can be shown here; undefined where it can. */
export const previewIsMissing = missing('chromium');

export const DEFAULT_WINDOW = { width: 1100, height: 760 };
export const NARROW_WINDOW = { width: 860, height: 760 };
/** What is looked at in both, state by state, takes its time. */
export const BOTH_WINDOWS = [
  { viewport: DEFAULT_WINDOW, tag: ['@long'] },
  { viewport: NARROW_WINDOW, tag: ['@long'] },
];

/** The screen on a bridge in memory, built, and a browser for it. */
export type Built = { readonly folder: string; readonly browser: Browser };

const preview = path.resolve(import.meta.dirname, '../renderer/preview');
/** A page of this computer is trusted with what a page of any other needs https for. */
const ORIGIN = 'http://preview.localhost';

export const test = base.extend<object, { readonly built: Built }>({
  built: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use, { workerIndex }) => {
      const folder = path.resolve(import.meta.dirname, `../../test-results/preview-${workerIndex}`);
      await build({
        configFile: path.join(preview, 'vite.config.ts'),
        logLevel: 'error',
        build: { outDir: folder },
      });
      const browser = await chromium.launch({
        executablePath: part('chromium') ?? 'chromium',
        args: ['--no-sandbox'],
      });
      await use({ folder, browser });
      await browser.close();
      fs.rmSync(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** The first screen in that state of the world, under the app's own policy. */
export async function openPreview(
  { folder, browser }: Built,
  scenario: string,
  viewport = DEFAULT_WINDOW,
): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({
      path: path.join(folder, pathname === '/' ? 'index.html' : pathname),
      headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
    });
  });
  await page.goto(`${ORIGIN}/?scenario=${scenario}`);
  return page;
}
