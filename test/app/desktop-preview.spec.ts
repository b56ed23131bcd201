import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// The desktop of a machine with Windows on a bridge in memory: its password, and the program that shows it.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name });

async function openMachine(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Launches' }).click();
  await page.getByRole('link', { name: 'Show my-desktop' }).first().click();
  await page.getByRole('button', { name: 'Connect to the machine in us-east-1a' }).click();
  await expect(dialog(page)).toBeVisible();
  return page;
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

const callsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { keyport } = window as unknown as { keyport: { calls: readonly { readonly name: string }[] } };
    return keyport.calls.map(({ name }) => name);
  });

const STATES = [
  ['desktop', 'Copied. It is cleared in'],
  ['desktop-ready', 'AWS has the password now.'],
  ['desktop-waits', 'Waiting until AWS has the password'],
  ['desktop-late', 'AWS has no password of this machine yet'],
  ['desktop-no-key', 'Keyport has no key for this machine'],
  ['desktop-other-key', 'The password was encrypted for another key'],
  ['desktop-needs-rsa', 'The key of this machine is not an RSA key'],
  ['desktop-stopped', 'The machine cannot be reached now'],
  ['desktop-practice', 'Copied. It is cleared in'],
] as const;

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `every state of a password can be read by everyone, ${viewport.width} px wide`,
    { tag },
    async ({ built }, info) => {
      for (const [scenario, text] of STATES) {
        const page = await openMachine(built, scenario, viewport);
        await button(page, 'Copy password').click();
        await expect(dialog(page)).toContainText(text);
        await expectSound(page);
        await page.screenshot({ path: info.outputPath(`${scenario}.png`) });
        await page.close();
      }
    },
  );
}

test('a password is copied by the keyboard, and the countdown ends with what has become of it', async ({
  built,
}) => {
  const page = await openMachine(built, 'desktop');
  await page.clock.install();
  await button(page, 'Copy password').press('Enter');
  await page.clock.runFor(1000);
  await expect(dialog(page)).toContainText(/Copied\. It is cleared in (29|30) seconds\./u);
  await page.clock.runFor(15_000);
  await expect(dialog(page)).toContainText(/Copied\. It is cleared in 1[3-6] seconds\./u);
  await page.clock.runFor(16_000);
  await expect(dialog(page)).toContainText('Cleared from the clipboard. Copy it again if you need it.');
  await page.close();
});

test('who has waited copies it themselves', async ({ built }) => {
  const page = await openMachine(built, 'desktop-ready');
  await button(page, 'Copy password').click();
  await expect(dialog(page)).toContainText('Copy it when you are about to paste it.');
  await button(page, 'Copy password').click();
  await expect(dialog(page)).toContainText('Copied. It is cleared in');
  await page.close();
});

test('waiting is ended by a button, and nothing is said to be wrong then', async ({ built }) => {
  const page = await openMachine(built, 'desktop-waits');
  await button(page, 'Copy password').click();
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
  await expect(dialog(page)).toContainText('This machine was started 3 min');
  await button(page, 'Stop waiting').press('Enter');
  await expect(button(page, 'Copy password')).toBeVisible();
  await expect(dialog(page).getByRole('progressbar')).toHaveCount(0);
  await expectSound(page);
  await page.close();
});

test('closing the dialog ends the waiting', async ({ built }) => {
  const page = await openMachine(built, 'desktop-waits');
  await button(page, 'Copy password').click();
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
  expect(await callsOf(page)).not.toContain('cancelWindowsPassword');
  await page.keyboard.press('Escape');
  await expect.poll(() => callsOf(page)).toContain('cancelWindowsPassword');
  await page.close();
});

test('the desktop opens, or is saved as a file, and each is said', async ({ built }, info) => {
  const page = await openMachine(built, 'desktop');
  await page.screenshot({ path: info.outputPath('first.png') });
  await button(page, 'Open remote desktop').click();
  await expect(dialog(page)).toContainText('Opened in: Remmina.');
  await expectSound(page);
  await button(page, 'Save as a file').click();
  await expect(dialog(page)).toContainText('Saved: /home/ada/Documents/my-desktop-us-east-1a.rdp.');
  await page.close();
});

test('without a program it is said what to install', async ({ built }, info) => {
  const page = await openMachine(built, 'desktop-no-program');
  await button(page, 'Open remote desktop').click();
  await expect(dialog(page)).toContainText('Install Remmina');
  await expectSound(page);
  await page.screenshot({ path: info.outputPath('no-program.png') });
  await page.close();
});

test('of a machine that is stopped the buttons say why they are off', async ({ built }) => {
  const page = await openMachine(built, 'desktop-stopped');
  await expect(button(page, 'Open remote desktop')).toBeDisabled();
  await expect(dialog(page)).toContainText('The machine is not running.');
  await page.close();
});

test('in practice no desktop opens', async ({ built }) => {
  const page = await openMachine(built, 'desktop-practice');
  await expect(button(page, 'Open remote desktop')).toHaveCount(0);
  await expect(button(page, 'Save as a file')).toHaveCount(0);
  await expect(dialog(page)).toContainText('The password can be practised');
  await page.close();
});
