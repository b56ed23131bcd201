import { missing } from '../support/parts.ts';
import { expect, test } from './fixture.ts';
import { awsCli, openJudge } from './judge.ts';
import { launchFleet, WAYS } from './launch-fleet.ts';
import { MY_ADDRESS } from './surroundings.ts';
import { axeViolations, walk } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus', 'ssh-keygen', 'secret-tool');
test.skip(absent !== undefined, absent);

for (const { title, choose, onMoto: tag } of WAYS) {
  test(
    `Next, Next, Next launches a fleet ${title}`,
    { tag },
    async ({ page, moto, surroundings, app }, info) => {
      await launchFleet({ page, app, surroundings, info, endpoint: moto.endpoint, choose });
    },
  );
}

test(
  'two machines to log in to: the AWS CLI sees two, and one open door',
  { tag: '@long' },
  async ({ page, moto, surroundings }) => {
    const noCli = missing('aws');
    test.skip(noCli !== undefined, noCli);
    await walk(page, async (step) => {
      if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
      if (step === 'Who may connect') {
        await page.getByRole('radio', { name: 'A machine to log in to' }).check();
      }
    });
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();

    const aws = awsCli(moto.endpoint, surroundings.env);
    const instances = await aws(
      'describe-instances --query Reservations[].Instances[].[Placement.AvailabilityZone,MetadataOptions.HttpTokens]',
    );
    expect(instances).toEqual([
      ['us-east-1a', 'required'],
      ['us-east-1b', 'required'],
    ]);
    const rules = await aws(
      'describe-security-groups --filters Name=group-name,Values=my-fleet --query SecurityGroups[0].IpPermissions[].[FromPort,ToPort,IpRanges[].CidrIp,Ipv6Ranges]',
    );
    expect(rules).toEqual([[22, 22, [`${MY_ADDRESS}/32`], []]]);
  },
);

test(
  'a fleet stays one click away, from the next launch too, until it is removed',
  { tag: '@long' },
  async ({ page, moto }) => {
    await walk(page, async (step) => {
      if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
    });
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    await page.getByRole('button', { name: 'Start another launch' }).click();
    await walk(page, async () => {}, 'Account and region');

    await page.getByRole('navigation').getByRole('link', { name: 'Launches' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Show my-fleet' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove everything this launch made' }).click();
    await page.getByRole('dialog').getByLabel('Type the name').fill('my-fleet');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is removed' })).toBeVisible();
    const judge = openJudge(moto.endpoint);
    expect((await judge.instances()).map(({ State }) => State?.Name)).toEqual(['terminated', 'terminated']);
    judge.stop();
  },
);

test('axe sees a fault when there is one', async ({ page }) => {
  await walk(page, async () => {}, 'Account and region');
  expect(await axeViolations(page)).toEqual([]);

  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));

  expect((await axeViolations(page)).join()).toContain('image-alt');
});
