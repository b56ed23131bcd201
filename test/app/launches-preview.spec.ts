import { expect, type Page } from '@playwright/test';
import { BOTH_WINDOWS, type Built, DEFAULT_WINDOW, openPreview, previewIsMissing, test } from './preview.ts';
import { axeViolations } from './wizard.ts';

// The Launches screen on a bridge in memory, for the states that are hard to reach with a server.

test.skip(previewIsMissing !== undefined, previewIsMissing);

const nav = (page: Page) => page.getByRole('navigation', { name: 'Screens' });
const title = (page: Page) => page.locator('.page-heading');
const table = (page: Page) => page.getByRole('table', { name: 'Launches' });

async function open(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await nav(page).getByRole('link', { name: 'Launches' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Launches', exact: true })).toBeVisible();
  return page;
}

async function openLaunch(built: Built, scenario: string, name: string): Promise<Page> {
  const page = await open(built, scenario);
  await page.getByRole('link', { name: `Show ${name}` }).click();
  await expect(title(page)).toContainText(name);
  return page;
}

/** Nothing for axe, and nothing beyond the right edge of the window. */
async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

/** What the screen has asked of the bridge. */
async function callsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { keyport } = window as unknown as { keyport: { calls: readonly { readonly name: string }[] } };
    return keyport.calls.map(({ name }) => name);
  });
}

const MAKING = /^(finish|undo|leave|answer|change|stop|start)\w*(Launch|Zone|Instances|Everything)/;

const LISTS = [
  ['fine', 'No launches yet'],
  ['launches-many', 'Running in part'],
  ['launches-damaged', 'The files of 2 launches cannot be read'],
  ['launches-other-account', 'Sign in to check'],
  ['launches-fail', 'Try again'],
  ['launch-left-alone', 'Left half done'],
  ['practice-launches', 'Practice costs nothing'],
] as const;

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `every state of the list is readable by everyone, ${viewport.width} px wide`,
    { tag },
    async ({ built }) => {
      for (const [scenario, text] of LISTS) {
        const page = await open(built, scenario, viewport);
        await expect(page.getByText(text).first()).toBeVisible();
        await expectSound(page);
        await page.close();
      }
    },
  );
}

const PAGES = [
  ['launches-many', 'club-website', 'club-website is running'],
  ['launches-many', 'too-big', 'too-big was not launched'],
  ['launch-stopped', 'night-jobs', 'night-jobs is stopped'],
  ['launch-unknown', 'orders', 'orders is running in part'],
  ['launch-not-removed', 'borrowed', 'borrowed could not be removed completely'],
  ['launch-gone', 'last-week', 'last-week is removed'],
  ['launches-other-account', 'for-a-client', 'for-a-client is running'],
] as const;

for (const [scenario, name, heading] of PAGES) {
  test(`the page of a launch in ${scenario} (${name}) says how it stands`, async ({ built }) => {
    const page = await openLaunch(built, scenario, name);
    await expect(title(page)).toHaveText(heading);
    await expect(page.getByText('Where it is:')).toBeVisible();
    await expectSound(page);
    await page.close();
  });
}

test('going back leads to the link one came from', async ({ built }) => {
  const page = await openLaunch(built, 'launches-many', 'orders');
  await expect(title(page)).toBeFocused();
  await page.getByRole('button', { name: 'All launches' }).click();
  await expect(page.getByRole('link', { name: 'Show orders' })).toBeFocused();
  await page.close();
});

test('with sixty launches one is found by a word, and a page has twenty', async ({ built }) => {
  const page = await open(built, 'launches-crowd');
  await expect(table(page).getByRole('row')).toHaveCount(21);
  await page.getByLabel('Find launches').fill('fleet-17');
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await page.getByLabel('Find launches').fill('nowhere');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(table(page).getByRole('row')).toHaveCount(21);
  await page.close();
});

test('what was left half done comes first at the start, and nothing is made before a click', async ({
  built,
}) => {
  const page = await openPreview(built, 'launch-unfinished');
  await expect(page.getByRole('heading', { level: 2, name: 'new-shop was left half done' })).toBeVisible();
  await expect(nav(page).getByRole('link', { name: 'Launches' })).toContainText('1 to decide');
  await expect(page.getByText('Machine in us-east-1c: not asked for yet')).toBeVisible();
  await expect(page.getByText('it was asked for, and no answer came')).toBeVisible();
  await expectSound(page);
  expect(await callsOf(page)).toContain('lookAtLaunches');
  expect((await callsOf(page)).filter((name) => MAKING.test(name))).toEqual([]);

  await page.getByRole('button', { name: 'Finish launching: new-shop' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'new-shop was left half done' })).toHaveCount(0);
  await expect(table(page).getByRole('row', { name: /new-shop/ })).toContainText('3 of 3 run');
  await page.close();
});

test('what is left alone is not asked about again, and stays on the list', async ({ built }) => {
  const page = await openPreview(built, 'launch-half-removed');
  await expect(page.getByRole('button', { name: 'Finish removing: summer-test' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Leave as it is: summer-test' }).click();
  await expect(page.getByRole('button', { name: 'Leave as it is: summer-test' })).toHaveCount(0);
  await expect(table(page).getByRole('row', { name: /summer-test/ })).toContainText('Left half removed');
  await page.close();
});

test('a removal that was left half done keeps what was wanted of it, until somebody says otherwise', async ({
  built,
}) => {
  const page = await openLaunch(built, 'launch-half-removed', 'summer-test');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove, and choose anew what goes …' }).click();
  const pair = page.getByRole('dialog').getByRole('checkbox', { name: 'Also delete the key pair in AWS' });
  await expect(pair).toBeChecked();
  await pair.uncheck();
  await expect(pair).not.toBeChecked();
  await page.close();
});

test('a machine without room is moved to another zone, and then all of them run', async ({ built }) => {
  const page = await openLaunch(built, 'launch-in-part', 'orders');
  await expect(page.getByRole('heading', { name: '1 of 3 machines is missing' })).toBeVisible();
  await expect(page.getByText('2 machines run.')).toBeVisible();
  await page.getByRole('button', { name: /^Another zone …: us-east-1b/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio').first()).toBeChecked();
  await expect(dialog.getByText(/^A machine more costs \$[0-9.]+ an hour, \$[0-9.]+ a month/)).toBeVisible();
  await expectSound(page);
  await dialog.getByRole('radio', { name: /us-east-1e/ }).check();
  await dialog.getByRole('button', { name: 'Start it there' }).click();
  await expect(title(page)).toHaveText('orders is running');
  await expect(page.getByRole('figure')).toContainText('us-east-1e');
  await expect(page.getByRole('figure')).not.toContainText('us-east-1b');
  await page.close();
});

test('another size, another try, and doing without', async ({ built }) => {
  const page = await openLaunch(built, 'launch-in-part', 'orders');
  await page.getByRole('button', { name: /^Another size …/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /t3\.small/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Start this size' }).click();
  await expect(title(page)).toHaveText('orders is running');
  await page.close();

  const other = await openLaunch(built, 'launch-in-part', 'orders');
  await other.getByRole('button', { name: /^Do without/ }).click();
  await expect(title(other)).toHaveText('orders is running');
  await expect(other.getByRole('figure')).toContainText('left out');
  await expectSound(other);
  await other.getByRole('button', { name: 'Start it in us-east-1b' }).click();
  await expect(other.getByRole('figure')).not.toContainText('left out');
  await expect(other.getByRole('figure').getByText('running')).toHaveCount(3);
  await other.close();
});

test('a machine that runs and does not answer is drawn so, with what one can do', async ({ built }) => {
  const page = await openLaunch(built, 'launch-silent', 'orders');
  await expect(title(page)).toHaveText('orders does not answer everywhere');
  await expect(page.getByRole('figure')).toContainText('AWS says it does not answer');
  await expect(page.getByText('The machine in us-east-1b does not answer')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'All launches' }).click();
  await expect(table(page)).toContainText('Does not answer everywhere');
  await page.close();
});

test('of a removed launch whose key pair was kept, only that can still be deleted', async ({ built }) => {
  const page = await openLaunch(built, 'launch-key-left', 'spring');
  await expect(title(page)).toHaveText('spring is removed');
  await expect(page.getByRole('button', { name: 'Remove everything this launch made' })).toHaveCount(0);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete its key pair in AWS …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the key pair in AWS?' });
  await expect(dialog.getByRole('listitem')).toHaveText([/the key pair “spring” in AWS/]);
  await expect(dialog.getByRole('checkbox')).toHaveCount(0);
  await expectSound(page);
  await page.close();
});

test('offers that cannot be read can be asked for again', async ({ built }) => {
  const page = await openLaunch(built, 'launch-offers-fail', 'orders');
  await page.getByRole('button', { name: /^Another zone/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Start it there' })).toBeDisabled();
  await expectSound(page);
  await page.close();
});

test('to stop everything wants words, names what goes on costing, and stops all that runs', async ({
  built,
}) => {
  const page = await open(built, 'launches-many');
  await page.getByRole('button', { name: 'Stop everything' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('5 machines of 2 launches will be stopped');
  await expect(dialog).toContainText('No longer costs money then: the machines themselves');
  await expect(dialog).toContainText('Goes on costing money: their 5 disks, 40 GiB together, $3.20 a month.');
  const submit = dialog.getByRole('button', { name: 'Stop everything' });
  await expect(submit).toBeDisabled();
  await dialog.getByLabel('To stop them all, type').fill('stop everything');
  await expectSound(page);
  await submit.click();
  await expect(table(page).getByRole('row', { name: /club-website/ })).toContainText('Stopped');
  await expect(table(page).getByRole('row', { name: /orders/ })).toContainText('Stopped');
  await expect(nav(page).getByRole('link', { name: 'Launches' })).toHaveText('Launches');
  await page.close();
});

test('stopping everything says which launches it cannot reach', async ({ built }) => {
  const page = await open(built, 'launches-other-account');
  await page.getByRole('button', { name: 'Stop everything' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 machines of one launch will be stopped');
  await expect(dialog).toContainText('their account cannot be asked now: for-a-client');
  await page.close();
});

test('one machine is stopped, and ended only by its id', async ({ built }) => {
  const page = await openLaunch(built, 'launches-many', 'club-website');
  await page.getByRole('button', { name: 'Actions for the machine in us-east-1a' }).click();
  await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Its disk stays, and goes on costing money.');
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(title(page)).toHaveText('club-website is stopped in part');

  await page.getByRole('button', { name: 'Actions for the machine in us-east-1a' }).click();
  await page.getByRole('menuitem', { name: 'Terminate' }).click();
  const end = page.getByRole('dialog').getByRole('button', { name: 'Terminate' });
  const listed = await page.getByRole('dialog').getByRole('listitem').first().textContent();
  const id = /i-[0-9a-f]{8,17}/.exec(listed ?? '')?.[0] ?? 'none';
  await page.getByRole('dialog').getByLabel('Type its id').fill('club-website');
  await expect(end).toBeDisabled();
  await page.getByRole('dialog').getByLabel('Type its id').fill(id);
  await expectSound(page);
  await end.click();
  await expect(page.getByRole('heading', { name: '1 of 3 machines is missing' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'us-east-1a: has ended' })).toBeVisible();
  await page.close();
});

test('a launch is removed by its name, told in its order, and then taken off the list', async ({ built }) => {
  const page = await openLaunch(built, 'launches-many', 'club-website');
  await page.getByRole('button', { name: 'Remove everything this launch made' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /key pair/ }).check();
  await expect(dialog.getByRole('listitem')).toHaveText([
    /the 3 machines, and their disks with everything on them/,
    /the security group “club-website”/,
    /the key pair “club-website” in AWS/,
  ]);
  await expect(dialog.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await dialog.getByLabel('Type the name').fill('club-website');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(title(page)).toHaveText('club-website is removed');

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Take off this list' }).click();
  await expect(page.getByText('club-website is off the list.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show club-website' })).toHaveCount(0);
  await page.close();
});

test('a protected machine: the protection is switched off, and the choices stay', async ({ built }) => {
  const page = await openLaunch(built, 'launch-protected', 'payroll');
  await expect(page.getByRole('button', { name: 'Finish removing: payroll' })).toBeVisible();
  await page.getByRole('button', { name: 'Switch the protection off' }).click();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Switch it off' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.close();
});

test('a record is saved and its place is said; where it cannot be written that is said', async ({
  built,
}) => {
  const page = await openLaunch(built, 'launches-many', 'club-website');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /Markdown/ }).click();
  await expect(page.getByText('Saved: /home/maria/keyport-launch.md')).toBeVisible();
  await page.close();

  const other = await openLaunch(built, 'launch-stopped', 'night-jobs');
  await other.getByRole('button', { name: 'More' }).click();
  await other.getByRole('menuitem', { name: /JSON/ }).click();
  await expect(other.getByRole('button', { name: 'Details' })).toBeVisible();
  await other.close();
});

test('launch again begins the wizard with the answers of before', async ({ built }) => {
  const page = await openLaunch(built, 'launches-many', 'club-website');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Launch again …' }).click();
  await expect(nav(page).getByRole('link', { name: 'Launch', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByText('club-website').first()).toBeVisible();
  await page.close();
});

test('what runs for more than a day is said on every screen, until it is dismissed', async ({ built }) => {
  const page = await openPreview(built, 'launches-many');
  const banner = page.getByText('3 machines have been running for more than a day');
  for (const screen of ['Launch', 'Launches', 'Keys', 'Groups']) {
    await nav(page)
      .getByRole('link', { name: new RegExp(`^${screen}( |$)`) })
      .click();
    await expect(banner).toBeVisible();
  }
  await page.getByRole('button', { name: 'Show launches' }).click();
  await expect(table(page)).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await nav(page).getByRole('link', { name: 'Keys' }).click();
  await expect(banner).toHaveCount(0);
  await page.close();
});

test('in practice the reminder says that nothing costs, and leads to no page of AWS', async ({ built }) => {
  const page = await open(built, 'practice-launches');
  await expect(page.getByText('In an account of your own they would go on costing money.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open AWS Budgets' })).toHaveCount(0);
  await page.close();
});
