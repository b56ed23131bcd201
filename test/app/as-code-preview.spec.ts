import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// A fleet as code, on a bridge in memory. That what is saved is what the command line writes is seen in as-code.spec.ts.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const dialog = (page: Page) => page.getByRole('dialog');

async function openOfLaunch(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
  await page
    .getByRole('link', { name: /^Show (club-website|first-try)/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Show as code' }).click();
  await expect(dialog(page)).toBeVisible();
  return page;
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `a launch for both tools, with what each does, ${viewport.width} px wide`,
    { tag },
    async ({ built }, info) => {
      const page = await openOfLaunch(built, 'launches-many', viewport);
      const text = (file: string) => dialog(page).getByRole('region', { name: `Text of ${file}` });
      await expect(text('launch.sh')).toContainText('#!/usr/bin/env bash');
      await expect(dialog(page)).toContainText('makes the same fleet once more');
      await expectSound(page);
      await page.screenshot({ path: info.outputPath('cli.png') });

      await dialog(page).getByRole('button', { name: 'Terraform' }).click();
      await expect(text('main.tf')).toContainText('resource "aws_instance"');
      await expect(dialog(page)).toContainText('takes over the machines that there are');
      await expectSound(page);
      await page.screenshot({ path: info.outputPath('terraform.png') });
      await page.close();
    },
  );
}

test('by the keyboard alone the text is scrolled, copied and saved', async ({ built }) => {
  const page = await openOfLaunch(built, 'launches-many');
  const text = dialog(page).getByRole('region', { name: 'Text of launch.sh' });
  await text.focus();
  await page.keyboard.press('End');
  await expect.poll(() => text.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);

  await dialog(page).getByRole('button', { name: 'Copy launch.sh' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('button', { name: 'Copied: launch.sh' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Save all files' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('Saved: launch.sh, user-data.txt in /home/maria/club-code');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.close();
});

test('of a plan it is on the review, and in practice it says what AWS knows of it', async ({
  built,
}, info) => {
  const page = await openPreview(built, 'fine');
  await page.getByRole('button', { name: 'Open a plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  await page.getByRole('button', { name: 'Show as code' }).click();
  await expect(dialog(page)).toContainText('club as code');
  await expect(dialog(page)).toContainText('No secret is in it');
  await page.screenshot({ path: info.outputPath('plan.png') });
  await expectSound(page);
  await page.close();

  const practised = await openOfLaunch(built, 'practice-launches');
  await expect(dialog(practised)).toContainText('AWS knows nothing of the practice account');
  await practised.close();
});
