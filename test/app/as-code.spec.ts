import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { missing } from '../support/parts.ts';
import { expect, test as base } from './fixture.ts';
import { answerDialogs } from './keys.ts';
import { openSurroundings } from './surroundings.ts';
import { arriveAt, axeViolations, next, STEPS } from './wizard.ts';

// What a person saves of a plan in the window is what the command line writes of it: on a computer without an account, in the built app.

const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  surroundings: async ({}, use) => {
    const surroundings = await openSurroundings({
      keychain: 'absent',
      endpoint: null,
      hasAddressService: false,
    });
    await use(surroundings);
    await surroundings.stop();
  },
});

const absent = missing('chromium', 'dbus');
test.skip(absent !== undefined, absent);

const project = path.resolve(import.meta.dirname, '../..');

test(
  'a plan is shown as code, and saved as the command line would',
  { tag: '@long' },
  async ({ app, page }, info) => {
    const folder = info.outputPath('chosen');
    fs.mkdirSync(folder, { recursive: true });
    await page.getByRole('button', { name: 'Practise without an account' }).first().click();
    await expect(page.getByText('The practice account knows you').first()).toBeVisible();
    for (const step of STEPS.slice(1)) {
      await next(page);
      await arriveAt(page, step);
    }
    const plan = path.join(folder, 'plan.json');
    await answerDialogs(app, plan);
    await page.getByRole('button', { name: 'Save this plan' }).click();
    await expect(page.getByText(`Saved: ${plan}`)).toBeVisible();

    await page.getByRole('button', { name: 'Show as code' }).click();
    const dialog = page.getByRole('dialog', { name: 'my-fleet as code' });
    await answerDialogs(app, folder);
    for (const [format, label] of [
      ['cli', 'AWS CLI (bash)'],
      ['terraform', 'Terraform'],
    ] as const) {
      await dialog.getByRole('button', { name: label }).click();
      await dialog.getByRole('button', { name: 'Save all files' }).click();
      await expect(dialog.getByText(/^Saved: /)).toBeVisible();
      await page.screenshot({ path: info.outputPath(`${format}.png`) });
      expect(await axeViolations(page)).toEqual([]);
      const to = path.join(folder, `by-command-${format}`);
      const words = ['electron/cli.ts', 'export', plan, '--format', format, '--to', to];
      const env = { PATH: process.env['PATH'], HOME: folder, KEYPORT_HOME: path.join(folder, 'home') };
      execFileSync(process.execPath, words, { cwd: project, env });
      expect(filesIn(path.join(folder, `my-fleet-${format}`))).toEqual(filesIn(to));
    }
    await dialog.getByRole('button', { name: 'Save all files' }).click();
    await expect(dialog.getByText('There is a file of this name already', { exact: true })).toBeVisible();
  },
);

function filesIn(of: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(of).toSorted((one, other) => (one < other ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(of, name), 'utf8')]));
}
