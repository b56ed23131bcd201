import { expect, type Page } from '@playwright/test';
import { DEFAULT_WINDOW, NARROW_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { arriveAt, axeViolations, next } from './wizard.ts';

// Tags that every launch needs, on a bridge in memory.

test.skip(previewIsMissing !== undefined, previewIsMissing);

test('required tags stand there, hold the way forward until they have a value, and are changed in a dialog', async ({
  built,
}) => {
  const page = await openPreview(built, 'tags-required');
  await goToKey(page);
  await expect(page.getByText('Tags (2)')).toBeVisible();
  const [key, value] = [
    page.getByRole('textbox', { name: 'Key' }),
    page.getByRole('textbox', { name: 'Value' }),
  ];
  await expect(key.first()).toHaveValue('CostCenter');
  await expect(key.first()).not.toBeEditable();
  await expect(value.first()).toHaveValue('4711');
  await next(page);
  await expect(page.getByText('This tag is required here: write its value.')).toBeVisible();
  await expect(
    page.getByText('The tag “Owner” is required here, and has no value yet.').first(),
  ).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  for (const [name, size] of [
    ['wide', DEFAULT_WINDOW],
    ['narrow', NARROW_WINDOW],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/required-tags-${name}.png`, fullPage: true });
  }

  await page.getByRole('button', { name: 'Required tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags that every launch needs' });
  expect(await axeViolations(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/required-tags-dialog.png' });
  await dialog.getByRole('button', { name: 'Remove the tag Owner' }).click();
  await dialog.getByRole('button', { name: 'Require a tag' }).click();
  await dialog.getByRole('textbox', { name: 'Key' }).last().fill('Team');
  await dialog.getByRole('textbox', { name: 'Proposed value' }).last().fill('Shop');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(key.last()).toHaveValue('Team');
  await expect(value.last()).toHaveValue('Shop');
  await next(page);
  await expect(page.getByText('CostCenter = 4711, Team = Shop').first()).toBeVisible();
  await page.close();
});

test('a list of required tags that cannot be read is said where the tags are', async ({ built }) => {
  const page = await openPreview(built, 'tags-damaged');
  await goToKey(page);
  await expect(page.getByText('The list of required tags cannot be read').first()).toBeVisible();
  await page.close();
});

/** Next, as far as the key. */
async function goToKey(page: Page): Promise<void> {
  await expect(page.getByText('This is you')).toBeVisible();
  for (const step of ['Image', 'Size', 'Availability Zones', 'Who may connect', 'Key'] as const) {
    await next(page);
    await arriveAt(page, step);
  }
}
