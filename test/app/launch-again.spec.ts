import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { ec2Error } from '../support/fake-aws.ts';
import { missing } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';
import { expect, launchApp, test as base } from './fixture.ts';
import { openJudge } from './judge.ts';
import { openSurroundings } from './surroundings.ts';
import { axeViolations, walk } from './wizard.ts';

// What a person does when a launch does not go as planned, in the app that they have.

type Emulator = {
  fateOf: (call: Call) => Fate | Promise<Fate>;
  readonly proxy: Proxy;
  readonly practice: ServedPractice;
};

const test = base.extend<{ readonly emulator: Emulator }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  emulator: async ({}, use) => {
    const practice = await startPractice();
    const fates: { fateOf: Emulator['fateOf'] } = { fateOf: () => 'pass' };
    const proxy = await startProxy(practice.endpoint, (call) => fates.fateOf(call));
    await use(Object.assign(fates, { proxy, practice }));
    await proxy.stop();
    await practice.stop();
  },
  surroundings: async ({ emulator, keychain, hasAddressService }, use) => {
    const { endpoint } = emulator.proxy;
    const surroundings = await openSurroundings({ keychain, hasAddressService, endpoint });
    await use(surroundings);
    await surroundings.stop();
  },
});

const absent = missing('chromium', 'gnome-keyring', 'dbus');
test.skip(absent !== undefined, absent);

const THREE = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as const;

/** The wizard's defaults, but three zones. */
async function walkToReview(page: Page): Promise<void> {
  await walk(page, async (step) => {
    if (step !== 'Availability Zones') return;
    await page.getByRole('radio', { name: /Choose myself/ }).check();
    for (const zone of ['us-east-1d', 'us-east-1f']) {
      await page.getByRole('checkbox', { name: new RegExp(zone) }).uncheck();
    }
  });
}

const isRealRun = ({ action, params }: Call): boolean => action === 'RunInstances' && !params.has('DryRun');

test('a zone without room in the middle of a launch: two run, the third is moved to another zone', async ({
  emulator,
  page,
}, info) => {
  const judge = openJudge(emulator.practice.endpoint);
  await walkToReview(page);
  const full = await judge.subnetOf(THREE[2]);
  emulator.fateOf = (call) =>
    isRealRun(call) && call.params.get('NetworkInterface.1.SubnetId') === full
      ? ec2Error('InsufficientInstanceCapacity', 'We currently do not have sufficient capacity.', 500)
      : 'pass';
  await page.getByRole('button', { name: 'Launch', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running in part' })).toBeVisible();
  await expect(page.getByText('1 of 3 machines is missing').first()).toBeVisible();
  await expect(page.getByText('us-east-1c: not started').first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('in-part.png'), fullPage: true });
  expect(await axeViolations(page)).toEqual([]);
  expect(await judge.zonesWithMachine()).toEqual(['us-east-1a', 'us-east-1b']);

  await page.getByRole('button', { name: 'Another zone …: us-east-1c' }).click();
  const dialog = page.getByRole('dialog', { name: 'Another zone instead of us-east-1c' });
  await dialog.getByRole('radio', { name: /us-east-1d/ }).check();
  await page.screenshot({ path: info.outputPath('another-zone.png') });
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Start it there' }).click();

  await expect(
    page.getByRole('heading', { level: 1, name: 'my-fleet is running', exact: true }),
  ).toBeVisible();
  await page.screenshot({ path: info.outputPath('moved.png'), fullPage: true });
  expect(await judge.zonesWithMachine()).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1d']);
  judge.stop();
});

test('a program killed between the group and the first instance: the next start shows what there is, makes nothing, and finishes on a click', async ({
  emulator,
  surroundings,
  app,
  page,
}, info) => {
  const judge = openJudge(emulator.practice.endpoint);
  await walkToReview(page);
  const asked = Promise.withResolvers<void>();
  emulator.fateOf = (call) => {
    if (!isRealRun(call)) return 'pass';
    asked.resolve();
    return 'hang';
  };
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await asked.promise;
  const program = app.process();
  const gone = once(program, 'exit');
  program.kill('SIGKILL');
  await gone;
  emulator.fateOf = () => 'pass';
  expect(await judge.zonesWithMachine()).toEqual([]);

  const again = await launchApp(surroundings);
  const next = await again.firstWindow();
  await expect(next.getByRole('heading', { level: 1, name: 'Launches' })).toBeVisible();
  await expect(next.getByText('Left half done').first()).toBeVisible();
  await expect(next.getByText(/Security group “my-fleet” \(sg-/).first()).toBeVisible();
  await next.screenshot({ path: info.outputPath('half-done.png'), fullPage: true });
  expect(await axeViolations(next)).toEqual([]);
  expect(await judge.zonesWithMachine()).toEqual([]);

  await next
    .getByRole('button', { name: /Finish launching/ })
    .first()
    .click();
  await next.getByRole('table').getByText('my-fleet', { exact: true }).first().click();
  await expect(
    next.getByRole('heading', { level: 1, name: 'my-fleet is running', exact: true }),
  ).toBeVisible();
  await next.screenshot({ path: info.outputPath('finished.png'), fullPage: true });
  expect(await judge.zonesWithMachine()).toEqual([...THREE]);
  expect((await judge.groupNames()).filter((name) => name === 'my-fleet')).toHaveLength(1);
  expect(await judge.keyPairs()).toHaveLength(1);
  await again.close();
  judge.stop();
});
