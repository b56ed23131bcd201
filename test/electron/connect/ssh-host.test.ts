import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assert as holds, constantFrom, oneof, pre, property, string } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { hostBlock, type SshHost } from '../../../electron/connect/ssh-host.ts';
import { needs } from '../../support/parts.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-ssh-host-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const HOST: SshHost = {
  alias: 'web-1',
  loginUser: 'ec2-user',
  address: '203.0.113.7',
  port: 22,
  instanceId: 'i-0123456789abcdef0',
  knownHostsFile: '/home/ada/.config/keyport/ssh/hosts/i-0123456789abcdef0',
  hostKeys: 'pinned',
  identityAgent: '/run/user/1000/keyport-agent-7-abcdef/agent',
  publicKeyFile: '/run/user/1000/keyport-agent-7-abcdef/agent.pub',
};

const HOMES = [
  '/home/Ada Lovelace',
  '/home/"ada"',
  "/home/ada's",
  '/home/%h%d%%',
  '/home/$HOME/$(id)/`id`',
  '/home/a;reboot #&|<>*?[]{}!',
  String.raw`/home/back\slash\"\\`,
  '/home/Ünïcødé/日本',
  '/home/ -oProxyCommand=id ',
  '/home/~ada',
];

needs('ssh-keygen')('ssh itself', () => {
  test('reads one machine as it was meant', () => {
    expect(judged(HOST)).toMatchObject({
      hostname: '203.0.113.7',
      user: 'ec2-user',
      port: '22',
      hostkeyalias: HOST.instanceId,
      stricthostkeychecking: 'true',
      checkhostip: 'no',
      hashknownhosts: 'no',
      updatehostkeys: 'false',
      canonicalizehostname: 'false',
      userknownhostsfile: HOST.knownHostsFile,
      globalknownhostsfile: 'none',
      identityagent: HOST.identityAgent,
      identitiesonly: 'yes',
      identityfile: HOST.publicKeyFile,
      forwardagent: 'no',
      controlmaster: 'false',
      connecttimeout: '15',
    });
  });

  test('believes what it sees first only where nothing is pinned', () => {
    expect(judged({ ...HOST, hostKeys: 'first-contact' })['stricthostkeychecking']).toBe('accept-new');
  });

  test('asks whom it asks by itself where no agent is given, with the one key that is', () => {
    const own = judged({ ...HOST, identityAgent: null });
    const neither = judged({ ...HOST, identityAgent: null, publicKeyFile: null });

    expect([own['identityagent'], own['identityfile']]).toEqual([undefined, HOST.publicKeyFile]);
    expect(neither['identitiesonly']).toBe('no');
  });

  test('keeps these settings whatever the lines after them say', () => {
    const other = ['Host *', 'Port 7', 'User eve', 'StrictHostKeyChecking no', 'ControlPath /tmp/%C', ''];
    const read = judged(HOST, other.join('\n'));

    expect(read).toEqual(judged(HOST));
    expect(read['controlpath']).toBeUndefined();
  });

  test.each(HOMES)('reads the home %j for nothing but a path', (home) => {
    const knownHostsFile = `${home}/ssh/hosts/i-1`;
    const publicKeyFile = `${home}/agent.pub`;

    const read = judged({ ...HOST, knownHostsFile, publicKeyFile, identityAgent: `${home}/agent` });

    expect(read).toMatchObject({
      userknownhostsfile: knownHostsFile,
      identityagent: `${home}/agent`,
      // It prints this one before it reads the `%`.
      identityfile: publicKeyFile.replaceAll('%', '%%'),
    });
    expect(Object.keys(read)).toEqual(Object.keys(judged(HOST)));
  });

  test('reads every path that is taken as it is', () => {
    const odd = constantFrom(...`"'\\%$ {}#~=\t;é日-h\n`.split(''), '`');
    const part = string({ unit: oneof(odd, string({ minLength: 1, maxLength: 1 })), maxLength: 12 });
    holds(
      property(part, (text) => {
        const knownHostsFile = `/${text}/hosts`;
        const block = blockOrNull({ ...HOST, knownHostsFile });
        pre(block !== null);
        const read = judged({ ...HOST, knownHostsFile });
        expect(read).toEqual({ ...judged(HOST), userknownhostsfile: knownHostsFile });
      }),
      { numRuns: 150 },
    );
  });
});

test.each<[string, Partial<SshHost>]>([
  ['host alias', { alias: '' }],
  ['host alias', { alias: '*' }],
  ['host alias', { alias: '-oProxyCommand=id' }],
  ['host alias', { alias: 'web 1' }],
  ['host alias', { alias: 'web\n  ProxyCommand id' }],
  ['host alias', { alias: '!web' }],
  ['host alias', { alias: 'Web' }],
  ['login user', { loginUser: '-l' }],
  ['login user', { loginUser: 'a b' }],
  ['login user', { loginUser: 'a"b' }],
  ['login user', { loginUser: '%r' }],
  ['login user', { loginUser: '${HOME}' }],
  ['login user', { loginUser: 'ada\nProxyCommand id' }],
  ['address', { address: 'face.cafe' }],
  ['address', { address: '203.0.113.7\n' }],
  ['address', { address: '-oProxyCommand=id' }],
  ['address', { address: '%h' }],
  ['address', { address: '127.1' }],
  ['address', { address: 'fe80::1%eth0' }],
  ['port', { port: 0 }],
  ['port', { port: 65_536 }],
  ['port', { port: 22.5 }],
  ['port', { port: Number.NaN }],
  ['instance', { instanceId: 'i-1' }],
  ['instance', { instanceId: '../i-0123456789abcdef0' }],
  ['instance', { instanceId: 'i-0123456789abcdef0\n' }],
  ['path', { knownHostsFile: 'none' }],
  ['path', { knownHostsFile: 'hosts' }],
  ['path', { knownHostsFile: '~/hosts' }],
  ['path', { knownHostsFile: '/home/${HOME}/hosts' }],
  ['path', { knownHostsFile: '/home/ada\nProxyCommand id' }],
  ['path', { knownHostsFile: '/home/ada\u0000' }],
  ['path', { publicKeyFile: '-i' }],
  ['path', { identityAgent: 'SSH_AUTH_SOCK' }],
  ['path', { identityAgent: '$SOCK' }],
  ['path', { identityAgent: String.raw`\\.\pipe\a b` }],
])('what is no %s is refused: %j', (what, part) => {
  expect(() => hostBlock({ ...HOST, ...part })).toThrow(`not a${/^[aeiou]/.test(what) ? 'n' : ''} ${what}`);
});

test('folders and pipes of Windows are named with slashes', () => {
  const identityAgent = String.raw`\\.\pipe\keyport-5d1c9a4e`;
  const knownHostsFile = String.raw`C:\Users\Ada Lovelace\AppData\hosts`;
  const block = hostBlock({ ...HOST, knownHostsFile, identityAgent, publicKeyFile: null });

  expect(block).toContain('  UserKnownHostsFile "C:/Users/Ada Lovelace/AppData/hosts"\n');
  expect(block).toContain('  IdentityAgent //./pipe/keyport-5d1c9a4e\n  IdentitiesOnly no\n');
});

test('an address may be one of IPv6', () => {
  expect(hostBlock({ ...HOST, address: '2001:db8::7' })).toContain('  HostName 2001:db8::7\n');
});

/** What ssh says it would do: its own names of its settings, in small letters. */
function judged(host: SshHost, more = ''): Readonly<Record<string, string>> {
  const file = path.join(folder, 'config');
  fs.writeFileSync(file, `${hostBlock(host)}${more}`);
  const said = execFileSync('ssh', ['-G', '-F', file, host.alias], { encoding: 'utf8' });
  return Object.fromEntries(
    said.split('\n').flatMap((line) => {
      const [, name, value] = /^(\S+) (.*)$/s.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function blockOrNull(host: SshHost): string | null {
  try {
    return hostBlock(host);
  } catch {
    return null;
  }
}
