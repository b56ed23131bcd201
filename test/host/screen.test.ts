import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ElectronApplication, Locator } from '@playwright/test';
import { needs } from '../support/parts.ts';
import { startDisplay } from '../support/screen.ts';
import { launchFixture } from './launch-fixture.ts';

needs('chromium', 'xvfb')('on a screen', () => {
  let app: ElectronApplication;
  let stopDisplay: () => void;

  beforeAll(async () => {
    const { display, stop } = await startDisplay();
    stopDisplay = stop;
    app = await launchFixture({ env: { DISPLAY: display, ELECTRON_HOST_HEADLESS: '' } });
    await (await app.firstWindow()).waitForLoadState('load');
  });
  afterAll(async () => {
    await app.close();
    stopDisplay();
  });

  test('the window has the size that was asked for, and no address bar', async () => {
    const page = await app.firstWindow();

    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
    const isApp = page.evaluate(() => matchMedia('(display-mode: standalone)').matches);
    expect(await isApp).toBe(true);
  });

  test('a message is answered by the button that a person presses', async () => {
    const question = app.waitForEvent('window');
    const answer = app.evaluate(({ dialog }) =>
      dialog.showMessageBox({ message: 'Delete <it>?', detail: 'For good.', buttons: ['Keep', 'Delete'] }),
    );
    const window = await question;
    await window.getByRole('heading', { name: 'Delete <it>?' }).waitFor();
    await window.getByRole('button', { name: 'Delete' }).click();

    expect(await answer).toEqual({ response: 1, checkboxChecked: false });
  });

  test('a path is asked for in words, from the folder that was proposed', async () => {
    const question = app.waitForEvent('window');
    const answer = app.evaluate(({ dialog }) => dialog.showSaveDialog({ defaultPath: '/tmp/proposed.pem' }));
    const window = await question;
    const field = window.getByLabel('Path');
    expect(await field.inputValue()).toBe('/tmp/proposed.pem');
    await field.fill('/tmp/chosen.pem');
    await pressAndLeave(field, 'Enter');

    expect(await answer).toEqual({ canceled: false, filePath: '/tmp/chosen.pem' });
  });

  test('a question that is left counts as cancelled', async () => {
    const question = app.waitForEvent('window');
    const answer = app.evaluate(({ dialog }) => dialog.showOpenDialog({}));
    const window = await question;
    await pressAndLeave(window.getByLabel('Path'), 'Escape');

    expect(await answer).toEqual({ canceled: true, filePaths: [] });
  });

  test('the app’s page is still there, and its window is the only one of the app', async () => {
    const windows = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

    expect(await windows).toBe(1);
  });
});

/** The window may be gone before the key is released. */
async function pressAndLeave(field: Locator, key: string): Promise<void> {
  await Promise.allSettled([field.press(key)]);
}
