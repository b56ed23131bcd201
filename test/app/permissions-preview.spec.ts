import { expect, type Page } from '@playwright/test';
import { DEFAULT_WINDOW, NARROW_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// What the account may do, on a bridge in memory: from the account step, and back to it.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const WINDOWS = [
  ['wide', DEFAULT_WINDOW],
  ['narrow', NARROW_WINDOW],
] as const;

const section = (page: Page, title: string) =>
  page.getByRole('button', { name: title, exact: false }).first();

test('what is refused stands open with the policy that allows it, and one comes back to the wizard', async ({
  built,
}) => {
  const page = await openPreview(built, 'permissions-denied');
  await page.getByRole('button', { name: 'See what this account may do' }).click();
  await expect(page.getByRole('heading', { name: 'What this account may do' })).toBeVisible();
  await expect(page.getByText('Some of it is refused.')).toBeVisible();

  const launching = page.getByRole('table', { name: 'Actions for: Launch machines' });
  await expect(launching.getByRole('row').nth(1)).toContainText('Not allowed');
  await expect(launching.getByRole('row').nth(1)).toContainText('No machine can be started.');
  await page.getByRole('button', { name: 'Copy the policy: Launch machines' }).click();
  await expect(page.getByRole('button', { name: 'Policy copied: Launch machines' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Actions for: Review security groups' })).toBeHidden();
  const fixing = page.getByRole('table', { name: 'Actions for: Fix security groups' });
  await expect(fixing.getByRole('row').nth(1)).toContainText('service control policy');
  await section(page, 'Review security groups').click();
  await expect(page.getByRole('table', { name: 'Actions for: Review security groups' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  for (const [name, size] of WINDOWS) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/permissions-${name}.png`, fullPage: true });
  }

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByText('This is you')).toBeVisible();
  await page.close();
});

test('a problem that names a missing action leads here, and what nobody knows is not called refused', async ({
  built,
}) => {
  const page = await openPreview(built, 'sizes-fail');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'See what this account may do' }).first().click();
  await expect(page.getByText('Nothing was refused.')).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('button', { name: 'See what this account may do' }).first()).toBeVisible();
  await page.close();
});

test('whoever has no credentials is led, one thing after the other, to a user with the least policy', async ({
  built,
}) => {
  const page = await openPreview(built, 'no-accounts');
  await expect(page.getByRole('heading', { name: 'No AWS credentials on this computer yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the policy' }).click();
  await expect(page.getByRole('button', { name: 'Policy copied' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy: aws login' }).click();
  await expect(page.getByRole('button', { name: 'Copied: aws login' })).toBeVisible();
  await expect(page.getByText('Never make one for the root user.')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  for (const [name, size] of WINDOWS) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/no-account-${name}.png`, fullPage: true });
  }
  await page.close();
});

test('a profile with a second factor asks for its code, and again where AWS refused it', async ({
  built,
}) => {
  const page = await openPreview(built, 'mfa');
  await expect(page.getByRole('heading', { name: 'Type the code of your second factor' })).toBeVisible();
  const code = page.getByRole('textbox', { name: 'Code' });
  await code.fill('12345');
  await code.press('Enter');
  await expect(page.getByText('A code has six digits.')).toBeVisible();
  await code.fill('000 000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('AWS refused this code').first()).toBeVisible();
  await expect(code).toHaveValue('');
  expect(await axeViolations(page)).toEqual([]);
  await page.screenshot({ path: `test-results/mfa-refused.png` });
  await code.fill('123456');
  await code.press('Enter');
  await expect(page.getByText('This is you')).toBeVisible();
  await page.close();
});
