import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { project } from '../tool.ts';

export type TouredApp = { readonly page: Page; readonly close: () => Promise<void> };

/** The built app in a home of its own, on a computer without any AWS account; in a window where there is a display. */
export async function openTouredApp(home: string): Promise<TouredApp> {
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${path.join(home, 'user-data')}`],
    cwd: project,
    env: { ...surroundings(), ...withoutAccounts(home) },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(60_000);
  await page.waitForLoadState('load');
  return { page, close: () => app.close() };
}

function surroundings(): Record<string, string> {
  const has = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('AWS_'),
  );
  const env = Object.fromEntries(has);
  const hasDisplay = process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  return hasDisplay ? env : { ...env, ELECTRON_HOST_HEADLESS: '1' };
}

/** The person's own accounts are no business of the tour's. */
function withoutAccounts(home: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: path.join(home, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
