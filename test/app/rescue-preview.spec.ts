import { expect, type Page } from '@playwright/test';
import { type Built, DEFAULT_WINDOW, NARROW_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// Ways in without the key that a machine was started with, on a bridge in memory.

test.skip(previewIsMissing !== undefined, previewIsMissing);

async function openDialog(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
  await page.getByRole('link', { name: 'Show club-website' }).click();
  await page.getByRole('button', { name: 'Connect to the machine in us-east-1a' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  return page;
}

async function openLost(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openDialog(built, scenario, viewport);
  await page.getByRole('tab', { name: 'I lost the key' }).click();
  return page;
}

async function expectSound(page: Page, picture: string): Promise<void> {
  const folder = process.env['KEYPORT_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${picture}.png` });
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

async function inputsOf(page: Page, name: string): Promise<readonly unknown[]> {
  return page.evaluate((asked) => {
    type Call = { readonly name: string; readonly input: unknown };
    const { keyport } = window as unknown as { keyport: { calls: readonly Call[] } };
    return keyport.calls.filter((call) => call.name === asked).map(({ input }) => input);
  }, name);
}

for (const viewport of [DEFAULT_WINDOW, NARROW_WINDOW]) {
  const width = viewport.width;
  test(`a lost key, ${width} px wide: a fresh one is let in, and then on the other machines`, async ({
    built,
  }) => {
    const page = await openLost(built, 'rescue-connect', viewport);
    await expect(page.getByText('AWS lends a key, and Keyport lets your new one in')).toBeVisible();
    await expectSound(page, `lost-connect-${width}`);
    await page.getByRole('button', { name: 'Let the new key in' }).click();
    await expect(page.getByText('logs in to this machine').first()).toBeVisible();
    await expect(page.getByText('2 other machines of this launch still have the old key.')).toBeVisible();
    await page.getByText('2 other machines of this launch').scrollIntoViewIfNeeded();
    await expectSound(page, `lost-connect-done-${width}`);
    expect(await inputsOf(page, 'createKey')).toMatchObject([
      { name: 'club-website-new', kind: 'made-here', type: 'ed25519' },
    ]);

    await page.getByRole('button', { name: 'Do the same on all 2' }).click();
    await expect(page.getByRole('button', { name: /Do the same/ })).toHaveCount(0);
    expect(await inputsOf(page, 'letNewKeyIn')).toHaveLength(3);
    await page.close();
  });
}

test('where the machine does not take the lent key, that is said, and tried again with the same new key', async ({
  built,
}) => {
  const page = await openLost(built, 'rescue-refused');
  await page.getByRole('button', { name: 'Let the new key in' }).click();
  await expect(page.getByText('The lent key did not let us in').first()).toBeVisible();
  await expect(page.getByText('The machine is as it was.')).toBeVisible();
  await expectSound(page, 'lost-refused');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await inputsOf(page, 'letNewKeyIn')).length).toBe(2);
  expect(await inputsOf(page, 'createKey')).toHaveLength(1);
  await page.close();
});

test('what cannot be written down at the end is said', async ({ built }) => {
  const page = await openLost(built, 'rescue-not-noted');
  await page.getByRole('button', { name: 'Let the new key in' }).click();
  await expect(page.getByText('Keyport could not write that down')).toBeVisible();
  await expectSound(page, 'lost-not-noted');
  await page.close();
});

test('where the port is closed, that comes first', async ({ built }) => {
  const page = await openLost(built, 'rescue-closed');
  await expect(
    page.getByText('its log-in port was not opened for the address that you have now'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let the new key in' })).toBeEnabled();
  await expectSound(page, 'lost-closed');
  await page.close();
});

test('through Session Manager: a command to paste, and then the key is tried', async ({ built }) => {
  const page = await openLost(built, 'rescue-session');
  await page.getByRole('button', { name: 'Get the key ready' }).click();
  await expect(page.getByText(/echo 'ssh-ed25519 [^']+' \| sudo -H -u ec2-user/)).toBeVisible();
  await expectSound(page, 'lost-session');
  await page.getByRole('button', { name: 'Copy the command' }).click();
  expect(await inputsOf(page, 'copyRescueText')).toMatchObject([{ what: 'paste-command' }]);
  await page.getByRole('button', { name: 'I have pasted it: try the key' }).click();
  await expect(page.getByText('a log-in with this key alone worked')).toBeVisible();
  await expectSound(page, 'lost-session-done');
  await page.close();
});

test('on the disk: every step has what is to be copied, and nothing is done by Keyport', async ({
  built,
}) => {
  const page = await openLost(built, 'rescue-volume', NARROW_WINDOW);
  await expect(page.getByText('Stop the machine; never terminate it.')).toBeVisible();
  await page.getByRole('button', { name: 'Get the key ready' }).click();
  await expect(page.getByText('/mnt/rescue/home/ec2-user/.ssh/authorized_keys')).toBeVisible();
  await expectSound(page, 'lost-volume');
  await page.getByText('Before you begin').scrollIntoViewIfNeeded();
  await expectSound(page, 'lost-volume-2');
  await page.getByRole('button', { name: 'I have done it: try the key' }).scrollIntoViewIfNeeded();
  await expectSound(page, 'lost-volume-3');
  await page.close();
});

test('with Windows, the ways that there are', async ({ built }) => {
  const page = await openLost(built, 'rescue-windows');
  await expect(page.getByText('AWSSupport-RunEC2RescueForWindowsTool')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let the new key in' })).toHaveCount(0);
  await expectSound(page, 'lost-windows');
  await page.close();
});

test('somebody may want another way than the one that fits', async ({ built }) => {
  const page = await openLost(built, 'rescue-connect');
  await page.getByRole('button', { name: 'You let your new key in through Session Manager' }).click();
  await expect(page.getByText('It was started without an instance profile')).toBeVisible();
  await expectSound(page, 'lost-other-way');
  await page.close();
});

for (const [scenario, text] of [
  ['rescue-session', 'Can be used now'],
  ['rescue-no-tools', 'The AWS command line is not installed on this computer.'],
  ['rescue-closed', 'its log-in port was not opened for the address that you have now'],
  ['practice-launches', 'You practise'],
] as const) {
  test(`other ways in, in ${scenario}, say what is missing`, async ({ built }) => {
    const page = await openPreview(built, scenario);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
    await page
      .getByRole('link', { name: /^Show / })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Connect to the machine in/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Other ways in' }).scrollIntoViewIfNeeded();
    await expect(page.getByText(text).first()).toBeVisible();
    await page.getByRole('heading', { name: 'Session Manager' }).scrollIntoViewIfNeeded();
    await expectSound(page, `ways-${scenario}`);
    await page.close();
  });
}
