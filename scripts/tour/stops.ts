import type { Page } from '@playwright/test';

/** One step of the tour: what happens, and how to get there. It is arrived when `go` resolves. */
export type Stop = { readonly title: string; readonly go: (page: Page) => Promise<void> };

/** The main job, with the answers that Keyport gives by itself. */
export const stops: readonly Stop[] = [
  { title: 'A computer without an AWS account', go: (page) => seen(page, 'Practise without an account') },
  {
    title: 'Practise',
    go: async (page) => {
      await click(page, 'Practise without an account');
      await headed(page, 'Account and region');
      await shown(page, /The practice account knows you/);
    },
  },
  { title: 'Image', go: (page) => next(page, 'Image', /Pinned to ami-/) },
  { title: 'Size', go: (page) => next(page, 'Size', /vCPUs, /) },
  { title: 'Availability Zones', go: (page) => next(page, 'Availability Zones', /Every zone/) },
  { title: 'Who may connect', go: (page) => next(page, 'Who may connect', /203\.0\.113\.7/) },
  { title: 'Key', go: (page) => next(page, 'Key', /trial item was written/) },
  { title: 'Review', go: (page) => next(page, 'Review', /What will be made/) },
  {
    title: 'Launch',
    go: async (page) => {
      await click(page, 'Launch');
      await headed(page, /is running$/);
    },
  },
  {
    title: 'Keys',
    go: async (page) => {
      await open(page, 'Keys', 'my-fleet');
      await page
        .getByText(/^Reading/)
        .first()
        .waitFor({ state: 'hidden' });
    },
  },
  { title: 'Launches', go: (page) => open(page, 'Launches', 'my-fleet') },
  { title: 'Groups', go: (page) => open(page, 'Groups', 'my-fleet') },
  { title: 'Practice and its weather', go: (page) => open(page, 'Practice', /Fair weather/) },
  {
    title: 'Removed',
    go: async (page) => {
      await open(page, 'Launch', 'my-fleet is running');
      await click(page, 'Remove everything this launch made');
      await page.getByRole('dialog').getByLabel('Type the name').fill('my-fleet');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await headed(page, 'my-fleet is removed');
    },
  },
];

async function next(page: Page, heading: string, ready: RegExp): Promise<void> {
  await click(page, 'Next');
  await headed(page, heading);
  await shown(page, ready);
}

async function open(page: Page, screen: string, ready: string | RegExp): Promise<void> {
  // What runs is counted beside the name.
  const link = page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${screen}\\b`) });
  await link.click();
  await shown(page, ready);
}

async function click(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

async function seen(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().waitFor();
}

async function headed(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function shown(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}
