import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const STEPS = [
  'Account and region',
  'Image',
  'Size',
  'Availability Zones',
  'Who may connect',
  'Key',
  'Review',
] as const;
export type StepName = (typeof STEPS)[number];

/** Waits until this step is on the screen with what it reads, pre-answered. */
export async function arriveAt(page: Page, step: StepName): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: step })).toBeVisible();
  await expect(READY[step](page)).toBeVisible();
}

/** What each step shows once it has read what it needs. */
const READY: Readonly<Record<StepName, (page: Page) => ReturnType<Page['locator']>>> = {
  'Account and region': (page) => page.getByText('The endpoint knows you').first(),
  Image: (page) => page.getByText(/Pinned to ami-/).first(),
  Size: (page) => page.getByText(/vCPUs, /).first(),
  'Availability Zones': (page) => page.getByRole('radio', { name: /Every zone/ }),
  'Who may connect': (page) => page.getByText(/Looked up just now|could not be looked up/).first(),
  Key: (page) => page.getByText('A trial item was written, read back and deleted.').first(),
  Review: (page) => page.getByRole('heading', { name: /What will be made/ }),
};

export async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

/** Next, Next, Next, with the defaults; `onStep` is called on each step, the last one included. */
export async function walk(
  page: Page,
  onStep: (step: StepName) => Promise<void>,
  upTo: StepName = 'Review',
): Promise<void> {
  for (const step of STEPS) {
    await arriveAt(page, step);
    await onStep(step);
    if (step === upTo) return;
    await next(page);
  }
}

/** Loads the page again with a witness in it. Answers a function that tells what the content security policy blocked. */
export async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const blocked: string[] = [];
    Object.assign(window, { blocked });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      blocked.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  await page.reload();
  return () =>
    page.evaluate(() => ('blocked' in window ? (window.blocked as readonly string[]) : ['no witness']));
}

/** axe over the whole document, no rule off. Legacy mode: the other one opens a page of its own, which the app forbids. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
