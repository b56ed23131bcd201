import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// The Groups screen on a bridge in memory, for the states that are hard to reach with a server.

test.skip(previewIsMissing !== undefined, previewIsMissing);

/** The screen in that state of the world. */
async function open(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation').getByRole('link', { name: 'Groups' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Security groups' })).toBeVisible();
  return page;
}

/** Nothing for axe, and nothing beyond the right edge of the window. */
async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `the list, a group and an answer are readable by everyone, ${viewport.width} px wide`,
    { tag },
    async ({ built }) => {
      const page = await open(built, 'fine', viewport);
      await expect(page.getByRole('table', { name: 'Groups' })).toBeVisible();
      await expectSound(page);

      await page.getByLabel('The question').press('Enter');
      await expect(page.getByRole('list', { name: 'The way of a packet' })).toContainText('This decides');
      await expectSound(page);

      for (const name of ['ssh-home', 'bastion', 'test-open', 'load-balancer', 'shared-web']) {
        await page.getByRole('link', { name: `Show ${name}` }).click();
        await expect(page.locator('.page-heading', { hasText: name })).toBeFocused();
        await expect(page.getByRole('heading', { name: 'What is behind it' })).toBeVisible();
        await expectSound(page);
        await page.getByRole('button', { name: 'All groups' }).click();
        await expect(page.getByRole('link', { name: `Show ${name}` })).toBeFocused();
      }
      await page.close();
    },
  );
}

const STATES = [
  ['groups-partly', 'parts could not be read'],
  ['groups-none', 'No security groups in'],
  ['groups-fail', 'Try again'],
  ['no-accounts', 'Choose an account'],
] as const;

for (const [scenario, text] of STATES) {
  test(`${scenario} says what to do, and is readable by everyone`, async ({ built }) => {
    const page = await open(built, scenario);
    await expect(page.getByText(text).first()).toBeVisible();
    await expectSound(page);
    await page.close();
  });
}

test('reading can be stopped, and begun again', async ({ built }) => {
  const page = await open(built, 'groups-slow');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Read the groups' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.close();
});

test('what was read stays when reading it again fails', async ({ built }) => {
  const page = await open(built, 'groups-fail-again');
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('Below is what was read before.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Groups' })).toContainText('launch-wizard-1');
  await page.close();
});

test('a report tells how far it is and where it is, and the focus comes back', async ({ built }) => {
  const page = await open(built, 'fine');
  await page.getByRole('button', { name: 'Save report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /All enabled regions/ }).check();
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Choose a place and save' }).click();
  await expect(dialog.getByText(/Region \d of 3/)).toBeVisible();
  await expect(page.getByText('/home/maria/keyport-groups.html')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Save report' })).toBeFocused();
  await page.close();
});

test('with 5,000 groups a keystroke in the filter sorts and draws nothing', async ({ built }) => {
  const page = await open(built, 'groups-many');
  const table = page.getByRole('table', { name: 'Groups' });
  await expect(table.getByRole('row')).toHaveCount(51);
  await countWork(page);
  const filter = page.getByLabel('Find groups');
  await filter.pressSequentially('web-1');
  expect(await workOf(page)).toEqual({ comparisons: 0, rows: 0 });

  await filter.press('Enter');
  await expect(page.getByText('111 found').first()).toBeVisible();
  const { comparisons, rows } = await workOf(page);
  // The count is seen to count.
  expect(comparisons).toBeGreaterThan(100);
  expect(rows).toBeGreaterThan(0);
  await page.close();
});

type Work = { comparisons: number; rows: number };

/** Counts each comparison of two names, and each change under the table's rows. */
async function countWork(page: Page): Promise<void> {
  await page.evaluate(() => {
    const work: Work = { comparisons: 0, rows: 0 };
    Object.assign(window, { work });
    // oxlint-disable-next-line typescript/unbound-method -- it is called on the collator it was asked of.
    const compare = Object.getOwnPropertyDescriptor(Intl.Collator.prototype, 'compare')?.get;
    Object.defineProperty(Intl.Collator.prototype, 'compare', {
      get(this: Intl.Collator) {
        work.comparisons += 1;
        return compare?.call(this);
      },
    });
    const body = document.querySelector('table tbody');
    if (body === null) throw new Error('no table');
    const observer = new MutationObserver((changes) => {
      work.rows += changes.length;
    });
    observer.observe(body, { childList: true, subtree: true, characterData: true });
  });
}

async function workOf(page: Page): Promise<Work> {
  return page.evaluate(() => (window as unknown as { readonly work: Work }).work);
}
