import { expect, type Locator } from '@playwright/test';
import { openPreview, previewIsMissing, test } from './preview.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// Where the private keys of practice are, said on every screen that names the place; on a bridge in memory.

test.skip(previewIsMissing !== undefined, previewIsMissing);

/** What practice itself says of the keychain: that the keys are not in it. */
const NOT_IN_IT = [
  'These are keys to practise with. They open nothing, and are in a plain file instead of your keychain.',
  'A real one would be in your keychain, and AWS would have no copy of it.',
];

async function expectNoKeychain(place: Locator): Promise<void> {
  const shown = await place.innerText();
  const rest = NOT_IN_IT.reduce((text, sentence) => text.replaceAll(sentence, ''), shown);
  expect(rest).not.toMatch(/keychain|encrypted file/i);
}

test('the way to a practice launch, its page and its removal name the file of practice', async ({
  built,
}) => {
  const page = await openPreview(built, 'practice');
  await expect(page.getByText('The practice account knows you')).toBeVisible();
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
    await expectNoKeychain(page.locator('body'));
    if (step !== 'Key') continue;
    await expect(page.getByText('With a key that is kept in the plain file of practice.')).toBeVisible();
    await expect(page.getByText('downloads it once, straight into the plain file of practice')).toBeVisible();
    await expect(page.getByText('Works: Plain file for practice.')).toBeVisible();
  }
  await page.getByRole('button', { name: /^Each thing by its name/ }).click();
  await expect(page.getByText('Entry in the plain file of practice')).toBeVisible();

  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByText('The private key is in the plain file of practice, as')).toBeVisible();
  await expect(page.getByRole('button', { name: 'See the machines in the EC2 console' })).toHaveCount(0);
  await expectNoKeychain(page.locator('body'));
  await page.getByRole('button', { name: 'Remove everything this launch made' }).click();
  await expect(
    page.getByText('The private key stays in the plain file of practice in either case.'),
  ).toBeVisible();
  await page.close();
});

test('the Keys screen of practice names the file of practice, and urges nobody to back it up', async ({
  built,
}) => {
  const page = await openPreview(built, 'practice-keys');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Keys' }).click();
  await expect(page.getByText('2 copies: the plain file of practice, backup of').first()).toBeVisible();
  await expect(page.getByText(/in no backup yet/)).toHaveCount(0);
  await page.getByRole('radio', { name: 'my-fleet' }).click();
  await expect(
    page.getByText('The private key is in the plain file of practice', { exact: false }),
  ).toBeVisible();
  await expect(page.getByText('Name in the plain file of practice')).toBeVisible();
  await expect(page.getByText('Practice: Plain file for practice')).toBeVisible();
  await expectNoKeychain(page.locator('body'));
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Use with ssh' }).click();
  await expect(page.getByText('A practice key opens nothing')).toBeVisible();
  await expectNoKeychain(page.locator('body'));
  await page.close();
});

for (const [button, dialog, named] of [
  ['Create key', 'Create a key', 'the private half into the plain file of practice'],
  ['Add from file', 'Add a key from a file', 'Take no real key into practice'],
] as const) {
  test(`the dialog “${dialog}” of practice names the file of practice`, async ({ built }) => {
    const page = await openPreview(built, 'practice-keys');
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Keys' }).click();
    await page.getByRole('button', { name: button }).click();
    const shown = page.getByRole('dialog');
    await expect(shown.getByText(named)).toBeVisible();
    await expectNoKeychain(shown);
    await page.close();
  });
}

test('a practice key that was not kept is asked about in words of practice', async ({ built }) => {
  const page = await openPreview(built, 'practice-held');
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText('The plain file of practice did not take this one', { exact: false }),
  ).toBeVisible();
  await expect(
    dialog.getByText('The plain file of practice could not be written', { exact: true }),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Try the plain file of practice again' })).toBeVisible();
  await expectNoKeychain(dialog);
  await page.close();
});

test('what is wrong with a practice key is said of the file of practice', async ({ built }) => {
  const page = await openPreview(built, 'practice-unfinished');
  await expect(page.getByText('The private key is no longer in the plain file of practice')).toBeVisible();
  await expectNoKeychain(page.locator('body'));
  await page.close();
});
