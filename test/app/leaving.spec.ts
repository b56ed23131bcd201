import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { missing } from '../support/parts.ts';
import { expect, test } from './fixture.ts';
import { openJudge, privateKeysIn, publicHalf } from './judge.ts';
import { walk } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus', 'ssh-keygen', 'secret-tool');
test.skip(absent !== undefined, absent);

const nothing = async () => {};

test('closing the window while AWS hands over the private key waits until the keychain has it', async ({
  app,
  aws,
  page,
  moto,
  surroundings,
}) => {
  await walk(page, nothing);
  const isClosed = Promise.withResolvers<'pass'>();
  aws.fateOf = ({ action, params }) =>
    action === 'CreateKeyPair' && !params.has('DryRun') ? isClosed.promise : 'pass';
  // "Quit now", to the question whether a launch is to be left half done.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
  });
  const ended = once(app.process(), 'exit');
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await aws.proxy.seen('CreateKeyPair');
  const isQuitting = app.evaluate(
    ({ app: electron }) => new Promise<void>((resolve) => electron.once('before-quit', () => resolve())),
  );
  await page.close();
  await isQuitting;
  // Asked to quit again, it still runs: an app that is going would not be asked.
  await app.evaluate(
    ({ app: electron }) =>
      new Promise<void>((resolve) => {
        electron.once('before-quit', () => resolve());
        electron.quit();
      }),
  );
  isClosed.resolve('pass');
  await ended;

  const judge = openJudge(moto.endpoint);
  const [keyPair] = await judge.keyPairs();
  judge.stop();
  const [privateKey = ''] = await privateKeysIn(surroundings.env);
  expect(await publicHalf(privateKey, surroundings.home)).toBe(keyPair?.publicKey);
});

test(
  'a screen that crashes between the click and the answer comes back to the launch',
  { tag: '@long' },
  async ({ app, aws, page }) => {
    await walk(page, nothing);
    const isBack = Promise.withResolvers<'pass'>();
    aws.fateOf = ({ action }) => (action === 'GetCallerIdentity' ? isBack.promise : 'pass');
    const already = aws.proxy.count('GetCallerIdentity');
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    await expect.poll(() => aws.proxy.count('GetCallerIdentity')).toBeGreaterThan(already);
    await crash(app);
    isBack.resolve('pass');

    await expect.poll(() => headingOf(app)).toBe('my-fleet is running');
  },
);

test('a screen that crashes in mid-launch comes back to it', { tag: '@long' }, async ({ app, aws, page }) => {
  await walk(page, nothing);
  const isBack = Promise.withResolvers<'pass'>();
  aws.fateOf = ({ action, params }) =>
    action === 'RunInstances' && !params.has('DryRun') ? isBack.promise : 'pass';
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await aws.proxy.seen('RunInstances');
  await crash(app);
  isBack.resolve('pass');

  await expect.poll(() => headingOf(app)).toBe('my-fleet is running');
});

test('killed in mid-launch, every id made so far is on disk', async ({
  app,
  aws,
  page,
  moto,
  surroundings,
}) => {
  await walk(page, nothing);
  const isWaiting = Promise.withResolvers<void>();
  let hasStarted = 0;
  aws.fateOf = ({ action, params }) => {
    if (action === 'RunInstances' && !params.has('DryRun')) hasStarted += 1;
    if (action !== 'DescribeInstances' || hasStarted < 5) return 'pass';
    isWaiting.resolve();
    return 'hang';
  };
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await isWaiting.promise;
  const ended = once(app.process(), 'exit');
  app.process().kill('SIGKILL');
  await ended;

  const folder = path.join(surroundings.home, 'user-data', 'launches');
  const [file = ''] = fs.readdirSync(folder);
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const judge = openJudge(moto.endpoint);
  const ids = (await judge.instances()).map(({ InstanceId = '?' }) => InstanceId);
  judge.stop();
  expect(ids).toHaveLength(5);
  for (const id of ids) expect(text).toContain(id);
  expect(text).toMatch(/key-[0-9a-f]+/);
  expect(text).toMatch(/sg-[0-9a-f]+/);
});

/** The screen dies, and is loaded again by the app itself. */
async function crash(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ webContents }) =>
      new Promise<void>((resolve) => {
        const [contents] = webContents.getAllWebContents();
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
}

/** Asked through the app: Playwright's own page object stays crashed. */
function headingOf(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.executeJavaScript("document.querySelector('h1')?.textContent"),
  );
}
