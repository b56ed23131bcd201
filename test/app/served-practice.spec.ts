import { missing } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { test as base } from './fixture.ts';
import { launchFleet, WAYS } from './launch-fleet.ts';
import { openSurroundings } from './surroundings.ts';

// The main job where every answer is as strict as EC2's, and where moto cannot be had: this one is never skipped for it.

const test = base.extend<{ readonly practice: ServedPractice }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  practice: async ({}, use) => {
    const practice = await startPractice();
    await use(practice);
    await practice.stop();
  },
  surroundings: async ({ practice, keychain, hasAddressService }, use) => {
    const { endpoint } = practice;
    const surroundings = await openSurroundings({ keychain, hasAddressService, endpoint });
    await use(surroundings);
    await surroundings.stop();
  },
});

const absent = missing('chromium', 'gnome-keyring', 'dbus', 'ssh-keygen', 'secret-tool');
test.skip(absent !== undefined, absent);

for (const { title, choose, inPractice: tag } of WAYS) {
  test(
    `Next, Next, Next launches a fleet in the served practice account ${title}`,
    { tag },
    async ({ page, practice, surroundings, app }, info) => {
      await launchFleet({ page, app, surroundings, info, endpoint: practice.endpoint, choose });
    },
  );
}
