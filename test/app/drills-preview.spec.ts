import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// Drills on a bridge in memory: their cards, the strip on every screen, and what is said at each step.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const screens = (page: Page) => page.getByRole('navigation', { name: 'Screens' });
const strip = (page: Page) => page.getByRole('region', { name: 'Practice' });

async function openPractice(built: Built, viewport: typeof DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, 'practice-launches', viewport);
  await screens(page).getByRole('link', { name: 'Practice' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Drills' })).toBeVisible();
  return page;
}

/** Nothing for axe, and nothing beyond the right edge of the window. */
async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(`a zone is lost and comes back, ${viewport.width} px wide`, { tag }, async ({ built }, info) => {
    const page = await openPractice(built, viewport);
    const look = async (name: string) => {
      await expectSound(page);
      await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
    };
    await look('new');
    await page.getByRole('button', { name: 'Start the drill: Lose an Availability Zone' }).click();
    await expect(strip(page)).toContainText('Drill: Lose an Availability Zone · Step 2 of 4');
    await expect(page.getByRole('button', { name: /^Start the drill: / })).toHaveCount(2);
    await expect(page.getByRole('button', { name: /^Start the drill: / }).first()).toBeDisabled();
    await look('before');
    await strip(page).getByRole('button', { name: 'Let the zone fail' }).click();
    await expect(page.getByText('1 machine does not answer')).toBeVisible();
    await expect(page.getByText('A whole zone fails').first()).toBeVisible();
    await look('during');
    await screens(page).getByRole('link', { name: 'Launches' }).click();
    await expect(strip(page)).toContainText('us-east-1c has failed');
    await look('launches');
    await screens(page).getByRole('link', { name: 'Practice' }).click();
    await page.getByRole('button', { name: 'The zone comes back' }).last().click();
    await expect(page.getByText('What you have learnt').first()).toBeVisible();
    await look('learnt');
    await page.getByRole('button', { name: 'Close the drill' }).last().click();
    await expect(page.getByText('The drill has ended.').first()).toBeVisible();
    await expect(strip(page).getByText('Drill:')).toHaveCount(0);
    await expect(page.getByText('Fair weather', { exact: true }).first()).toBeVisible();
    await look('ended');
    await page.close();
  });
}
