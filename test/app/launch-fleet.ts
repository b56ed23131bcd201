import path from 'node:path';
import type { ElectronApplication, Page, TestInfo } from '@playwright/test';
import { expect } from './fixture.ts';
import { filesHolding, inOrder, openJudge, privateKeysIn, publicHalf, type Judge } from './judge.ts';
import { MY_ADDRESS, type Surroundings } from './surroundings.ts';
import { axeViolations, walk, watchPolicy } from './wizard.ts';

/** The two ways to a key, by the radio button that has to be chosen. */
export const WAYS = [
  { title: 'with a key that AWS makes', choose: null, onMoto: [], inPractice: ['@long'] },
  {
    title: 'with a key made on this computer',
    choose: 'Make it on this computer',
    onMoto: ['@long'],
    inPractice: ['@long'],
  },
];

type FleetLaunch = {
  readonly page: Page;
  readonly app: ElectronApplication;
  readonly surroundings: Surroundings;
  readonly info: TestInfo;
  /** Where EC2 itself is asked what came of it. */
  readonly endpoint: string;
  readonly choose: string | null;
};

/** The main job: Next, Next, Next, and Launch; then EC2, the keychain and the disk say what is there. Closes the app. */
export async function launchFleet(launch: FleetLaunch): Promise<void> {
  const { app, surroundings, endpoint } = launch;
  await walkAndLaunch(launch);

  const judge = openJudge(endpoint);
  await expectFleet(judge);
  const [privateKey = '', ...others] = await privateKeysIn(surroundings.env);
  expect(others).toEqual([]);
  const [keyPair] = await judge.keyPairs();
  expect(keyPair?.publicKey).toMatch(/^ssh-ed25519 /);
  expect(await publicHalf(privateKey, surroundings.home)).toBe(keyPair?.publicKey);
  judge.stop();

  expect(surroundings.traffic()).toContain('keyport:start-launch');
  // And the witness of connections sees them: that practice makes none would mean little else.
  expect(surroundings.connections()).toContain('127.0.0.1');
  expect(surroundings.traffic()).toContain('keyport:launch-changed');
  await app.close();
  expect(filesHolding(privateKey, path.join(surroundings.home))).toEqual([]);
}

async function walkAndLaunch({ page, info, choose }: FleetLaunch): Promise<void> {
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
}

async function expectFleet(judge: Judge): Promise<void> {
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
    expect(NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName))).toEqual([
      'my-fleet',
    ]);
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
}
