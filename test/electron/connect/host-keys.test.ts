import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isHostKey, shownKeys } from '../../../electron/connect/host-key.ts';
import { keepHostKeys, knownHostsFile, readKeptKeys } from '../../../electron/connect/kept-host-keys.ts';
import { hostKeysIn, type HostKey, type HostKeyType } from '../../../shared/connect/host-keys.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { consoleWith, openConnectWorld, type ConnectWorld } from '../../support/connect-world.ts';
import { needs } from '../../support/parts.ts';

const ID = 'i-0123456789abcdef0';
const KINDS = [
  ['ssh-ed25519', 'ed25519', '256'],
  ['ecdsa-sha2-nistp256', 'ecdsa', '256'],
  ['ecdsa-sha2-nistp384', 'ecdsa', '384'],
  ['ecdsa-sha2-nistp521', 'ecdsa', '521'],
  ['ssh-rsa', 'rsa', '3072'],
] as const;

needs('ssh-keygen')('a host key made by OpenSSH', () => {
  test.each(KINDS)('%s is one, with the fingerprint that OpenSSH shows', (type, name, bits) => {
    const { line, fingerprint } = madeKey(name, bits);
    const key = keyOf(line);

    expect(key.type).toBe(type);
    expect(hostKeysIn(consoleWith(line))).toEqual([key]);
    expect(isHostKey(key)).toBe(true);
    expect(shownKeys([key])).toEqual([{ type, fingerprint }]);
  });

  test('is none when it is cut, longer, or says that it is another kind', () => {
    const made = KINDS.map(([, name, bits]) => keyOf(madeKey(name, bits).line));
    assert(
      property(constantFrom(...made), integer({ min: 1, max: 600 }), (key, count) => {
        const blob = Buffer.from(key.base64, 'base64');
        const cut = blob.subarray(0, Math.max(0, blob.length - count));
        expect(isHostKey({ ...key, base64: cut.toString('base64') })).toBe(false);
        const longer = Buffer.concat([blob, Buffer.alloc(count)]);
        expect(isHostKey({ ...key, base64: longer.toString('base64') })).toBe(false);
      }),
    );
    for (const key of made) {
      for (const [type] of KINDS) expect(isHostKey({ ...key, type })).toBe(type === key.type);
      expect(isHostKey({ ...key, base64: `${key.base64}=` })).toBe(false);
    }
  });

  test('is none when a part of it has another length', () => {
    const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const withKey = (length: number) =>
      Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.alloc(length, 1))]).toString('base64');
    expect(isHostKey({ type: 'ssh-ed25519', base64: withKey(32) })).toBe(true);
    expect(isHostKey({ type: 'ssh-ed25519', base64: withKey(31) })).toBe(false);
    expect(isHostKey({ type: 'ssh-ed25519', base64: withKey(33) })).toBe(false);
  });

  describe('on the console', () => {
    test('is pinned once, and what is kept is what every ssh goes by', async () => {
      const world = await openConnectWorld();
      const { line, fingerprint } = madeKey('ed25519', '256');
      world.writeConsole(consoleWith(line));

      const keys = valueOf(await world.connect.api.readHostKeys(world.at));

      const known = [{ type: 'ssh-ed25519', fingerprint }];
      expect(keys).toEqual({ state: 'pinned', kept: known, shown: known, problem: null });
      const found = execFileSync('ssh-keygen', ['-F', ID, '-f', knownHostsFile(world.home, ID)]).toString();
      expect(found).toContain(line);
    });

    test('that is another one later is shown, and ssh goes on believing the first, until a person says so', async () => {
      const world = await openConnectWorld();
      const [first, second] = [madeKey('ed25519', '256'), madeKey('ed25519', '256')];
      world.writeConsole(consoleWith(first.line));
      valueOf(await world.connect.api.readHostKeys(world.at));
      world.writeConsole(consoleWith(second.line));

      const keys = valueOf(await world.connect.api.readHostKeys(world.at));
      expect(keys).toMatchObject({
        state: 'console-shows-others',
        kept: [{ fingerprint: first.fingerprint }],
        shown: [{ fingerprint: second.fingerprint }],
      });
      expect(await keptIn(world)).toEqual([keyOf(first.line)]);

      const pinned = valueOf(await world.connect.api.pinHostKeys(world.at));
      expect(pinned).toMatchObject({ state: 'pinned', kept: [{ fingerprint: second.fingerprint }] });
      expect(await keptIn(world)).toEqual([keyOf(second.line)]);
    });

    test('is pinned where ssh had noted the same one at the first contact, and not where it had noted another', async () => {
      const [same, other] = [madeKey('ed25519', '256'), madeKey('ed25519', '256')];
      for (const [noted, state] of [
        [same, 'pinned'],
        [other, 'console-shows-others'],
      ] as const) {
        const world = await openConnectWorld();
        writeKept(world.home, `${ID} ${noted.line}\n`);
        world.writeConsole(consoleWith(same.line));
        expect(valueOf(await world.connect.api.readHostKeys(world.at)).state).toBe(state);
        expect(await keptIn(world)).toEqual([keyOf(noted.line)]);
      }
    });

    test('that cannot be read is said; what is kept stays, and without any nothing is known', async () => {
      const world = await openConnectWorld();
      world.writeConsole(null);
      expect(valueOf(await world.connect.api.readHostKeys(world.at))).toMatchObject({
        state: 'unknown',
        kept: [],
        shown: [],
        problem: { raw: expect.stringContaining('UnauthorizedOperation') as unknown },
      });
      expect(await world.connect.api.pinHostKeys(world.at)).toMatchObject({ ok: false });

      const { line, fingerprint } = madeKey('ed25519', '256');
      writeKept(world.home, `${ID} ${line}\n`);
      expect(valueOf(await world.connect.api.readHostKeys(world.at))).toMatchObject({
        state: 'first-contact',
        kept: [{ fingerprint }],
      });
    });

    test('that shows none gives nothing to pin', async () => {
      const world = await openConnectWorld();
      expect(valueOf(await world.connect.api.readHostKeys(world.at))).toMatchObject({
        state: 'first-contact',
        kept: [],
        problem: null,
      });
      expect(await world.connect.api.pinHostKeys(world.at)).toMatchObject({
        ok: false,
        problem: { code: 'no-host-keys-shown' },
      });
    });
  });

  test('is kept for nobody else, and read back without what is none of it', async () => {
    const home = temporaryHome();
    const keys = [madeKey('ed25519', '256'), madeKey('rsa', '3072')].map(({ line }) => keyOf(line));
    await keepHostKeys(home, ID, keys);

    expect(await readKeptKeys(home, ID)).toEqual({ keys, isFromConsole: true });
    const file = knownHostsFile(home, ID);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const other = madeKey('ed25519', '256').line;
    fs.appendFileSync(
      file,
      [
        `i-00000000000000002 ${other}`,
        `* ${other}`,
        `@cert-authority ${ID} ${other}`,
        `${ID} ssh-dss AAAA`,
        `${ID} ssh-ed25519 AAAA`,
        ID,
        '\u0000',
        '',
      ].join('\n'),
    );
    expect((await readKeptKeys(home, ID)).keys).toEqual(keys);
  });
});

describe('the text of a console', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';
  const OTHER = KEY.replace(/f$/, 'g');
  const [begin, end] = ['-----BEGIN SSH HOST KEY KEYS-----', '-----END SSH HOST KEY KEYS-----'];
  const found = (...lines: readonly string[]) =>
    hostKeysIn(lines.join('\n')).map(({ type, base64 }) => `${type} ${base64}`);

  test('shows keys between the two marks only, whatever the log puts in front', () => {
    expect(found(KEY, begin, `[   12.3] cloud-init[1234]: ${KEY} root@ip-10-0-0-7`, end, OTHER)).toEqual([
      KEY,
    ]);
    expect(found(begin, `${KEY}\r`, end)).toEqual([KEY]);
    expect(found('')).toEqual([]);
  });

  test('counts by its last section that is whole', () => {
    expect(found(begin, OTHER, end, begin, KEY, end)).toEqual([KEY]);
    expect(found(begin, KEY, end, begin, OTHER)).toEqual([KEY]);
    expect(found(begin, OTHER, begin, KEY, end)).toEqual([KEY]);
    expect(found(begin, KEY, end, OTHER, end)).toEqual([KEY]);
    expect(found(begin, KEY)).toEqual([]);
    expect(found(KEY, end)).toEqual([]);
  });

  test('that shows one twice shows one; more than a machine has are none', () => {
    expect(found(begin, KEY, KEY, end)).toEqual([KEY]);
    const many = Array.from({ length: 9 }, (_, at) => KEY.replace(/f$/, 'ABCDEFGHI'.charAt(at)));
    expect(found(begin, ...many.slice(1), end)).toHaveLength(8);
    expect(found(begin, ...many, end)).toEqual([]);
  });

  test('shows no key of another kind, and none with a word in it', () => {
    for (const line of [
      'ssh-dss AAAAB3NzaC1kc3MAAACBAPY',
      `x${KEY}`,
      `${KEY}#`,
      'ssh-ed25519 short',
      '256 SHA256:abc',
    ]) {
      expect(found(begin, line, end)).toEqual([]);
    }
  });
});

test('only what is the id of an instance names a file', () => {
  for (const id of ['../../etc/passwd', 'i-', '', 'i-0123456789abcdef0/..', 'i-0123456789abcdeg0']) {
    expect(() => knownHostsFile('/home/ada', id)).toThrow('not an instance');
  }
});

test('a file of kept keys that cannot be read is a problem, and none that is not there', async () => {
  const home = temporaryHome();
  expect(await readKeptKeys(home, ID)).toEqual({ keys: [], isFromConsole: false });
  fs.mkdirSync(knownHostsFile(home, ID), { recursive: true });
  await expect(readKeptKeys(home, ID)).rejects.toThrow('not a file');
});

type Made = { readonly line: string; readonly fingerprint: string };

function madeKey(type: string, bits: string): Made {
  const file = path.join(temporaryHome(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-C', '', '-f', file]);
  const shown = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`]).toString();
  return {
    line: fs.readFileSync(`${file}.pub`, 'utf8').trim(),
    fingerprint: /SHA256:\S+/.exec(shown)?.[0] ?? '',
  };
}

function keyOf(line: string): HostKey {
  const [name, base64 = ''] = line.split(' ');
  const type = KINDS.map(([kind]): HostKeyType => kind).find((kind) => kind === name);
  if (type === undefined) throw new Error(`no kind of host key: ${line}`);
  return { type, base64 };
}

async function keptIn({ home }: ConnectWorld): Promise<readonly HostKey[]> {
  return (await readKeptKeys(home, ID)).keys;
}

function writeKept(home: string, text: string): void {
  const file = knownHostsFile(home, ID);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function temporaryHome(): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-hosts-'));
  onTestFinished(() => fs.rmSync(home, { recursive: true }));
  return home;
}
