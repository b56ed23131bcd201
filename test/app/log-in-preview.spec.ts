import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// Logging in to one machine on a bridge in memory: every state of its host keys, and of the button that opens a terminal.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const dialog = (page: Page) => page.getByRole('dialog');

async function openMachine(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
  await page
    .getByRole('link', { name: /^Show (club-website|first-try)/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Connect to the machine in us-east-1a' }).click();
  await expect(dialog(page)).toBeVisible();
  return page;
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

const STATES = [
  ['launches-many', 'checked against what the machine itself wrote on its console'],
  ['log-in-first-contact', 'ssh believes the key that it is shown'],
  ['log-in-seen', 'Known from the first contact'],
  ['log-in-other-keys', 'The console shows other host keys now'],
  ['log-in-unread', 'could not be read'],
  ['practice-launches', 'This is a practice machine'],
] as const;

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(`every state can be read by everyone, ${viewport.width} px wide`, { tag }, async ({ built }) => {
    for (const [scenario, text] of STATES) {
      const page = await openMachine(built, scenario, viewport);
      await expect(dialog(page)).toContainText(text);
      await expectSound(page);
      await page.close();
    }
  });
}

test('a terminal opens, and is said to', async ({ built }) => {
  const page = await openMachine(built, 'launches-many');
  await dialog(page).getByRole('button', { name: 'Open terminal' }).click();
  await expect(dialog(page)).toContainText('A window of gnome-terminal has opened.');
  await expectSound(page);
  await page.close();
});

test('a first contact is said to be one', async ({ built }) => {
  const page = await openMachine(built, 'log-in-first-contact');
  await dialog(page).getByRole('button', { name: 'Open terminal' }).click();
  await expect(dialog(page)).toContainText('It was the first contact');
  await page.close();
});

test('where there is no terminal the command is given', async ({ built }) => {
  const page = await openMachine(built, 'log-in-no-terminal');
  await dialog(page).getByRole('button', { name: 'Open terminal' }).click();
  await expect(dialog(page)).toContainText('No terminal was found');
  await expect(dialog(page)).toContainText('KEYPORT_TERMINAL');
  await expectSound(page);
  await page.close();
});

test('other keys are taken only by a button, and then count', async ({ built }) => {
  const page = await openMachine(built, 'log-in-other-keys');
  await dialog(page).getByRole('button', { name: 'Use the keys on the console' }).click();
  await expect(dialog(page)).toContainText('checked against what the machine itself wrote on its console');
  await expect(dialog(page)).toContainText('SHA256:t6Hc0pXn4QwVz8JrLk2YbMd9SfGaEu3Ki7oTy1RxCv5');
  await expect(dialog(page)).not.toContainText('SHA256:9v1dYz5cQ2x0K7mHn3uPw8sRtLbEaFgJ4iXoUyVqBk0');
  await page.close();
});

test('in practice nothing is opened, and nothing is asked of the machine', async ({ built }) => {
  const page = await openMachine(built, 'practice-launches');
  await expect(dialog(page).getByRole('button', { name: 'Open terminal' })).toHaveCount(0);
  const calls = await page.evaluate(() => {
    const { keyport } = window as unknown as { keyport: { calls: readonly { readonly name: string }[] } };
    return keyport.calls.map(({ name }) => name);
  });
  expect(calls).not.toContain('readHostKeys');
  await page.close();
});
