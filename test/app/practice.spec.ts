import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { missing } from '../support/parts.ts';
import { expect, launchApp, test as base } from './fixture.ts';
import { filesHolding, publicHalf } from './judge.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { arriveAt, axeViolations, next, STEPS, watchPolicy, type StepName } from './wizard.ts';

/** A computer without an AWS account and without a keychain: all that a newcomer may have. */
const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  surroundings: async ({}, use) => {
    const surroundings = await openSurroundings({
      keychain: 'absent',
      endpoint: null,
      hasAddressService: false,
    });
    await use(surroundings);
    await surroundings.stop();
  },
});

const absent = missing('chromium', 'dbus', 'ssh-keygen');
test.skip(absent !== undefined, absent);

/** Practice takes about as long as EC2 to start a machine. */
const STARTING = { timeout: 60_000 };

const practise = (page: Page) => page.getByRole('button', { name: 'Practise without an account' }).first();

/** Next, Next, Next in the practice account, whose first step has nothing to choose but the region. */
async function walk(page: Page, onStep: (step: StepName) => Promise<void> = async () => {}): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: STEPS[0] })).toBeVisible();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  await onStep(STEPS[0]);
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
    if (step === 'Who may connect') await expect(page.getByText('203.0.113.7').first()).toBeVisible();
    await onStep(step);
  }
}

async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: screen, exact: true })
    .or(page.getByRole('navigation').getByRole('button', { name: screen, exact: true }))
    .first()
    .click();
}

async function launchTwo(page: Page): Promise<void> {
  await practise(page).click();
  await walk(page, async (step) => {
    if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
  });
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
}

test('a region without a default network is given one, and a fleet without a log-in port is launched there', async ({
  page,
}, info) => {
  test.slow();
  const look = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await practise(page).click();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  await page.getByRole('button', { name: /^Region/ }).click();
  await page.getByRole('option', { name: /eu-north-1/ }).click();
  await expect(page.getByText('The practice account knows you').first()).toBeVisible();
  for (const step of ['Image', 'Size'] as const) {
    await next(page);
    await arriveAt(page, step);
  }
  await next(page);
  await expect(page.getByText('This region has no default network (default VPC).').first()).toBeVisible();
  await look('no-default-network');
  await page.getByRole('button', { name: 'Make the default network', exact: true }).click();
  await page.getByRole('button', { name: 'Make it', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Every zone (3), recommended' })).toBeVisible();
  await expect(page.getByText('The default network, 3 zones: reachable from your computer')).toBeVisible();
  await look('made');

  await next(page);
  await arriveAt(page, 'Who may connect');
  await page.getByRole('radio', { name: 'Through Session Manager' }).check();
  await page.getByRole('combobox', { name: 'Instance profile' }).click();
  await expect(page.getByRole('option', { name: /practice-backup/ })).toContainText('Does not seem to allow');
  await look('instance-profiles');
  await page.getByRole('option', { name: /practice-session-manager/ }).click();
  await look('session-manager');
  await next(page);
  await arriveAt(page, 'Key');
  await next(page);
  await arriveAt(page, 'Review');
  await look('review');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible(STARTING);
  await expect(page.getByText(/you log in through Session Manager/).first()).toBeVisible();
  await look('running');
});

test('whoever has neither account nor keychain practises a launch, and nothing goes out', async ({
  page,
  app,
  surroundings,
}, info) => {
  // axe looks at twelve screens.
  test.slow();
  const blocked = await watchPolicy(page);
  const violations: string[] = [];
  const look = async (name: string) => {
    await expect(page.getByRole('region', { name: 'Practice', exact: true })).toBeVisible();
    violations.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };
  await expect(practise(page)).toBeVisible();
  violations.push(...(await axeViolations(page)));
  await practise(page).click();
  await walk(page, look);
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible(STARTING);
  await look('Running');
  for (const screen of ['Keys', 'Groups', 'Practice']) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await look(screen);
  }

  expect(violations).toEqual([]);
  expect(await blocked()).toEqual([]);
  expect(surroundings.connections()).toEqual([]);
  const { privateKey, publicKey } = practiceKey(surroundings);
  expect(await publicHalf(privateKey, surroundings.home)).toBe(publicKey);
  expect(surroundings.traffic()).not.toContain('PRIVATE KEY');
  await app.close();
  // As text it stands nowhere; in base64 in the one file that it was read from, and what was made stands beside it only.
  expect(filesHolding(privateKey, surroundings.home)).toEqual([]);
  const made = madeIn(surroundings).filter((file) =>
    /launches|changes|account\.json|private-keys/u.test(file),
  );
  expect(made.filter((file) => !file.startsWith('practice'))).toEqual([]);
  expect(made).toEqual(expect.arrayContaining([path.join('practice', 'account.json')]));
});

test(
  'what was made stays for the next time, is not to be seen among real accounts, and goes with a reset',
  { tag: '@long' },
  async ({ page, app, surroundings }) => {
    await launchTwo(page);
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible(STARTING);
    await page.getByRole('button', { name: 'Back to your real accounts' }).click();
    await expect(practise(page)).toBeVisible();
    await expect(page.getByText('my-fleet')).toHaveCount(0);
    await app.close();

    const again = await launchApp(surroundings);
    const second = await firstPage(again);
    await expect(practise(second)).toBeVisible();
    await expect(second.getByRole('region', { name: 'Practice', exact: true })).toHaveCount(0);
    await practise(second).click();
    await goTo(second, 'Practice');
    const machines = second.getByText('Machines', { exact: true }).locator('..');
    await expect(machines).toContainText('2');
    await second.getByRole('button', { name: 'Begin anew' }).click();
    await second.getByRole('dialog').getByRole('button', { name: 'Begin anew' }).click();
    await expect(second.getByRole('dialog')).toHaveCount(0);
    await goTo(second, 'Practice');
    await expect(second.getByText('Machines', { exact: true }).locator('..')).toContainText('0');
    await again.close();
  },
);

test(
  'no room in one zone: the weather is made on the screen, and the launch says what runs',
  { tag: '@long' },
  async ({ page }) => {
    await practise(page).click();
    await goTo(page, 'Practice');
    await page
      .getByRole('button', { name: /No room in a zone/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'In which zone' }).fill('us-east-1b');
    await dialog.getByRole('button', { name: 'Let it happen' }).click();
    await expect(page.getByText('One thing goes wrong').first()).toBeVisible();
    await goTo(page, 'Launch');
    await walk(page, async (step) => {
      if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
    });
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running in part' })).toBeVisible(
      STARTING,
    );
    expect(await axeViolations(page)).toEqual([]);
  },
);

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return page;
}

/** The one private key of practice, from its plain file, and the public half that the practice account has. */
function practiceKey({ home }: Surroundings): { readonly privateKey: string; readonly publicKey: string } {
  const folder = path.join(home, 'user-data', 'practice');
  const file = path.join(folder, 'private-keys.json');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  const kept = [...fs.readFileSync(file, 'utf8').matchAll(/"([A-Za-z0-9+/=]{200,})"/gu)].map(
    ([, text = '']) => Buffer.from(text, 'base64').toString('utf8'),
  );
  const account = fs.readFileSync(path.join(folder, 'account.json'), 'utf8');
  const publicKey = /"publicKey":"(ssh-ed25519 [A-Za-z0-9+/=]+)/u.exec(account)?.[1] ?? '';
  return { privateKey: kept.find((text) => text.includes('PRIVATE KEY')) ?? '', publicKey };
}

function madeIn({ home }: Surroundings): readonly string[] {
  const folder = path.join(home, 'user-data');
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
