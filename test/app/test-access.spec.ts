import type { Page } from '@playwright/test';
import { missing } from '../support/parts.ts';
import { expect, test as base } from './fixture.ts';
import { openSurroundings } from './surroundings.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// Why one cannot get in, in practice, with the app that a person has: the weather makes it so, and it is mended on the screens.

const test = base.extend({
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

const absent = missing('chromium', 'dbus');
test.skip(absent !== undefined, absent);

const TITLE = 'Your own address is another one now';

const goTo = (page: Page, screen: string) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .first()
    .click();

async function launch(page: Page): Promise<void> {
  await goTo(page, 'Launch$');
  await expect(page.getByRole('heading', { level: 1, name: STEPS[0] })).toBeVisible();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
  }
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running', exact: true })).toBeVisible(
    {
      timeout: 60_000,
    },
  );
}

test(
  'in another network nobody gets in: it is noticed, found on the way, mended with one button, and undone by going home',
  { tag: '@long' },
  async ({ page }, info) => {
    test.slow();
    const look = async (name: string) => {
      expect(await axeViolations(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
    };
    await page.getByRole('button', { name: 'Practise without an account' }).first().click();
    await goTo(page, 'Practice');
    await page.getByRole('radio', { name: 'At once' }).click();
    await expect(page.getByRole('radio', { name: 'At once' })).toBeChecked();
    await launch(page);

    await goTo(page, 'Practice');
    await page.getByRole('button', { name: 'Let it happen …: You are in another network' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let it happen', exact: true }).click();
    await expect(page.getByText(TITLE)).toBeVisible();
    await expect(page.getByText('my-fleet (us-east-1): lets in 203.0.113.7 at port 22')).toBeVisible();
    await look('noticed');

    await goTo(page, 'Launches');
    await page.getByRole('link', { name: 'Show my-fleet' }).click();
    await page.getByRole('button', { name: 'Connect to the machine in us-east-1a' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab', { name: 'Test access' }).click();
    await dialog.getByRole('button', { name: 'Test access', exact: true }).click();
    await expect(
      dialog.getByText('The firewall lets in another address than yours', { exact: true }),
    ).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Let 198.51.100.23 in', exact: true })).toBeVisible();
    await look('found');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

    await page.getByRole('button', { name: 'Let in 198.51.100.23 instead' }).click();
    await expect(
      page.getByText('The firewall lets in 198.51.100.23 now, and not the address from before.'),
    ).toBeVisible();
    await expect(page.getByText(TITLE)).toHaveCount(0);
    await look('mended');
    await page.getByRole('button', { name: 'Connect to the machine in us-east-1a' }).click();
    await dialog.getByRole('tab', { name: 'Test access' }).click();
    await dialog.getByRole('button', { name: 'Test access', exact: true }).click();
    await expect(
      dialog.getByText('For real, you would get as far as the machine', { exact: true }),
    ).toBeVisible();
    await look('let-in');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

    await goTo(page, 'Practice');
    await page.getByRole('button', { name: /^Take away: You are in another network/ }).click();
    await expect(page.getByText('my-fleet (us-east-1): lets in 198.51.100.23 at port 22')).toBeVisible();
    await page.getByRole('button', { name: 'Let in 203.0.113.7 instead' }).click();
    await expect(
      page.getByText('The firewall lets in 203.0.113.7 now, and not the address from before.'),
    ).toBeVisible();
  },
);
