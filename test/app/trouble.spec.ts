import type { Page } from '@playwright/test';
import { ec2Answer, ec2Error } from '../support/fake-aws.ts';
import { missing } from '../support/parts.ts';
import { expect, test } from './fixture.ts';
import { openJudge } from './judge.ts';
import { arriveAt, axeViolations, next, STEPS, walk, type StepName } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus');
test.skip(absent !== undefined, absent);

const nothing = async () => {};
const launchButton = (page: Page) => page.getByRole('button', { name: 'Launch', exact: true });

/** Next from here to Review, whatever the steps say on the way. */
async function goToReview(page: Page, from: StepName): Promise<void> {
  for (const step of STEPS.slice(STEPS.indexOf(from), -1)) {
    await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
    await next(page);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
}

/** Next does not lead on from a step that something keeps from being launched. */
async function staysAt(page: Page, step: StepName): Promise<void> {
  await next(page);
  await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: /Review/ })).toBeDisabled();
}

test.describe('with credentials that AWS does not know', () => {
  const refusal = ec2Error('InvalidClientTokenId', 'The security token included is invalid', 403);
  test.use({ firstFate: { fateOf: ({ action }) => (action === 'GetCallerIdentity' ? refusal : 'pass') } });

  test('they are named, and asked for again', { tag: '@long' }, async ({ aws, page }) => {
    await expect(page.getByText('AWS does not accept these credentials').first()).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(
      page.getByText('InvalidClientTokenId: The security token included is invalid', { exact: true }),
    ).toBeVisible();

    aws.fateOf = () => 'pass';
    await page.getByRole('button', { name: 'Try again' }).click();
    await arriveAt(page, 'Account and region');
  });
});

test.describe('with an AWS that does not answer', () => {
  test.use({ firstFate: { fateOf: () => 'refuse-connection' } });

  test('there is a problem with a way on, not a blank screen', async ({ page }) => {
    await expect(page.getByText(/AWS cannot be reached|The answer of AWS was lost/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

test(
  'an AWS lost in mid-launch: what was made is listed, and can be removed once it is back',
  { tag: '@long' },
  async ({ aws, page, moto }) => {
    await walk(page, nothing);
    let isDown = false;
    aws.fateOf = ({ action, params }) => {
      isDown ||= action === 'RunInstances' && !params.has('DryRun');
      return isDown ? 'refuse-connection' : 'pass';
    };
    await launchButton(page).click();

    await expect(
      page.getByText('An instance may be running: Keyport could not find out.').first(),
    ).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/^key-[0-9a-f]+$/)).toBeVisible();
    await expect(page.getByText(/^sg-[0-9a-f]+$/)).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);

    aws.fateOf = () => 'pass';
    await page.getByRole('button', { name: 'Remove everything this launch made' }).first().click();
    await page.getByRole('checkbox', { name: /key pair/ }).check();
    await page.getByRole('dialog').getByLabel('Type the name').fill('my-fleet');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /removed/ })).toBeVisible();
    const judge = openJudge(moto.endpoint);
    expect(await judge.keyPairs()).toEqual([]);
    expect(await judge.admits('my-fleet')).toEqual([]);
    judge.stop();
  },
);

for (const [keychain, title] of [
  ['locked', 'Your keychain is locked'],
  ['absent', /There is no keychain|This computer has no keychain/],
] as const) {
  test.describe(`with the keychain ${keychain}`, () => {
    test.use({ keychain });

    test('nothing can be launched, and AWS is asked to make nothing', async ({ aws, page }) => {
      await walk(page, nothing, 'Who may connect');
      await next(page);

      await expect(page.getByText(title).first()).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
      await staysAt(page, 'Key');
      expect(aws.proxy.count('CreateKeyPair')).toBe(0);
      expect(aws.proxy.count('CreateSecurityGroup')).toBe(0);
    });
  });
}

test.describe('without the address service', () => {
  test.use({ hasAddressService: false });

  test('the address can be typed, and a launch without a log-in rule is possible', async ({ page }) => {
    await walk(page, nothing, 'Availability Zones');
    await next(page);

    await expect(page.getByText('Your public address could not be looked up').first()).toBeVisible();
    const address = page.getByRole('textbox', { name: 'My public address' });
    for (const refused of ['0.0.0.0', '10.1.2.3', '127.0.0.1', '100.64.0.1', '203.0.113.0/24', 'everyone']) {
      await address.fill(refused);
      await expect(page.getByText('203.0.113.0/24/32')).toHaveCount(0);
      await expect(address).toHaveAttribute('aria-invalid', 'true');
    }
    await address.fill('198.51.100.9');
    await expect(page.getByText(/198\.51\.100\.9\/32/).first()).toBeVisible();
    await page.getByRole('radio', { name: 'Nobody logs in' }).check();
    await goToReview(page, 'Who may connect');
    await expect(launchButton(page)).toBeEnabled();
  });
});

test('a name that EC2 would refuse is refused where it is typed', async ({ page }) => {
  await walk(page, nothing, 'Key');
  await page.getByRole('textbox', { name: 'Name of the fleet' }).fill("Maria's laptop");

  await expect(page.getByText(/The name has a character that EC2 refuses/).first()).toBeVisible();
  await staysAt(page, 'Key');
});

test('two clicks on Launch are one fleet', async ({ page, moto }) => {
  await walk(page, nothing);
  await launchButton(page).dblclick();

  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
  const judge = openJudge(moto.endpoint);
  expect(await judge.instances()).toHaveLength(5);
  expect(await judge.keyPairs()).toHaveLength(1);
  judge.stop();
});

test('a region without a default network is said before anything is made', async ({ aws, page }) => {
  aws.fateOf = ({ action }) => (action === 'DescribeVpcs' ? ec2Answer('DescribeVpcs', '<vpcSet/>') : 'pass');
  await walk(page, nothing, 'Size');
  await next(page);

  await expect(page.getByText('This region has no default network (default VPC).').first()).toBeVisible();
  await staysAt(page, 'Availability Zones');
  expect(aws.proxy.count('CreateKeyPair')).toBe(0);
});

test('a size sold in one zone only is a danger that must be typed', async ({ aws, page, moto }) => {
  const only =
    '<item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1b</location></item>';
  aws.fateOf = ({ action }) =>
    action === 'DescribeInstanceTypeOfferings'
      ? ec2Answer(action, `<instanceTypeOfferingSet>${only}</instanceTypeOfferingSet>`)
      : 'pass';
  await walk(page, nothing, 'Size');
  await next(page);
  await expect(page.getByText(/Everything would run in one zone: us-east-1b/).first()).toBeVisible();
  await goToReview(page, 'Availability Zones');

  await expect(page.getByText(/t3\.micro is sold in one zone only here: us-east-1b/).first()).toBeVisible();
  await expect(launchButton(page)).toBeDisabled();
  await page.getByRole('textbox', { name: 'To launch anyway, type: one zone' }).fill('one zone');
  expect(await axeViolations(page)).toEqual([]);
  await launchButton(page).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
  const judge = openJudge(moto.endpoint);
  expect(await judge.instances()).toHaveLength(1);
  judge.stop();
});

test.describe('with an endpoint over plain http on another computer', () => {
  test.use({ endpoint: 'http://192.0.2.1:4566' });

  test('no call is made, and the reason is said', async ({ page }) => {
    await expect(page.getByText('This endpoint is not safe for private keys').first()).toBeVisible();
    await expect(page.getByText(/a private key would cross the network unencrypted/).first()).toBeVisible();
  });
});
