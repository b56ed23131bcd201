import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { STRAIGHT_OUT, takeWayOut, wayOutNow } from '../../../electron/aws/way-out.ts';
import { runCaptured } from '../../support/captured-cli.ts';
import { makeCertificate } from '../../support/certificate.ts';

const COMPANY = makeCertificate({ host: 'Company Root CA' });
let folder: string;
let ca: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-connection-'));
  ca = path.join(folder, 'company.pem');
  fs.writeFileSync(ca, COMPANY.cert);
});
afterEach(() => {
  takeWayOut(STRAIGHT_OUT);
  fs.rmSync(folder, { recursive: true, force: true });
});

test('what is kept holds for the commands after it, until it is taken back', async () => {
  const kept = await connection('--keep', '--proxy', 'proxy.test:3128', '--ca', ca);
  expect(kept).toMatchObject({ code: 0, stderr: '' });
  expect(kept.stdout).toContain('In use now: the proxy http://proxy.test:3128.');
  expect(kept.stdout).toContain('Company Root CA, valid until');
  expect((await connection()).stdout).toBe(kept.stdout);
  expect(wayOutNow()).toMatchObject({ proxy: 'http://proxy.test:3128' });
  expect(wayOutNow().certificates).toHaveLength(1);

  await connection('--keep', '--proxy', 'none', '--ca', 'none');
  expect((await connection()).stdout).toContain('In use now: no proxy.');
  expect(wayOutNow()).toBe(STRAIGHT_OUT);
});

test.each([
  [['--proxy', 'http://ann:swordfish@proxy.test:1'], 'Keyport keeps no proxy password'],
  [['--proxy', 'socks5://proxy.test:1'], 'not by SOCKS'],
  [['--ca', 'not-there.pem'], 'The file of certificates is not there'],
])('what cannot be used ends the command, and keeps nothing: %j', async (said, why) => {
  const refused = await connection('--keep', ...said);

  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(why);
  expect(refused.stderr).not.toContain('swordfish');
  expect(fs.readdirSync(folder)).toEqual(['company.pem']);
});

test('a proxy of the environment that cannot be one stands in nobody’s way', async () => {
  const shown = await runCaptured({ HTTPS_PROXY: 'socks5://proxy.test:1' }, ['connection', '--home', folder]);

  expect(wayOutNow()).toBe(STRAIGHT_OUT);
  expect(shown.stdout).toContain('cannot be used, so calls go straight to AWS. Keyport speaks to proxies by');
  expect(shown.stdout).not.toContain('no proxy');
});

function connection(...said: readonly string[]) {
  return runCaptured({ HOME: folder }, ['connection', '--home', folder, ...said]);
}
