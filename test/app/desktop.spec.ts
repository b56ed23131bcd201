import type { ElectronApplication, Page } from '@playwright/test';
import type { KeyportApi } from '../../shared/api.ts';
import { missing } from '../support/parts.ts';
import { expect, test as base } from './fixture.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// The password of a practice machine with Windows, by the real main process: on the clipboard, and on no screen.

/** A computer without an AWS account and without a keychain. */
const test = base.extend<{ readonly surroundings: Surroundings }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  surroundings: async ({}, use) => {
    const surroundings = await openSurroundings({
      keychain: 'absent',
      endpoint: null,
      hasAddressService: false,
    });
    await use(surroundings);
    await surroundings.stop();
  },
});

const absent = missing('chromium', 'dbus', 'ssh-keygen');
test.skip(absent !== undefined, absent);

test(
  'a Windows password comes to the clipboard, is on no screen and in no message, and goes by itself',
  { tag: '@long' },
  async ({ page, app, surroundings }, info) => {
    test.setTimeout(180_000);
    await launchDesktop(page);
    const dialog = page.getByRole('dialog');
    await page
      .getByRole('button', { name: /^Connect to the machine in/ })
      .first()
      .click();
    await expect(dialog).toContainText('This is a practice machine');
    await expect(dialog.getByRole('button', { name: 'Open remote desktop' })).toHaveCount(0);

    await dialog.getByRole('button', { name: 'Copy password' }).click();
    await expect(dialog).toContainText('Copied. It is cleared in');
    const password = await clipboardOf(app);
    expect(await axeViolations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('copied.png') });

    expect(password).toMatch(/^[\x21-\x7e]{32}$/u);
    expect(await page.content()).not.toContain(password);
    expect(await page.evaluate(() => document.body.innerText)).not.toContain(password);
    expect(surroundings.traffic()).toContain('keyport:copy-windows-password');
    expect(surroundings.traffic()).not.toContain(JSON.stringify(password).slice(1, -1));
    await expect.poll(() => clipboardOf(app), { timeout: 40_000 }).toBe('');
    await expect(dialog).toContainText('Cleared from the clipboard.');
  },
);

/** Practice, at once instead of as slowly as EC2, from the template to machines that run. */
async function launchDesktop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Practise without an account' }).first().click();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  await page.evaluate(async () => {
    const { keyport } = window as unknown as { readonly keyport: Pick<KeyportApi, 'setWeather'> };
    await keyport.setWeather({ weather: [{ action: '*', kind: 'pace', value: 0 }] });
  });
  await page.getByRole('radio', { name: /A Windows desktop/ }).check();
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
  }
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-desktop is running' })).toBeVisible({
    timeout: 60_000,
  });
}

function clipboardOf(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText());
}
