import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// Short names for the person's own ssh, on a bridge in memory: over all launches, and beside one machine.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const dialog = (page: Page) => page.getByRole('dialog');

async function openDialog(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
  await page.getByRole('button', { name: 'Short names for ssh' }).click();
  await expect(dialog(page)).toBeVisible();
  return page;
}

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

const LINES = ['# >>> Keyport', 'Include "/home/maria/.config/Keyport/ssh/config"', '# <<< Keyport'].join(
  '\n',
);

const STATES = [
  ['launches-many', 'Off: your ssh settings are as you made them.'],
  ['ssh-config-on', 'On: your ssh knows these names.'],
  ['ssh-config-new', 'This file is made, with these three lines:'],
  ['ssh-config-refused', 'Keyport does not change your ssh settings'],
  ['practice-launches', 'While you practise, this is not offered'],
] as const;

for (const [scenario, sentence] of STATES) {
  for (const { viewport, tag } of BOTH_WINDOWS) {
    test(`the dialog says how it stands: ${scenario}, ${viewport.width} wide`, { tag }, async ({ built }) => {
      const page = await openDialog(built, scenario, viewport);
      await expect(dialog(page)).toContainText(sentence);
      await expectSound(page);
      await page.screenshot({ path: test.info().outputPath('dialog.png') });
      await page.close();
    });
  }
}

test('what will be added is shown before it is, and goes with the same button, by the keyboard alone', async ({
  built,
}) => {
  const page = await openDialog(built, 'launches-many');
  await expect(dialog(page)).toContainText('are added at the top of /home/maria/.ssh/config');
  expect(await dialog(page).locator('pre').textContent()).toBe(LINES);
  const names = dialog(page).getByRole('listitem');
  await expect(names).toHaveCount(0);

  await dialog(page).getByRole('button', { name: 'Add these lines' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('On: your ssh knows these names.');
  await expect(dialog(page)).toContainText('stand in /home/maria/.ssh/config');
  expect(await names.count()).toBeGreaterThan(1);
  await names.first().getByRole('button', { name: 'Copy ssh keyport-club-website-1' }).press('Enter');
  await expect(
    names.first().getByRole('button', { name: 'ssh keyport-club-website-1 copied' }),
  ).toBeVisible();
  await expectSound(page);
  await page.screenshot({ path: test.info().outputPath('on.png'), fullPage: true });

  await dialog(page).getByRole('button', { name: 'Remove these lines' }).press('Enter');
  await expect(dialog(page)).toContainText('Off: your ssh settings are as you made them.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Short names for ssh' })).toBeFocused();
  await page.close();
});

test('what somebody changed meanwhile is said, and can be tried again', async ({ built }) => {
  const page = await openDialog(built, 'ssh-config-changed');
  await dialog(page).getByRole('button', { name: 'Add these lines' }).click();
  await expect(dialog(page)).toContainText('Your ssh settings were changed just now');
  await expectSound(page);
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page)).toContainText('On: your ssh knows these names.');
  await page.close();
});

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `beside one machine its short command is shown, ${viewport.width} wide`,
    { tag },
    async ({ built }) => {
      const page = await openMachine(built, 'ssh-config-on', viewport);
      await expect(dialog(page).getByRole('heading', { name: 'The short command' })).toBeVisible();
      await dialog(page).getByRole('button', { name: 'Copy ssh keyport-club-website-1' }).click();
      await dialog(page).getByRole('button', { name: 'Short names for ssh' }).click();
      await expect(dialog(page).getByRole('button', { name: 'Remove these lines' })).toBeVisible();
      await expectSound(page);
      await page.screenshot({ path: test.info().outputPath('tab.png') });
      await page.close();
    },
  );
}

test('beside one machine it is offered while it is off, and not for a practice machine', async ({
  built,
}) => {
  const off = await openMachine(built, 'launches-many');
  await expect(dialog(off).getByRole('heading', { name: 'The short command' })).toBeHidden();
  await dialog(off).getByRole('button', { name: 'Short names for ssh' }).click();
  await dialog(off).getByRole('button', { name: 'Add these lines' }).click();
  await expect(dialog(off)).toContainText('ssh keyport-club-website-1');
  await off.screenshot({ path: test.info().outputPath('turned-on.png') });
  await off.close();

  const practised = await openMachine(built, 'practice-launches');
  await expect(dialog(practised)).toContainText('This is a practice machine');
  await expect(dialog(practised).getByRole('button', { name: 'Short names for ssh' })).toHaveCount(0);
  await practised.close();
});
