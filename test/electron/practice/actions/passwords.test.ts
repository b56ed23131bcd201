import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyPairsActions } from '../../../../electron/practice/actions/key-pairs.ts';
import { passwordsActions } from '../../../../electron/practice/actions/passwords.ts';
import { encryptedPassword } from '../../../../electron/practice/world/windows-password.ts';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { practiceRegion, type PracticeRegion } from '../../../support/practice-context.ts';
import { practiceInstance } from '../../../support/practice-instance.ts';
import { needs } from '../../../support/parts.ts';

const ID = 'i-0123456789abcdef0';

let region: PracticeRegion;
let folder: string;

beforeEach(async () => {
  region = await practiceRegion();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-console-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const put = (over: Parameters<typeof practiceInstance>[1] = {}) =>
  region.tables().instances.set(ID, practiceInstance(region.weather.now, { instanceId: ID, ...over }));
const ask = (action: string, params: Readonly<Record<string, string>> = {}) =>
  region.call(passwordsActions, action, { InstanceId: ID, ...params });
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const password = () => textOf(ask('GetPasswordData')['passwordData']);
const consoleText = (params: Readonly<Record<string, string>> = {}) =>
  Buffer.from(textOf(ask('GetConsoleOutput', params)['output']), 'base64').toString();
const said = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8' }).trim();
const imageLike = async (name: RegExp): Promise<string> => {
  const catalog = await loadCatalog();
  const image = catalog.images('us-east-1').find((each) => name.test(each.name));
  if (!image) throw new Error(`no image: ${String(name)}`);
  return image.imageId;
};

describe('the password of a Windows machine', () => {
  const privateKey = () =>
    textOf(region.call(keyPairsActions, 'CreateKeyPair', { KeyName: 'win' })['keyMaterial']);
  const publicKey = () => [...region.tables().keyPairs.values()][0]?.publicKey ?? '';

  test('is read by openssl with the private key that EC2 handed out, once it is there', () => {
    fs.writeFileSync(path.join(folder, 'key'), privateKey());
    put({ platform: 'windows', passwordData: encryptedPassword(publicKey(), randomBytes) });

    region.weather.now += 5_000 + 239_999;
    expect(password()).toBe('');
    region.weather.now += 1;
    const encrypted = password();

    expect(encrypted).toMatch(/^\r\n[A-Za-z0-9+/=]{344}\r\n$/);
    fs.writeFileSync(path.join(folder, 'data'), Buffer.from(encrypted, 'base64'));
    const [key, data] = [path.join(folder, 'key'), path.join(folder, 'data')];
    const read = said('openssl', 'pkeyutl', '-decrypt', '-inkey', key, '-in', data);
    expect(read).toHaveLength(32);
    for (const kind of [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/]) expect(read).toMatch(kind);
    expect(password()).toBe(encrypted);
  });

  test('is another one for each machine', () => {
    privateKey();

    const made = Array.from({ length: 20 }, () => encryptedPassword(publicKey(), randomBytes));

    expect(new Set(made).size).toBe(20);
  });

  test('stays what it was when the machine is stopped and started again', () => {
    privateKey();
    const passwordData = encryptedPassword(publicKey(), randomBytes);
    put({ platform: 'windows', passwordData, networkInterfaceIds: ['eni-1'] });
    const firstStart = region.weather.now;
    region.tables().networkInterfaces.set('eni-1', interfaceMadeAt(firstStart));
    region.weather.now += 3_600_000;
    put({ platform: 'windows', passwordData, networkInterfaceIds: ['eni-1'] });

    expect(password()).toContain(passwordData);
  });

  test.each([['linux'], ['windows']] as const)('is empty for a %s machine without one', (platform) => {
    put({ platform });
    region.weather.now += 3_600_000;

    expect(ask('GetPasswordData')).toMatchObject({ instanceId: ID, passwordData: '' });
  });

  test('is not made for a key that cannot encrypt', () => {
    expect(() => encryptedPassword('ssh-ed25519 AAAA', randomBytes)).toThrow('needs an RSA key');
    region.call(keyPairsActions, 'CreateKeyPair', { KeyName: 'ed', KeyType: 'ed25519' });
    expect(() => encryptedPassword(publicKey(), randomBytes)).toThrow('needs an RSA key');
  });
});

function interfaceMadeAt(createdAt: number) {
  return {
    networkInterfaceId: 'eni-1',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    zone: 'us-east-1a',
    macAddress: '02:00:00:00:00:01',
    privateIp: '172.31.7.9',
    publicIp: null,
    groupIds: [],
    description: '',
    attachment: null,
    checksSourceDest: true,
    createdAt,
    tags: [],
  };
}

/** What stands between the two lines, without what syslog puts before it. */
function block(text: string, name: string): readonly string[] {
  const [, inside = ''] = text.split(`-----BEGIN ${name}-----\r\n`);
  const [lines = ''] = inside.split(`-----END ${name}-----`);
  return lines
    .split('\r\n')
    .map((line) => line.replace(/^<14>\w{3} [ \d]\d \d\d:\d\d:\d\d cloud-init: /, ''))
    .filter((line) => line !== '');
}

describe('the console', () => {
  test('is empty at first', async () => {
    put({ imageId: await imageLike(/^al2023-ami-2023.*x86_64$/), state: 'pending' });

    expect(ask('GetConsoleOutput')).toMatchObject({ instanceId: ID, output: null });
    region.weather.now += 5_000 + 59_999;
    expect(consoleText()).toBe('');
    region.weather.now += 1;
    expect(consoleText()).toContain('Amazon Linux 2023');
  });

  test('is there at once where the latest is asked for, except on older hardware', async () => {
    put({ imageId: await imageLike(/^al2023-/) });
    region.weather.now += 5_000;
    expect(consoleText()).toBe('');
    expect(consoleText({ Latest: 'true' })).toContain('login: ');

    put({ instanceType: 't2.micro' });
    expect(() => consoleText({ Latest: 'true' })).toThrow(
      expect.objectContaining({ code: 'UnsupportedOperation' }),
    );
  });

  needs('ssh-keygen')('of Linux', () => {
    test.each([
      [/^al2023-ami-2023.*6\.12-x86_64$/, 'Amazon Linux 2023', 2],
      [/^amzn2-ami-kernel-5.10-hvm.*x86_64-gp2$/, 'Amazon Linux 2', 3],
      [/noble-24\.04-arm64/, 'Ubuntu 24.04 LTS', 3],
      [/jammy-22\.04-amd64/, 'Ubuntu 22.04 LTS', 3],
      [/^debian-12-amd64/, 'Debian GNU/Linux 12 (bookworm)', 3],
      [/^debian-13-amd64/, 'Debian GNU/Linux 13 (trixie)', 3],
      [/^RHEL-9\.7\.0_.*x86_64/, 'Red Hat Enterprise Linux 9.7 (Plow)', 3],
      [/^RHEL-10\.1\.0_.*x86_64/, 'Red Hat Enterprise Linux 10.1 (Coughlan)', 3],
      [/^suse-sles-15-sp7.*x86_64/, 'SUSE Linux Enterprise Server 15 SP7', 3],
    ])(
      '%s shows the host keys of %s, and the fingerprints that ssh-keygen finds',
      async (image, name, count) => {
        put({ imageId: await imageLike(image) });
        region.weather.now += 3_600_000;
        const text = consoleText();

        const keys = block(text, 'SSH HOST KEY KEYS');
        const fingerprints = block(text, 'SSH HOST KEY FINGERPRINTS');

        expect(text).toContain(`Welcome to ${name}!\r\n`);
        expect(keys).toHaveLength(count);
        const file = path.join(folder, 'keys');
        fs.writeFileSync(file, `${keys.join('\n')}\n`);
        expect(said('ssh-keygen', '-l', '-f', file).split('\n')).toEqual(fingerprints);
      },
    );

    test('has other host keys on another machine, and the same at every look', () => {
      put();
      region.weather.now += 3_600_000;
      const first = block(consoleText(), 'SSH HOST KEY KEYS');
      region.weather.now += 3_600_000;
      expect(block(consoleText(), 'SSH HOST KEY KEYS')).toEqual(first);

      const other = 'i-0123456789abcdef1';
      region.tables().instances.set(other, practiceInstance(0, { instanceId: other }));
      const theirs = block(consoleText({ InstanceId: other }), 'SSH HOST KEY KEYS');

      expect(theirs).toHaveLength(first.length);
      expect(first.filter((line) => theirs.includes(line))).toEqual([]);
    });
  });

  test('of Windows says when it is ready, and shows the same encrypted password', async () => {
    const imageId = await imageLike(/^Windows_Server-2022/);
    put({ platform: 'windows', imageId, passwordData: 'c2VjcmV0' });

    region.weather.now += 5_000 + 60_000;
    expect(consoleText()).toContain('AMI Origin Name: Windows_Server-2022-English-Full-Base\r\n');
    expect(consoleText()).not.toContain('Ready');
    expect(consoleText()).not.toContain('c2VjcmV0');

    region.weather.now += 3_600_000;
    expect(consoleText()).toContain('<Password>\r\nc2VjcmV0\r\n</Password>');
    expect(consoleText()).toContain('Message: Windows is Ready to use\r\n');
    expect(consoleText()).toMatch(/RDPCERTIFICATE-THUMBPRINT: [0-9A-F]{40}\r\n/);
    expect(consoleText()).not.toContain('SSH HOST KEY');
  });
});

test('there are no screenshots', () => {
  put();

  expect(() => ask('GetConsoleScreenshot', { WakeUp: 'true' })).toThrow(
    expect.objectContaining({ code: 'UnsupportedOperation', status: 400 }),
  );
});

test.each(['GetPasswordData', 'GetConsoleOutput', 'GetConsoleScreenshot'])(
  '%s is about one machine that is to be seen',
  (action) => {
    put();
    const refusal = (code: string) => expect.objectContaining({ code });

    expect(() => region.call(passwordsActions, action)).toThrow(refusal('MissingParameter'));
    expect(() => ask(action, { InstanceId: 'web' })).toThrow(refusal('InvalidInstanceID.Malformed'));
    expect(() => ask(action, { InstanceId: 'i-0123456789abcdef9' })).toThrow(
      refusal('InvalidInstanceID.NotFound'),
    );
    region.weather.hidden.add(ID);
    expect(() => ask(action)).toThrow(refusal('InvalidInstanceID.NotFound'));
  },
);
