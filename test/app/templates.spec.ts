import type { Page } from '@playwright/test';
import { missing } from '../support/parts.ts';
import { expect, test as base } from './fixture.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { arriveAt, next, STEPS, type StepName } from './wizard.ts';

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

test('a Windows desktop and a machine to log in to, each from its template until it runs', async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const look = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await page.getByRole('button', { name: 'Practise without an account' }).first().click();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();

  await page.getByRole('radio', { name: /A Windows desktop/ }).check();
  await walkFrom(page, async (step) => {
    if (step === 'Image') await expect(page.getByText(/Windows Server/).first()).toBeVisible();
    if (step === 'Availability Zones') {
      await expect(page.getByRole('radio', { name: /Two zones/ })).toBeChecked();
    }
    if (step === 'Who may connect') await expect(page.getByText(/RDP \(port 3389\)/).first()).toBeVisible();
    if (step === 'Key') await expect(page.getByText('Type: RSA, which Windows needs.').first()).toBeVisible();
  });
  await look('desktop-review');
  await launched(page, 'my-desktop');
  await look('desktop-runs');

  await page.getByRole('button', { name: 'Start another launch' }).click();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  await page.getByRole('radio', { name: /A machine to log in to/ }).check();
  await walkFrom(page, async () => {});
  await expect(page.getByText('No web port is open.').first()).toBeVisible();
  await launched(page, 'my-machine');
  await look('machine-runs');
});

/** Next, Next, Next, from the first step. */
async function walkFrom(page: Page, onStep: (step: StepName) => Promise<void>): Promise<void> {
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
    await onStep(step);
  }
}

async function launched(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  const heading = page.getByRole('heading', { level: 1, name: `${name} is running` });
  await expect(heading).toBeVisible({ timeout: 60_000 });
}
