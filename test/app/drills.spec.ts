import type { Page } from '@playwright/test';
import { missing } from '../support/parts.ts';
import { expect, test as base } from './fixture.ts';
import { openSurroundings } from './surroundings.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// A drill as a newcomer goes through it: on a computer without an account, in the built app.

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

const absent = missing('chromium', 'dbus', 'ssh-keygen');
test.skip(absent !== undefined, absent);

const strip = (page: Page) => page.getByRole('region', { name: 'Practice', exact: true });
const goTo = (page: Page, screen: string) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .first()
    .click();
const fleetIs = (page: Page, standing: string) =>
  expect(page.getByRole('heading', { level: 1, name: `my-fleet ${standing}`, exact: true })).toBeVisible({
    timeout: 60_000,
  });

async function launch(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: STEPS[0] })).toBeVisible();
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
  }
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
}

test(
  'out of capacity: started with one click, gone through on the real screens, learnt, and put back',
  { tag: '@long' },
  async ({ page }, info) => {
    test.slow();
    const look = async (name: string) => {
      expect(await axeViolations(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
    };
    await page.getByRole('button', { name: 'Practise without an account' }).first().click();
    await goTo(page, 'Practice');
    // It is marked once the practice account has answered.
    await page.getByRole('radio', { name: 'At once' }).click();
    await expect(page.getByRole('radio', { name: 'At once' })).toBeChecked();
    await page.getByRole('button', { name: 'Start the drill: Run out of capacity' }).click();
    await expect(strip(page)).toContainText('Drill: Run out of capacity · Step 1 of 3');
    await expect(page.getByText('One thing goes wrong').first()).toBeVisible();
    await look('begun');

    await page.getByRole('button', { name: 'Go to Launch', exact: true }).click();
    await launch(page);
    await fleetIs(page, 'is running in part');
    await expect(strip(page)).toContainText('For us-east-1b, choose “Another zone …”');
    await look('partly');

    await page.getByRole('button', { name: 'Another zone …: us-east-1b' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio').first()).toBeVisible();
    await expect(dialog.getByText('us-east-1b (')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Start it there' }).click();
    await fleetIs(page, 'is running');
    await expect(strip(page)).toContainText('Done.');
    await look('whole');

    await goTo(page, 'Practice');
    await expect(page.getByText('Your fleet is whole, although us-east-1b had no room.')).toBeVisible();
    await look('learnt');
    await page.getByRole('button', { name: 'Close the drill' }).last().click();
    await expect(page.getByText('Fair weather', { exact: true }).first()).toBeVisible();
    await expect(strip(page).getByText('Drill:')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Begin it again: Run out of capacity' })).toBeVisible();
    await look('ended');
  },
);
