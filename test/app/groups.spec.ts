import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { ec2Answer, ec2Error } from '../support/fake-aws.ts';
import { missing } from '../support/parts.ts';
import type { Call, Fate } from '../support/proxy.ts';
import { startDoor, type Door } from './door.ts';
import { expect, launchApp, test as base } from './fixture.ts';
import { groupsTable, MACHINE, OFFICE_GROUP, openGroup, openGroups, seedOpenGroup } from './groups.ts';
import { inOrder, openJudge, type Judge } from './judge.ts';
import { answerDialogs } from './keys.ts';
import { MY_ADDRESS } from './surroundings.ts';
import { arriveAt, axeViolations, next, walk } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus');
base.skip(absent !== undefined, absent);
// Reading a region, previews and knocks, beside other tests that start the whole app.
base.slow();

const VPC_RANGE = '172.31.0.0/16';
const OFFICE_RULE = 'tcp 22 192.0.2.0/24: office';
const BEFORE = ['tcp 22 0.0.0.0/0: for a moment', OFFICE_RULE, 'tcp 22 ::/0: for a moment, too'];
const AFTER = [
  `tcp 22 ${VPC_RANGE}: SSH from this VPC`,
  OFFICE_RULE,
  `tcp 22 ${MY_ADDRESS}/32: SSH from my address only`,
];
/** Each change is tried with new connections, and once more when the firewall has settled. */
const CHANGE_TAKES_LONG = { timeout: 60_000 };

/** The emulator knows nothing of it. */
const NOT_BLOCKED = ec2Answer(
  'DescribeVpcBlockPublicAccessOptions',
  '<vpcBlockPublicAccessOptions><internetGatewayBlockMode>off</internetGatewayBlockMode></vpcBlockPublicAccessOptions>',
);

type Fixtures = { readonly door: Door; readonly judge: Judge };

/** A public network with an open group on a running machine, whose door is on this computer. */
const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  door: async ({}, use) => {
    const door = await startDoor();
    await use(door);
    await door.stop();
  },
  judge: async ({ moto }, use) => {
    const judge = openJudge(moto.endpoint);
    await use(judge);
    judge.stop();
  },
  surroundings: async ({ surroundings, moto, door }, use) => {
    await moto.seedPublicNetwork();
    await seedOpenGroup(moto.endpoint);
    await use({ ...surroundings, env: { ...surroundings.env, KEYPORT_TEST_DOOR: String(door.port) } });
  },
});

test('strangers are kept out by a change that can be undone, and whoever is meant to comes in all the time', async ({
  aws,
  page,
  door,
  judge,
}, info) => {
  const { look, violations } = looking(page, info);
  aws.fateOf = ({ action }) => (action === 'DescribeVpcBlockPublicAccessOptions' ? NOT_BLOCKED : 'pass');
  await openGroups(page);
  const first = groupsTable(page).getByRole('row').nth(1);
  await expect(first).toContainText(OFFICE_GROUP);
  await expect(first).toContainText('Danger');
  await look('List');
  await ask(page, `Can ${MY_ADDRESS} reach port 22 of ${MACHINE}?`);
  await expect(page.getByText(`Yes, ${MY_ADDRESS} can reach port 22`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'The way of a packet' })).toContainText('This decides');
  await look('Answer yes');

  await openGroup(page, OFFICE_GROUP);
  await look('Group');
  await page.getByRole('button', { name: 'Let in fewer…' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: MY_ADDRESS })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: VPC_RANGE })).toBeChecked();
  await look('Choices');
  await dialog.getByRole('button', { name: 'Show what would change' }).click();
  await expect(dialog.getByText('2 rules go')).toBeVisible();
  await look('Preview');
  expect(door.knocks()).toBe(0);
  expect(await judge.rules(OFFICE_GROUP)).toEqual(BEFORE);
  await dialog.getByRole('button', { name: 'Make this change' }).click();
  await expect(dialog.getByText('Done, and read back').first()).toBeVisible(CHANGE_TAKES_LONG);
  await look('Done');
  expect(await judge.rules(OFFICE_GROUP)).toEqual(AFTER);
  expect(door.knocks()).toBeGreaterThanOrEqual(2);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  // As it goes it takes the focus back to where it was.
  await expect(dialog).toBeHidden();

  await ask(page, `Can 198.51.100.9 reach port 22 of ${MACHINE}?`);
  await expect(page.getByText('No, 198.51.100.9 cannot reach port 22')).toBeVisible();
  await look('Answer no');
  await page.getByRole('button', { name: 'Changes made here (1)' }).click();
  await page.getByRole('button', { name: `Show ${OFFICE_GROUP}`, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this change' }).click();
  await look('Undo asks');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByRole('dialog').getByText('Undone').first()).toBeVisible(CHANGE_TAKES_LONG);
  await look('Undone');
  expect(await judge.rules(OFFICE_GROUP)).toEqual(BEFORE);
  expect(violations).toEqual([]);
});

test(
  'where the door shuts with the old rules gone, they are back at once',
  { tag: '@long' },
  async ({ aws, page, door, judge }, info) => {
    const { look, violations } = looking(page, info);
    aws.fateOf = async (call): Promise<Fate> => {
      if (isRevoke(call)) await door.shut();
      return 'pass';
    };
    await startNarrowing(page);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('The old rules are back').first()).toBeVisible(CHANGE_TAKES_LONG);
    await look('Put back');
    const rules = await judge.rules(OFFICE_GROUP);
    for (const rule of BEFORE) expect(rules).toContain(rule);
    expect(violations).toEqual([]);
  },
);

test(
  'killed before the old rules go, nobody is locked out, and the change is finished at the next start',
  { tag: '@long' },
  async ({ app, aws, page, judge, surroundings }, info) => {
    aws.fateOf = (call) => (isRevoke(call) ? 'hang' : 'pass');
    await startNarrowing(page);
    await expect.poll(() => aws.proxy.calls.some(isRevoke)).toBe(true);
    const ended = once(app.process(), 'exit');
    app.process().kill('SIGKILL');
    await ended;
    expect(await judge.rules(OFFICE_GROUP)).toEqual([...new Set([...BEFORE, ...AFTER])].toSorted(inOrder));

    aws.fateOf = () => 'pass';
    const again = await launchApp(surroundings);
    const window = await again.firstWindow();
    const { look, violations } = looking(window, info);
    await openGroups(window);
    await expect(window.getByText('One change of a group was not brought to an end.').first()).toBeVisible();
    await expect(groupsTable(window)).toBeVisible();
    await look('Unfinished');
    await window
      .getByRole('button', { name: `Show ${OFFICE_GROUP}`, exact: true })
      .first()
      .click();
    const dialog = window.getByRole('dialog');
    await look('What may be done');
    await dialog.getByRole('button', { name: 'Finish it' }).click();
    await expect(dialog.getByText('Done, and read back').first()).toBeVisible(CHANGE_TAKES_LONG);
    expect(await judge.rules(OFFICE_GROUP)).toEqual(AFTER);
    await again.close();
    expect(violations).toEqual([]);
  },
);

test(
  'reading is stopped and begun again, is saved as a report, and says what it may not see',
  { tag: '@long' },
  async ({ app, aws, page, surroundings }, info) => {
    const { look, violations } = looking(page, info);
    await arriveAt(page, 'Account and region');
    aws.fateOf = ({ action }) => (action === 'DescribeSecurityGroups' ? 'hang' : 'pass');
    await openGroups(page);
    await expect(page.getByRole('progressbar')).toBeVisible();
    await aws.proxy.seen('DescribeSecurityGroups');
    await look('Reading');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Not read yet')).toBeVisible();
    await look('Not read');
    aws.fateOf = () => 'pass';
    await page.getByRole('button', { name: 'Read the groups' }).click();
    await expect(groupsTable(page)).toContainText(OFFICE_GROUP);

    const file = path.join(surroundings.home, 'groups.html');
    await answerDialogs(app, file);
    await page.getByRole('button', { name: 'Save report' }).click();
    await look('Save report');
    await page.getByRole('dialog').getByRole('button', { name: 'Choose a place and save' }).click();
    await expect(page.getByText(file)).toBeVisible();
    await look('Saved');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(file, 'utf8')).toContain(OFFICE_GROUP);
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

    const refusal = ec2Error(
      'UnauthorizedOperation',
      'You are not authorized to perform this operation.',
      403,
    );
    aws.fateOf = ({ action }) =>
      action === 'DescribeSecurityGroups' || action === 'GetCallerIdentity' ? 'pass' : refusal;
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByText(/parts could not be read/)).toBeVisible();
    await expect(page.getByText('Route tables (your account may not read it)')).toBeVisible();
    const row = groupsTable(page).getByRole('row', { name: OFFICE_GROUP });
    await expect(row).toContainText('Danger');
    await expect(row).toContainText('not sure');
    await look('Not sure');
    await openGroup(page, OFFICE_GROUP);
    await look('Group, not sure');
    expect(violations).toEqual([]);
  },
);

test(
  'a dangerous group is launched with only after a word is typed, and stays when the fleet goes',
  { tag: '@long' },
  async ({ page, judge }, info) => {
    const { look, violations } = looking(page, info);
    const before = await judge.groupNames();
    await walk(
      page,
      async (step) => {
        if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
      },
      'Who may connect',
    );
    await page.getByRole('radio', { name: 'Groups I already have' }).check();
    const row = page.getByRole('row', { name: OFFICE_GROUP });
    await expect(row).toContainText('Dangerous');
    await row.getByRole('checkbox').check();
    await look('Existing groups');
    await next(page);
    await arriveAt(page, 'Key');
    await next(page);
    await arriveAt(page, 'Review');
    const launch = page.getByRole('button', { name: 'Launch', exact: true });
    await expect(launch).toBeDisabled();
    await page
      .getByRole('textbox', { name: 'To launch anyway, type: open to strangers' })
      .fill('open to strangers');
    await look('Review');
    await launch.click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    await look('Running');
    const fleet = (await judge.instances()).filter(({ KeyName }) => KeyName === 'my-fleet');
    expect(
      fleet.map(({ NetworkInterfaces = [] }) =>
        NetworkInterfaces.flatMap(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName)),
      ),
    ).toEqual([[OFFICE_GROUP], [OFFICE_GROUP]]);
    expect(await judge.groupNames()).toEqual(before);

    await page.getByRole('button', { name: 'Remove everything this launch made' }).click();
    await page.getByRole('dialog').getByLabel('Type the name').fill('my-fleet');
    await look('Remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is removed' })).toBeVisible();
    expect(await judge.groupNames()).toEqual(before);
    expect(await judge.rules(OFFICE_GROUP)).toEqual(BEFORE);
    expect(violations).toEqual([]);
  },
);

test(
  'who has moved gets the rule of a launch to the address they have now',
  { tag: '@long' },
  async ({ page, judge, surroundings }, info) => {
    const { look, violations } = looking(page, info);
    await walk(page, async (step) => {
      if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
    });
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    const before = await judge.admits('my-fleet');
    expect(before).toContain(`tcp 22 ${MY_ADDRESS}/32`);

    surroundings.moveTo('198.51.100.9');
    await openGroups(page);
    await openGroup(page, 'my-fleet');
    await expect(
      page.getByText(/is open to 203\.0\.113\.7.* only, and your address is 198\.51\.100\.9 now/),
    ).toBeVisible();
    await look('Moved');
    await page.getByRole('button', { name: 'Fix my access…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Show what would change' }).click();
    await expect(dialog.getByText('One rule comes')).toBeVisible();
    await look('Preview');
    await dialog.getByRole('button', { name: 'Make this change' }).click();
    await expect(dialog.getByText('Done, and read back').first()).toBeVisible(CHANGE_TAKES_LONG);
    await look('Fixed');
    expect(await judge.admits('my-fleet')).toEqual(
      before.map((rule) => rule.replace(MY_ADDRESS, '198.51.100.9')).toSorted(inOrder),
    );
    expect(violations).toEqual([]);
  },
);

/** Up to the click on the change that lets in fewer. */
async function startNarrowing(page: Page): Promise<void> {
  await openGroups(page);
  await openGroup(page, OFFICE_GROUP);
  await page.getByRole('button', { name: 'Let in fewer…' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make this change' }).click();
}

/** Types a question on the page that is shown, and Enter. */
async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByLabel('The question').locator('visible=true');
  await field.fill(question);
  await field.press('Enter');
}

/** axe and a picture of each screen, under its name. */
function looking(page: Page, info: TestInfo) {
  const violations: string[] = [];
  const look = async (name: string) => {
    violations.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };
  return { look, violations };
}

/** One that is meant, not a trial run. */
function isRevoke({ action, params }: Call): boolean {
  return action === 'RevokeSecurityGroupIngress' && params.get('DryRun') !== 'true';
}
