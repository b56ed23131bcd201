import { expect } from '@playwright/test';
import { DEFAULT_WINDOW, NARROW_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// The proxy and the certificates of a company, on a bridge in memory.

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('the proxy that is followed is said with where it comes from, and is changed; a certificate is added and removed', async ({
  built,
}) => {
  const page = await openPreview(built, 'fine');
  await page.getByRole('button', { name: 'Proxy and certificates' }).click();
  const dialog = page.getByRole('dialog', { name: 'How calls to AWS leave this computer' });
  await expect(dialog.getByText('In use now: the proxy http://proxy.example.com:3128.')).toBeVisible();
  await expect(dialog.getByText('Keyport keeps no password for a proxy.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Use from now on' })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'Use this proxy' }).click();
  const address = dialog.getByRole('textbox', { name: 'Address of the proxy' });
  await address.fill('http://ann:secret@proxy.test:1');
  await expect(dialog.getByText('Leave it out here').first()).toBeVisible();
  await address.fill('http://other.example.com:8080');
  await address.press('Enter');
  await expect(dialog.getByText('In use now: the proxy http://other.example.com:8080.')).toBeVisible();

  const add = dialog.getByRole('button', { name: 'Add a file of certificates' });
  await add.click();
  await expect(dialog.getByText('is not the certificate of an authority').first()).toBeVisible();
  await add.click();
  await expect(dialog.getByText('Example Company Root CA, valid until 2031-04-30')).toBeVisible();
  await expect(dialog.getByText('is not the certificate of an authority').first()).toBeHidden();
  expect(await axeViolations(page)).toEqual([]);
  for (const [name, size] of [
    ['wide', DEFAULT_WINDOW],
    ['narrow', NARROW_WINDOW],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/connection-${name}.png` });
  }
  await dialog.getByRole('button', { name: 'Remove Example Company Root CA' }).click();
  await expect(dialog.getByText('Trusted: the built-in certificates only.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'No proxy' }).click();
  await dialog.getByRole('button', { name: 'Use from now on' }).click();
  await expect(dialog.getByText('In use now: no proxy.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
  await page.close();
});

test('whoever has no account yet reaches the proxy from the first screen', async ({ built }) => {
  const page = await openPreview(built, 'no-accounts');
  await page.getByRole('button', { name: 'Proxy and certificates' }).click();
  await expect(page.getByRole('dialog', { name: 'How calls to AWS leave this computer' })).toBeVisible();
  await page.close();
});

test('a problem that the proxy makes leads to it, and a proxy that cannot be used is said with the reason', async ({
  built,
}) => {
  const page = await openPreview(built, 'proxy-socks');
  const ways = page.getByRole('button', { name: 'Proxy and certificates' });
  // One beside the account, and one in the problem below it.
  await expect(ways).toHaveCount(2);
  await ways.last().click();
  const dialog = page.getByRole('dialog', { name: 'How calls to AWS leave this computer' });
  await expect(
    dialog.getByText(
      'A proxy is named that cannot be used, so calls go straight to AWS. Keyport speaks to proxies',
    ),
  ).toBeVisible();
  await expect(dialog.getByText('In use now: no proxy.')).toBeHidden();
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});
