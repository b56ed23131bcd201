import { expect, type Page } from '@playwright/test';
import {
  BOTH_WINDOWS,
  type Built,
  DEFAULT_WINDOW,
  NARROW_WINDOW,
  openPreview,
  previewIsMissing,
  test,
} from './preview.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// Practising on a bridge in memory: how one gets there and back, and the weather that one makes for oneself.

test.skip(previewIsMissing !== undefined, previewIsMissing);

async function openPractice(built: Built, scenario: string, viewport = DEFAULT_WINDOW): Promise<Page> {
  const page = await openPreview(built, scenario, viewport);
  await screens(page).getByRole('link', { name: 'Practice' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Practice' })).toBeVisible();
  return page;
}

const screens = (page: Page) => page.getByRole('navigation', { name: 'Screens' });
const strip = (page: Page) => page.getByRole('region', { name: 'Practice' });
const rules = (page: Page) => page.getByRole('list', { name: 'What goes wrong now' }).getByRole('listitem');
const practise = (page: Page) => page.getByRole('button', { name: 'Practise without an account' });

/** Nothing for axe, and nothing beyond the right edge of the window. */
async function expectSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

test('whoever has no account is in the practice account with one click, and back with another', async ({
  built,
}) => {
  const page = await openPreview(built, 'no-accounts');
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('New to AWS? Practise first');
  await expect(screens(page).getByRole('link')).toHaveText(['Launch', 'Launches', 'Keys', 'Groups']);
  await expect(strip(page)).toHaveCount(0);
  await expectSound(page);

  await practise(page).click();
  await expect(page.getByText('The practice account knows you')).toBeVisible();
  await expect(page.getByRole('radio', { name: /AWS files|single sign-on/ })).toHaveCount(0);
  await expect(page.locator('#identity-bar')).toBeFocused();
  await expect(page).toHaveTitle('Practice · Keyport');
  await expect(practise(page)).toHaveCount(0);
  await expectSound(page);

  await strip(page).getByRole('button', { name: 'Back to your real accounts' }).click();
  await expect(page.getByRole('heading', { name: 'No AWS credentials on this computer yet' })).toBeVisible();
  await expect(page).toHaveTitle('Keyport');
  await expect(strip(page)).toHaveCount(0);
  await page.close();
});

test('what is refused stands under the button, and one stays where one is', async ({ built }) => {
  const page = await openPreview(built, 'practice-busy');
  await practise(page).click();
  await expect(page.getByText('Something is not finished yet', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle('Keyport');
  await expectSound(page);
  await page.close();
});

for (const scenario of ['store-locked', 'start-fails', 'home-in-use', 'refused', 'many-accounts']) {
  test(`one can practise where the state is ${scenario}`, async ({ built }) => {
    const page = await openPreview(built, scenario);
    await practise(page).click();
    await expect(page.getByText('The practice account knows you')).toBeVisible();
    await page.close();
  });
}

test('the strip says what practice means, and gives the focus back', async ({ built }) => {
  const page = await openPreview(built, 'practice', NARROW_WINDOW);
  const badge = strip(page).getByRole('button', { name: 'Practice', exact: true });
  await badge.click();
  await expect(strip(page)).toContainText('The keys open nothing.');
  await expectSound(page);
  await strip(page).getByRole('button', { name: 'Close' }).click();
  await expect(strip(page).getByText('The keys open nothing.')).toBeHidden();
  await expect(badge).toBeFocused();
  await page.close();
});

test('what was opened while another program had the keys stays open', async ({ built }) => {
  const page = await openPreview(built, 'practice-in-use');
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
  await strip(page).getByRole('button', { name: 'Practice', exact: true }).click();
  await expect(page.getByText('The practice account knows you')).toBeVisible();
  await expect(strip(page).getByText('The keys open nothing.')).toBeVisible();
  await page.close();
});

for (const [scenario, text] of [
  ['practice-start-fails', 'Your keys could not be opened'],
  ['practice-unfinished', 'Some keys are not finished'],
  ['practice-crash', 'This screen stopped working'],
] as const) {
  test(`the strip and the way out are there too: ${scenario}`, async ({ built }) => {
    const page = await openPreview(built, scenario);
    await expect(page.getByRole('heading', { name: text })).toBeVisible();
    await expect(strip(page)).toContainText('Nothing here is real');
    await expectSound(page);
    await page.close();
  });
}

test('what is remembered of practice is not taken for real', async ({ built }) => {
  const page = await openPreview(built, 'practice-unfinished');
  await page.getByRole('button', { name: 'Decide later' }).click();
  const stored = await page.evaluate(() => Object.keys(sessionStorage));
  expect(stored).toEqual(['keyport:practice:begun']);
  await page.close();
});

for (const { viewport, tag } of BOTH_WINDOWS) {
  test(
    `the practice screen is readable by everyone, ${viewport.width} px wide`,
    { tag },
    async ({ built }) => {
      for (const scenario of ['practice', 'practice-storm', 'practice-set-aside', 'practice-fails']) {
        const page = await openPractice(built, scenario, viewport);
        await expect(page.getByText(SHOWN[scenario] ?? '').first()).toBeVisible();
        await expectSound(page);
        await page.close();
      }
    },
  );
}

const SHOWN: Readonly<Record<string, string>> = {
  practice: 'Fair weather',
  'practice-storm': '11 things go wrong',
  'practice-set-aside': 'An earlier practice account could not be read',
  'practice-fails': 'Try again',
};

test('two things go wrong at once, one is taken away, then it is fair again', async ({ built }) => {
  const page = await openPractice(built, 'practice');
  await page.getByRole('button', { name: 'Let it happen …: No room in a zone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('In which zone').click();
  await dialog.getByRole('option', { name: 'us-east-1b' }).click();
  await dialog.getByRole('radio', { name: 'One time only' }).check();
  await expect(dialog).toContainText(
    'EC2 has no room. For starting machines (RunInstances) in us-east-1b, only the 1st time.',
  );
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Let it happen' }).click();
  await expect(rules(page)).toHaveCount(1);

  const slow = page.getByRole('button', { name: 'Let it happen …: AWS answers slowly' });
  await slow.click();
  await dialog.getByRole('button', { name: 'Let it happen' }).click();
  await expect(rules(page)).toHaveCount(2);
  await expect(page.getByText('2 things go wrong').first()).toBeVisible();
  await expect(slow).toBeFocused();
  await expect(page.getByRole('img', { name: /2 things go wrong/ })).toBeVisible();

  await rules(page).filter({ hasText: 'No room' }).getByRole('button').click();
  await expect(rules(page)).toHaveText([/AWS answers slowly/]);
  await expect(page.locator('.weather-state')).toBeFocused();

  await page.getByRole('radio', { name: 'Quick' }).check();
  await page.getByRole('button', { name: 'Fair weather again' }).click();
  await expect(rules(page)).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Quick' })).toBeChecked();
  await page.close();
});

test('a zone that is none cannot be used, and it says what one is called', async ({ built }) => {
  const page = await openPractice(built, 'practice');
  await page.getByRole('button', { name: 'Let it happen …: No room in a zone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('In which zone').fill('Frankfurt');
  await expect(dialog.getByText('A zone is called like us-east-1a.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Let it happen' })).toBeDisabled();
  await page.close();
});

test('weather that is refused is said in the dialog, and nothing has changed', async ({ built }) => {
  const page = await openPractice(built, 'practice-weather-refused');
  await page.getByRole('button', { name: 'Let it happen …: AWS answers slowly' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Let it happen' }).click();
  await expect(dialog.getByRole('button', { name: 'Details' })).toBeVisible();
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(page.getByText('Fair weather', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Details' })).toHaveCount(0);
  await page.close();
});

test('the weather as a file says where it is wrong, and is used when it is right', async ({ built }) => {
  const page = await openPractice(built, 'practice');
  await page.getByRole('button', { name: 'The weather as a file' }).click();
  const text = page.getByLabel('Weather, as JSON');
  const use = page.getByRole('button', { name: 'Use this weather' });
  await text.fill('[\n  {"action": "*", "kind" "html-500"}\n]');
  await expect(page.getByText('look at line 2, column 26')).toBeVisible();
  await expect(use).toBeDisabled();
  await text.fill('[{"action": "*", "kind": "latncy"}]');
  await expect(page.getByText('at [0].kind')).toBeVisible();
  await expectSound(page);

  await text.fill('[{"action": "*", "kind": "html-500", "nth": 2}]');
  await use.click();
  await expect(rules(page)).toHaveText(/AWS itself has a fault.*only for the 2nd/);
  await expect(text).toHaveValue('[\n  {"action":"*","nth":2,"kind":"html-500"}\n]');
  await page.close();
});

test('to begin anew says what is lost, and then all of it is gone', async ({ built }) => {
  const page = await openPractice(built, 'practice-storm');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 practice machines');
  await expect(dialog).toContainText('one key pair');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Keep it' }).last().click();
  await expect(rules(page)).toHaveCount(11);

  await page.getByRole('button', { name: 'Begin anew' }).click();
  await dialog.getByRole('button', { name: 'Begin anew' }).click();
  await expect(page.getByText('Practice begins anew')).toHaveCount(2);
  await expect(page.getByRole('heading', { level: 1, name: 'Practice' })).toBeVisible();
  await expect(rules(page)).toHaveCount(0);
  await page.close();
});

test('practice that ends by itself is not left unsaid', async ({ built }) => {
  const page = await openPractice(built, 'practice-ends');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin anew' }).click();
  await expect(strip(page)).toContainText('has ended. You are back with your real accounts.');
  await expect(page).toHaveTitle('Keyport');
  await expect(screens(page).getByRole('link', { name: 'Practice' })).toHaveCount(0);
  await expectSound(page);
  await strip(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(strip(page)).toHaveCount(0);
  await page.close();
});

test('what a practice launch says is true of practice', async ({ built }) => {
  const page = await openPreview(built, 'practice');
  await expect(page.getByText('The practice account knows you')).toBeVisible();
  for (const step of STEPS.slice(1)) {
    await next(page);
    await arriveAt(page, step);
  }
  await expect(page.getByText('Practising costs nothing.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByText('These machines do not exist.')).toBeVisible();
  await expect(page.getByText(/The machines cost money|The private key is in your keychain/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'See the machines in the EC2 console' })).toHaveCount(0);
  await expectSound(page);
  await screens(page).getByRole('link', { name: 'Keys' }).click();
  await expect(page.getByText('These are keys to practise with.')).toBeVisible();
  await page.close();
});
