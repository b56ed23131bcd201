import { expect, type Page } from '@playwright/test';
import { openPreview, previewIsMissing, test, type Built } from './preview.ts';
import { axeViolations, next, STEPS } from './wizard.ts';

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('what is left if a zone fails is a number and a picture, for each zone and for the worst', async ({
  built,
}, info) => {
  const page = await openZones(built, 'fine');
  const map = page.getByRole('figure', { name: /^Your fleet in/ });
  const zone = map.getByRole('listitem').filter({ hasText: 'us-east-1b' });
  await expect(page.getByText('Whichever zone fails, at least 4 of 5 machines go on.')).toBeVisible();
  await expect(zone).toContainText('1 machine');

  await page.getByRole('button', { name: 'us-east-1b', exact: true }).click();
  await expect(page.getByText('Without us-east-1b, 4 of 5 machines go on.')).toBeVisible();
  await expect(zone).toContainText('switched off');
  await page.screenshot({ path: info.outputPath('a-zone-is-off.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);

  // A zone that has no machine any more cannot be lost.
  await page.getByRole('radio', { name: 'Choose myself' }).check();
  await page.getByRole('checkbox', { name: 'us-east-1b' }).uncheck();
  await expect(page.getByText('Whichever zone fails, at least 3 of 4 machines go on.')).toBeVisible();

  // Two more in one zone: what is left counts machines, not zones.
  const more = page.getByRole('button', { name: 'One machine more in us-east-1a' });
  await more.click();
  await more.click();
  await expect(map.getByRole('listitem').filter({ hasText: 'us-east-1a' })).toContainText('3 machines');
  await expect(page.getByText('Whichever zone fails, at least 3 of 6 machines go on.')).toBeVisible();
  await expect(page.getByText(/^6 × /)).toBeVisible();
  await page.screenshot({ path: info.outputPath('counted.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});

test('another network shows its subnets zone by zone, and who gets to them', async ({ built }, info) => {
  const page = await openZones(built, 'fine');
  const network = page.getByRole('button', { name: 'Network', exact: true });
  await expect(page.getByText('The default network, 6 zones: reachable from your computer')).toBeVisible();
  await network.click();
  await page.screenshot({ path: info.outputPath('the-default-network.png'), fullPage: true });

  await page.getByRole('button', { name: /^Which network/ }).click();
  await page.getByRole('option', { name: /shop/ }).click();
  await expect(page.getByText('shop, 3 zones: reachable from your computer')).toBeVisible();
  await expect(page.getByText(/Local or Wavelength Zones/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Subnets, zone by zone' });
  await expect(table.getByRole('row', { name: /us-east-1a/ })).toContainText('Yes');
  await expect(page.getByText('Whichever zone fails, at least 2 of 3 machines go on.')).toBeVisible();

  await page.getByRole('button', { name: /^Subnet in us-east-1b/ }).click();
  await page.getByRole('option', { name: /shop-private-b/ }).click();
  await expect(table.getByRole('row', { name: /us-east-1b/ })).toContainText('NAT gateway');
  await expect(page.getByText('shop, 3 zones: only some of it reachable')).toBeVisible();
  await page.screenshot({ path: info.outputPath('another-network.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
});

test('a region without a default network is offered one, and says what that is before it is made', async ({
  built,
}, info) => {
  const page = await openZones(built, 'no-network');
  await expect(page.getByText('This region has no default network (default VPC).').first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('no-default-network.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Make the default network', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Make the default network?' });
  await expect(dialog).toContainText('It costs nothing by itself.');
  await page.screenshot({ path: info.outputPath('make-it.png') });
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByText('The default network, 6 zones: reachable from your computer')).toBeVisible();
  await page.close();
});

/** Next, as far as the zones. */
async function openZones(built: Built, scenario: string): Promise<Page> {
  const page = await openPreview(built, scenario);
  for (const step of STEPS.slice(0, STEPS.indexOf('Availability Zones'))) {
    await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
    await next(page);
  }
  return page;
}
