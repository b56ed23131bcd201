import { expect } from '@playwright/test';
import { DEFAULT_WINDOW, NARROW_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// Ways in to AWS, on a bridge in memory.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

test('an access key is typed once, kept beside the profiles, called otherwise, and removed after it was asked', async ({
  built,
}) => {
  const page = await openPreview(built, 'fine');
  await expect(page.getByText('Keyport never changes those')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Type in an access key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Type in an access key' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('school');
  await dialog.getByRole('textbox', { name: 'Access key ID' }).fill('ASIAIOSFODNN7EXAMPLE');
  const secret = dialog.getByLabel('Secret access key');
  await secret.fill(SECRET);
  await expect(secret).toHaveAttribute('type', 'password');
  await page.screenshot({ path: 'test-results/access-key-typed.png' });
  await dialog.getByRole('button', { name: 'Check and keep' }).click();
  await expect(dialog.getByText('works for some hours only').first()).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/access-key-refused.png' });
  await dialog.getByRole('textbox', { name: 'Access key ID' }).fill('AKIAIOSFODNN7EXAMPLE');
  await secret.press('Enter');

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('radio', { name: /^school/ })).toBeChecked();
  await expect(page.getByText('Access key in your keychain · ends in MPLE')).toBeVisible();
  await expect(page.getByText('This is you')).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
  for (const [name, size] of [
    ['wide', DEFAULT_WINDOW],
    ['narrow', NARROW_WINDOW],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/access-key-kept-${name}.png`, fullPage: true });
  }

  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('lab');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('radio', { name: /^lab/ })).toBeChecked();

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Remove “lab” from Keyport?' });
  await expect(asked.getByText('In AWS the key goes on to work')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/access-key-remove.png' });
  await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('radio', { name: /^lab/ })).toBeHidden();
  await expect(page.getByRole('radio', { name: /^work/ })).toBeChecked();
  await page.close();
});

test('a sign-in by IAM Identity Center shows its code, can be cancelled, and goes on where it was', async ({
  built,
}) => {
  const page = await openPreview(built, 'sso');
  await expect(page.getByText('Your AWS sign-in has ended').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/sso-ended.png', fullPage: true });
  await page.getByRole('button', { name: 'Sign in in the browser' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Your AWS sign-in has ended').first()).toBeVisible();

  await page.getByRole('button', { name: 'Sign in in the browser' }).click();
  await expect(page.getByText('WDJB-MJHT')).toBeVisible();
  await expect(page.locator('.page-heading:focus')).toHaveText('Sign in with IAM Identity Center');
  await page.screenshot({ path: 'test-results/sso-code.png', fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await expect(page.getByText('This is you')).toBeVisible();
  await page.close();
});
