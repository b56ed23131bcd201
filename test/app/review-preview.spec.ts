import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations, next, STEPS, type StepName } from './wizard.ts';

// The wizard's last step on a bridge in memory: what was tried, what it costs, and what goes wrong on the way there.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const heading = (page: Page, name: StepName) => page.getByRole('heading', { level: 1, name });
const checks = (page: Page) => page.getByRole('list', { name: 'What was checked' });
const check = (page: Page, title: string) => checks(page).getByRole('listitem').filter({ hasText: title });
const launchButton = (page: Page) => page.getByRole('button', { name: 'Launch', exact: true });

/** Next, Next, Next, from the step that is shown to that one. */
async function walkTo(page: Page, step: StepName): Promise<void> {
  for (const each of STEPS) {
    if (each === step) break;
    await expect(heading(page, each)).toBeVisible();
    await next(page);
  }
  await expect(heading(page, step)).toBeVisible();
}

async function openReview(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await walkTo(page, 'Review');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled();
  return page;
}

/** What stands under this heading is folded until one asks for it. */
async function unfold(page: Page, part: string): Promise<void> {
  await page.getByRole('button', { name: part }).click();
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

type Witness = { readonly calls: readonly { readonly name: string; readonly input: unknown }[] };

/** What the screen has asked of this call, in order. */
async function asked(page: Page, name: string): Promise<readonly unknown[]> {
  return page.evaluate((wanted) => {
    const { calls } = (window as unknown as { readonly keyport: Witness }).keyport;
    return calls.filter((call) => call.name === wanted).map(({ input }) => input);
  }, name);
}

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `what was tried and what it costs are readable by everyone, ${viewport.width} px wide`,
    { tag },
    async ({ built }) => {
      for (const scenario of ['fine', 'preflight-denied', 'preflight-unknown', 'preflight-private-subnet']) {
        const page = await openReview(built, scenario, viewport);
        await expectSound(page);
        await page.close();
      }
    },
  );
}

test('where nothing stands in the way, every question is answered with yes, and the price with its parts', async ({
  built,
}) => {
  const page = await openReview(built, 'fine');
  await unfold(page, 'May I launch here?');
  expect(await checks(page).getByRole('listitem').count()).toBeGreaterThan(5);
  for (const item of await checks(page).getByRole('listitem').all()) {
    await expect(item).toContainText('Yes.');
  }
  await expect(page.getByRole('img', { name: '4 vCPUs in use and 10 for this launch, of 32' })).toBeVisible();
  await unfold(page, 'What it costs');
  await unfold(page, 'Each thing by its name');
  const price = page.getByRole('table', { name: 'What it costs' });
  await expect(price).toContainText('Public IPv4 addresses');
  await expect(price.getByRole('row', { name: /Together/ })).toContainText('$59.41');
  await expect(page.getByText('as of 2026-05').first()).toBeVisible();
  await expect(page.getByText('Costs $0.0814 an hour, $59.41 a month')).toBeVisible();
  const made = page.getByRole('table', { name: 'Each thing by its name' });
  await expect(made).toContainText('opens port 443 to every IPv6 address (::/0)');
  await expect(launchButton(page)).toBeEnabled();
  await page.close();
});

test('what is wrong stands first, then what is made for how much, and a usual plan is read in two windows', async ({
  built,
}) => {
  const page = await openReview(built, 'fine');
  const order = await page.getByRole('heading', { level: 2 }).allInnerTexts();
  expect(order).toEqual([
    'What Keyport noticed',
    'What will be made, and what it costs',
    'Your answers',
    'May I launch here? (7 of 7 yes)',
    'Start script, word for word',
    'Keep this plan',
  ]);
  const main = await page.getByRole('main').evaluate((element) => element.scrollHeight);
  expect(main).toBeLessThan(1600);
  await page.close();
});

test('what is not known is never a yes, and keeps nobody from launching', async ({ built }) => {
  const page = await openReview(built, 'preflight-unknown');
  await expect(checks(page).getByText('Yes.', { exact: true })).toHaveCount(1);
  await expect(check(page, 'Am I signed in?')).toContainText('Yes.');
  await expect(check(page, 'Is my vCPU limit high enough?')).toContainText('servicequotas:GetServiceQuota');
  await expect(launchButton(page)).toBeEnabled();
  await page.close();
});

test('too few vCPUs keep from launching, and the mend is one click away', async ({ built }) => {
  const page = await openReview(built, 'preflight-quota');
  await expect(check(page, 'Is my vCPU limit high enough?')).toContainText('No. 2 vCPUs are missing.');
  await expect(page.getByText('Step 4 · must be changed')).toBeVisible();
  await expect(launchButton(page)).toBeDisabled();

  const before = (await asked(page, 'preflight')).length;
  await page.getByRole('button', { name: 'Use only 4 zones' }).click();
  await expect(check(page, 'Is my vCPU limit high enough?')).toContainText('Yes.');
  await expect(launchButton(page)).toBeEnabled();
  expect(await asked(page, 'preflight')).toHaveLength(before + 1);
  await page.close();
});

test('one zone that is out of reach stands apart, and says why', async ({ built }) => {
  const page = await openReview(built, 'preflight-private-subnet');
  const reach = check(page, 'Can the internet get to each machine?');
  await expect(reach).toContainText('us-east-1c: No.');
  await expect(reach).toContainText('NAT gateway');
  await expect(reach).toContainText('us-east-1a: Yes.');
  await page.close();
});

test('what was refused comes with a policy to hand on, and the steps before it can still be left', async ({
  built,
}) => {
  const page = await openReview(built, 'preflight-denied');
  await page.getByRole('button', { name: 'The policy that would allow it' }).first().click();
  await expect(page.getByText('"ec2:RunInstances"').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Copy the policy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copy the policy: copied' }).first()).toBeVisible();
  expect(await asked(page, 'copyProblemText')).toEqual([
    { text: expect.stringContaining('"ec2:RunInstances"') },
  ]);

  await page.getByRole('button', { name: 'Edit: Key' }).click();
  await expect(heading(page, 'Key')).toBeVisible();
  await next(page);
  await expect(heading(page, 'Review')).toBeVisible();
  await page.close();
});

test('a subscription is opened where AWS has it', async ({ built }) => {
  const page = await openReview(built, 'preflight-subscription');
  await page.getByRole('button', { name: 'Open the subscription page' }).click();
  expect(await asked(page, 'openProblemLink')).toEqual([
    { url: 'https://aws.amazon.com/marketplace/pp?sku=dk0iipt4mr6n3jswfz8j6lh3d' },
  ]);
  await page.close();
});

test('what could not be tried is said in place; the answers are kept, and it can be tried again', async ({
  built,
}) => {
  const page = await openPreview(built, 'preflight-fails');
  await walkTo(page, 'Key');
  await page.getByLabel('Name of the fleet').fill('club');
  await next(page);
  const problem = page.getByText('Your AWS sign-in has ended').first();
  await expect(problem).toBeVisible();
  await expectSound(page);

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(check(page, 'May I start these machines?')).toContainText('Yes.');
  await expect(problem).toHaveCount(0);
  await expect(page.getByText('Name of the fleet: club')).toBeVisible();
  await page.close();
});

const FAULTS = [
  ['session-ends', 'Availability Zones', 'Your AWS sign-in has ended'],
  ['clock-is-off', 'Image', "This computer's clock is wrong"],
  ['network-is-gone', 'Size', 'AWS cannot be reached'],
] as const;

for (const [scenario, step, title] of FAULTS) {
  test(`${scenario}: said on the step, and mended there`, async ({ built }) => {
    const page = await openPreview(built, scenario);
    await walkTo(page, step);
    await expect(page.getByText(title).first()).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(title)).toHaveCount(0);
    await next(page);
    await expect(heading(page, step)).toHaveCount(0);
    await page.close();
  });
}

const SIGN_INS = [
  ['session-ends', 'Try again'],
  ['sso-ends', 'Sign in in the browser'],
] as const;

for (const [scenario, button] of SIGN_INS) {
  test(`${scenario}: whoever signs in again finds the answers as they were`, async ({ built }) => {
    const page = await openPreview(built, scenario);
    await walkTo(page, 'Image');
    await page.getByRole('radio', { name: /64-bit Arm/ }).check();
    await next(page);
    await page.getByRole('radio', { name: 'A small server' }).check();
    await next(page);
    await page.getByRole('button', { name: 'Check the account' }).click();

    await expect(heading(page, 'Account and region')).toBeVisible();
    await expect(page.getByText('Your AWS sign-in has ended').first()).toBeVisible();
    await page.getByRole('button', { name: button }).click();
    if (scenario === 'sso-ends') await expect(page.getByText('WDJB-MJHT')).toBeVisible();
    await expect(page.getByText('WDJB-MJHT')).toHaveCount(0);
    await expect(page.getByText('Your AWS sign-in has ended')).toHaveCount(0);
    await walkTo(page, 'Review');
    await expect(page.getByText('t4g.medium with 2 vCPUs in each machine')).toBeVisible();
    await expect(page.getByText(/64-bit Arm, pinned to/)).toBeVisible();
    await expect(page.getByText('Some answers no longer fitted')).toHaveCount(0);
    await page.close();
  });
}

test('another profile of the same account keeps the answers, another region takes them back and says so', async ({
  built,
}) => {
  const page = await openReview(built, 'fine');
  await page.getByRole('button', { name: 'Edit: Account and region' }).click();
  await page.getByRole('radio', { name: /default/ }).check();
  await expect(page.getByText('AWS knows you')).toBeVisible();
  await expect(page.getByText('Some answers no longer fitted')).toHaveCount(0);

  await page.getByRole('button', { name: /Region/ }).click();
  await page.getByRole('option', { name: /us-west-2/ }).click();
  const news = page.getByText('“Size” no longer fitted, because you changed “Account and region”.');
  await expect(news).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Look at: Size' }).click();
  await expect(heading(page, 'Size')).toBeVisible();
  await expect(news).toHaveCount(0);
  await expect(page.getByText('“Availability Zones” no longer fitted')).toBeVisible();
  await page.close();
});
