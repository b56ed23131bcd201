import { expect } from '@playwright/test';
import { openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations, next, STEPS } from './wizard.ts';

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('what is left if a zone fails is a number and a picture, for each zone and for the worst', async ({
  built,
}, info) => {
  const page = await openPreview(built, 'fine');
  for (const step of STEPS.slice(0, STEPS.indexOf('Availability Zones'))) {
    await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
    await next(page);
  }
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
  await page.close();
});
