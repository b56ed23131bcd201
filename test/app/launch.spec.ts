import path from 'node:path';
import { missing } from '../support/parts.ts';
import { expect, test } from './fixture.ts';
import { awsCli, filesHolding, inOrder, openJudge, privateKeysIn, publicHalf } from './judge.ts';
import { MY_ADDRESS } from './surroundings.ts';
import { axeViolations, walk, watchPolicy } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus', 'ssh-keygen', 'secret-tool');
test.skip(absent !== undefined, absent);

const WAYS = [
  { title: 'with a key that AWS makes', choose: null },
  { title: 'with a key made on this computer', choose: 'Make it on this computer' },
] as const;

for (const { title, choose } of WAYS) {
  test(`Next, Next, Next launches a fleet ${title}`, async ({ page, moto, surroundings, app }, info) => {
    const blocked = await watchPolicy(page);
    const violations: string[] = [];
    await walk(page, async (step) => {
      if (step === 'Key' && choose !== null) await page.getByRole('radio', { name: choose }).check();
      violations.push(...(await axeViolations(page)).map((violation) => `${step}: ${violation}`));
      await page.screenshot({ path: info.outputPath(`${step}.png`), fullPage: true });
    });
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    violations.push(...(await axeViolations(page)));
    await page.screenshot({ path: info.outputPath('Connect.png'), fullPage: true });
    expect(violations).toEqual([]);
    expect(await blocked()).toEqual([]);

    const judge = openJudge(moto.endpoint);
    const instances = await judge.instances();
    const zones = instances.map(({ Placement }) => Placement?.AvailabilityZone ?? '');
    expect(zones.toSorted(inOrder)).toEqual([
      'us-east-1a',
      'us-east-1b',
      'us-east-1c',
      'us-east-1d',
      'us-east-1f',
    ]);
    for (const { State, MetadataOptions, Tags = [], KeyName, NetworkInterfaces = [] } of instances) {
      expect(State?.Name).toBe('running');
      expect(MetadataOptions?.HttpTokens).toBe('required');
      expect(Tags.map(({ Key }) => Key)).toEqual(
        expect.arrayContaining(['Name', 'keyport:launch-id', 'keyport:created-by']),
      );
      expect(KeyName).toBe('my-fleet');
      expect(
        NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName)),
      ).toEqual(['my-fleet']);
    }
    const volumes = await judge.volumes();
    expect(volumes).toHaveLength(5);
    for (const volume of volumes) {
      expect(volume).toMatchObject({ isEncrypted: true, type: 'gp3' });
      expect(volume.tags).toContain('keyport:launch-id');
    }
    expect(await judge.admits('my-fleet')).toEqual([
      `tcp 22 ${MY_ADDRESS}/32`,
      'tcp 443 0.0.0.0/0',
      'tcp 443 ::/0',
    ]);

    const [privateKey = '', ...others] = await privateKeysIn(surroundings.env);
    expect(others).toEqual([]);
    const [keyPair] = await judge.keyPairs();
    expect(keyPair?.publicKey).toMatch(/^ssh-ed25519 /);
    expect(await publicHalf(privateKey, surroundings.home)).toBe(keyPair?.publicKey);
    judge.stop();

    expect(surroundings.traffic()).toContain('keyport:start-launch');
    expect(surroundings.traffic()).toContain('keyport:launch-changed');
    await app.close();
    expect(filesHolding(privateKey, path.join(surroundings.home))).toEqual([]);
  });
}

test('two machines to log in to: the AWS CLI sees two, and one open door', async ({
  page,
  moto,
  surroundings,
}) => {
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
});

test('a fleet stays one click away, from the next launch too, until it is removed', async ({
  page,
  moto,
}) => {
  await walk(page, async (step) => {
    if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
  });
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
  await page.getByRole('button', { name: 'Start another launch' }).click();
  await walk(page, async () => {}, 'Account and region');

  await page.getByRole('button', { name: 'Another launch', exact: true }).click();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: /my-fleet is running/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove everything this launch made' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is removed' })).toBeVisible();
  const judge = openJudge(moto.endpoint);
  expect((await judge.instances()).map(({ State }) => State?.Name)).toEqual(['terminated', 'terminated']);
  judge.stop();
});

test('axe sees a fault when there is one', async ({ page }) => {
  await walk(page, async () => {}, 'Account and region');
  expect(await axeViolations(page)).toEqual([]);

  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));

  expect((await axeViolations(page)).join()).toContain('image-alt');
});
