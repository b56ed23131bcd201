import { expect, type Page } from '@playwright/test';
import { NARROW_WINDOW, openPreview, previewIsMissing, test, type Built } from './preview.ts';
import { axeViolations, next } from './wizard.ts';

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('sizes of the other processors are one choice away, and the image changes with them', async ({
  built,
}, info) => {
  const page = await openSizes(built, 'fine');
  await page.getByRole('button', { name: 'Show all sizes' }).click();
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(
    page.getByText(/^The other kind changes your image with it: Amazon Linux 2023,/),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Processor/ }).click();
  await page.getByRole('option', { name: '64-bit Arm' }).click();

  await expect(page.getByRole('row', { name: /m7g\.large/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /m7i\.large/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Processor/ })).toBeFocused();
  await expect(page.getByRole('radio', { name: /t4g\.micro/ }).first()).toBeChecked();
  await page.screenshot({ path: info.outputPath('arm-sizes.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize(NARROW_WINDOW);
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await expect(page.getByText('Pinned to ami-0fedcba0987654321')).toBeVisible();
  await page.close();
});

test('who takes an Arm image after an x86 one gets a size for it, and is told', async ({ built }, info) => {
  const page = await openSizes(built, 'fine');
  await next(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Availability Zones' })).toBeVisible();
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await page.getByRole('radio', { name: /Arm/ }).check();
  await expect(page.getByText('Pinned to ami-0fedcba0987654321')).toBeVisible();
  await expect(page.getByText(/“Size” no longer fitted, because you changed “Image”/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('arm-image.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);

  await next(page);
  await expect(page.getByText('t4g.micro', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'To try things out' })).toBeChecked();
  await expect(page.getByText(/t3\.micro/)).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('arm-size.png'), fullPage: true });
  await page.close();
});

test('a size that only one zone sells is said so at the size, and at the zones', async ({ built }, info) => {
  const page = await openSizes(built, 'one-zone');
  await expect(page.getByText(/is sold in one zone only here: us-east-1a/).first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('one-zone-size.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await next(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Availability Zones' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Your fleet in/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath('one-zone-map.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});

/** Next, as far as the sizes. */
async function openSizes(built: Built, scenario: string): Promise<Page> {
  const page = await openPreview(built, scenario);
  for (const step of ['Account and region', 'Image']) {
    await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
    await next(page);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Size' })).toBeVisible();
  return page;
}
