import { expect } from '@playwright/test';
import { openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('a plan out of a file comes onto the review, with what is otherwise here, and is saved again', async ({
  built,
}, info) => {
  const page = await openPreview(built, 'fine');
  await expect(page.getByRole('radio', { name: /A web server/ })).toBeChecked();
  await page.screenshot({ path: info.outputPath('templates.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Open a plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  await expect(page.getByText('The plan in club.json')).toBeVisible();
  await expect(page.getByText('The plan is for us-west-2: you were in us-east-1.')).toBeVisible();
  await expect(page.getByText(/the plan was made for account 999999999999/)).toBeVisible();
  await expect(page.getByText('Keyport is looking which of the earlier answers still stand.')).toHaveCount(0);

  await page.getByRole('button', { name: 'Save this plan' }).click();
  await expect(page.getByText('Saved: /home/maria/club-plan.json')).toBeVisible();
  await expect(page.getByText(/^No secret is in the file/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('review.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});

test('a file that is none says what is wrong, field by field, and everything stays as it was', async ({
  built,
}, info) => {
  const page = await openPreview(built, 'name-taken');
  await page.getByRole('button', { name: 'Open a plan' }).click();

  await expect(page.getByText('This is not a launch plan that Keyport can read').first()).toBeVisible();
  const fault = 'no field of the name “placments” (perhaps “placements”)';
  await expect(page.getByText(fault).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Account and region' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('faults.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});
