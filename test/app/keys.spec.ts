import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createLeakHunter, filesUnder } from '../support/leak-hunt.ts';
import { missing } from '../support/parts.ts';
import { startSshd } from '../support/sshd.ts';
import { expect, launchApp, test } from './fixture.ts';
import { openJudge, privateKeysIn, publicHalf } from './judge.ts';
import { answerDialogs, heapOf, openKeys, startCommand } from './keys.ts';
import { arriveAt, axeViolations, next, walk } from './wizard.ts';

const absent = missing('chromium', 'moto', 'gnome-keyring', 'dbus', 'ssh-keygen', 'secret-tool', 'sshd');
test.skip(absent !== undefined, absent);
// Heaps, passphrases and a keychain that does not answer: each takes its time.
test.slow();

/** Key pairs and instances of all regions, asked of one emulator. */
const READ_EVERYWHERE = { timeout: 60_000 };
/** What is hard to guess is slow to open: once for the file, and once more to read it back. */
const PASSPHRASE_TAKES_LONG = { timeout: 60_000 };
/** As long as Keyport waits for one that takes calls and answers none. */
const KEYCHAIN_IS_GIVEN_UP = { timeout: 60_000 };
const PASSPHRASE = 'correct horse battery staple';

test('a launched key is safe here, is proved, and gets a second copy', async ({
  page,
  app,
  surroundings,
}, info) => {
  const violations: string[] = [];
  const look = async (name: string) => {
    violations.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await walk(page, async (step) => {
    if (step === 'Availability Zones') await page.getByRole('radio', { name: 'Two zones' }).check();
  });
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();

  await openKeys(page);
  const row = page.getByRole('row', { name: 'my-fleet' });
  await expect(row).toContainText('Safe here', READ_EVERYWHERE);
  await expect(row).toContainText('2 instances');
  await look('All keys');
  await row.getByRole('radio').check();
  await page.getByRole('button', { name: 'Prove now' }).click();
  await expect(page.getByText('It was read back, and it signs.').first()).toBeVisible();
  await look('Keys');

  const backup = path.join(surroundings.home, 'backup.age');
  await answerDialogs(app, backup);
  await page.getByRole('button', { name: 'Make encrypted backup' }).click();
  const dialog = page.getByRole('dialog');
  for (const field of await dialog.getByRole('textbox').all()) await field.fill(PASSPHRASE);
  await look('Backup');
  await dialog.getByRole('button', { name: 'Choose a place and save' }).click();
  await expect(dialog.getByText(backup)).toBeVisible(PASSPHRASE_TAKES_LONG);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('is in no backup yet')).toBeHidden();
  await expect(page.getByText(`Backup: ${backup}`)).toBeVisible();
  await look('Backed up');
  expect(violations).toEqual([]);
});

test(
  'ssh logs in with a key that never was a file, and no place outside the keychain holds it',
  { tag: '@long' },
  async ({ page, app, surroundings, moto }, info) => {
    const violations: string[] = [];
    const look = async (name: string) => {
      violations.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`));
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
    };
    await openKeys(page);
    await page.getByRole('button', { name: 'Create key' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('desk');
    await look('Create key');
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await expect(page.getByText('Key “desk” is safe: stored, read back and proved.').first()).toBeVisible();
    await page.getByRole('row', { name: 'desk' }).getByRole('radio').check();
    await page.getByRole('tab', { name: 'Use with ssh' }).click();
    await page.getByRole('button', { name: 'Open ssh agent' }).click();
    const socket = await page.locator('code', { hasText: 'keyport-agent-' }).first().innerText();
    const judge = openJudge(moto.endpoint);
    const [keyPair] = await judge.keyPairs();
    judge.stop();
    const sshd = await startSshd(keyPair?.publicKey ?? '');
    const login = logIn(socket, sshd);
    await expect(page.getByText(/^ssh \(pid \d+\) wants to log in with key desk/)).toBeVisible();
    await look('Agent asks');
    await page.getByRole('button', { name: 'Allow' }).click();
    expect(await login).toBe('in\n');
    await expect(page.getByText('One signature given')).toBeVisible();
    await look('Agent');
    const refused = expect(logIn(socket, sshd)).rejects.toThrow(/Permission denied/);
    await page.getByRole('button', { name: 'Refuse' }).click();
    await refused;
    await sshd.stop();
    expect(violations).toEqual([]);

    const [privateKey = '', ...others] = await privateKeysIn(surroundings.env);
    expect(others).toEqual([]);
    expect(await publicHalf(privateKey, surroundings.home)).toBe(keyPair?.publicKey);
    const hunter = createLeakHunter([privateKey]);
    const heap = await heapOf(page);
    await page.evaluate((secret) => Object.assign(window, { planted: `${secret} ` }), privateKey);
    const planted = await heapOf(page);
    await app.close();
    expect(fs.existsSync(socket)).toBe(false);

    expect(hunter.hunt([heap, ...filesUnder(surroundings.home)])).toEqual([]);
    // Each of the places is one in which a key would be found.
    expect(heap.bytes.length).toBeGreaterThan(1_000_000);
    expect(hunter.hunt([planted])).toContain('heap of the screen: as it stands');
    for (const place of ['output.log', 'traffic.jsonl', 'user-data/keys/note.json']) {
      const file = path.join(surroundings.home, place);
      fs.appendFileSync(file, JSON.stringify({ planted: privateKey }));
      expect(hunter.hunt(filesUnder(surroundings.home))).toContain(`${file}: as it stands`);
      fs.writeFileSync(file, '');
    }
  },
);

test(
  'a window that is opened while a command makes a key waits for it, and undoes nothing',
  { tag: '@long' },
  async ({ aws, surroundings, moto }, info) => {
    const isSeen = Promise.withResolvers<'pass'>();
    aws.fateOf = ({ action }) => (action === 'CreateKeyPair' ? isSeen.promise : 'pass');
    const command = startCommand(
      surroundings,
      '--region',
      'us-east-1',
      'keys',
      'create',
      '--name',
      'from-a-shell',
    );
    await aws.proxy.seen('CreateKeyPair');

    const app = await launchApp(surroundings);
    const page = await app.firstWindow();
    await expect(page.getByRole('heading', { name: 'Another Keyport is at work here' })).toBeVisible();
    await page.screenshot({ path: info.outputPath('In use.png') });
    expect(await axeViolations(page)).toEqual([]);
    isSeen.resolve('pass');
    expect(await command.ended).toMatchObject({ code: 0 });

    await openKeys(page);
    await expect(page.getByRole('row', { name: 'from-a-shell' })).toContainText('Safe here', READ_EVERYWHERE);
    const judge = openJudge(moto.endpoint);
    const [keyPair, ...more] = await judge.keyPairs();
    judge.stop();
    expect(more).toEqual([]);
    const [privateKey = ''] = await privateKeysIn(surroundings.env);
    expect(await publicHalf(privateKey, surroundings.home)).toBe(keyPair?.publicKey);

    // And the other way round.
    expect(await startCommand(surroundings, 'keys', 'list').ended).toMatchObject({ code: 7 });
    await app.close();
    expect(await startCommand(surroundings, 'keys', 'list').ended).toMatchObject({ code: 0 });
  },
);

test(
  'a key that the keychain does not take waits in memory, and is kept at the next try',
  { tag: '@long' },
  async ({ page, aws, surroundings }, info) => {
    const { keyring } = surroundings;
    await walk(page, async () => {});
    aws.fateOf = ({ action, params }) => {
      if (action === 'CreateKeyPair' && !params.has('DryRun')) keyring?.freeze();
      return 'pass';
    };
    await page.getByRole('button', { name: 'Launch', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'The private key of “my-fleet” is not stored yet' });
    await expect(dialog).toBeVisible(KEYCHAIN_IS_GIVEN_UP);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await page.screenshot({ path: info.outputPath('Held.png') });
    expect(await axeViolations(page)).toEqual([]);

    keyring?.thaw();
    await dialog.getByRole('button', { name: 'Try the keychain again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
    expect(await privateKeysIn(surroundings.env)).toHaveLength(1);
  },
);

test.describe('without a keychain', () => {
  test.use({ keychain: 'absent' });

  test(
    'an encrypted file is offered, keeps the key, and is unlocked at the next start',
    { tag: '@long' },
    async ({ page, app, surroundings }, info) => {
      for (const step of [
        'Account and region',
        'Image',
        'Size',
        'Availability Zones',
        'Who may connect',
      ] as const) {
        await arriveAt(page, step);
        await next(page);
      }
      await page.getByRole('button', { name: 'Use an encrypted file instead' }).click();
      const dialog = page.getByRole('dialog');
      for (const field of await dialog.getByRole('textbox').all()) await field.fill(PASSPHRASE);
      await page.screenshot({ path: info.outputPath('Encrypted file.png') });
      expect(await axeViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Use the encrypted file' }).click();
      await expect(dialog).toBeHidden(PASSPHRASE_TAKES_LONG);
      await arriveAt(page, 'Key');
      await next(page);
      await arriveAt(page, 'Review');
      await page.getByRole('button', { name: 'Launch', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'my-fleet is running' })).toBeVisible();
      await app.close();

      const again = await launchApp(surroundings);
      const window = await again.firstWindow();
      await expect(window.getByRole('heading', { name: 'Unlock your keys' })).toBeVisible();
      await window.screenshot({ path: info.outputPath('Unlock.png') });
      expect(await axeViolations(window)).toEqual([]);
      await window.getByRole('textbox', { name: 'Passphrase' }).fill('another passphrase');
      await window.getByRole('button', { name: 'Unlock' }).click();
      await expect(window.getByText('The passphrase does not open it').first()).toBeVisible(
        PASSPHRASE_TAKES_LONG,
      );
      await window.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
      await window.getByRole('button', { name: 'Unlock' }).click();
      await expect(window.getByRole('heading', { level: 1, name: 'Account and region' })).toBeVisible(
        PASSPHRASE_TAKES_LONG,
      );
      await openKeys(window);
      await expect(window.getByRole('row', { name: 'my-fleet' })).toContainText('Safe here', READ_EVERYWHERE);
      await again.close();
    },
  );
});

async function logIn(socket: string, { port, user }: { readonly port: number; readonly user: string }) {
  const options = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'BatchMode=yes',
    `IdentityAgent=${socket}`,
  ];
  const words = ['-F', '/dev/null', '-p', String(port), ...options.flatMap((one) => ['-o', one])];
  const { stdout } = await promisify(execFile)('ssh', [...words, `${user}@127.0.0.1`, 'echo in'], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
  });
  return stdout;
}
