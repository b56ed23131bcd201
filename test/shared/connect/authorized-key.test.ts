import { expect, test } from 'vitest';
import { authorizedLine, pasteCommand, readAppended } from '../../../shared/connect/authorized-key.ts';
import { rescueText, RESCUE_TEXTS } from '../../../shared/connect/rescue-text.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S';

test.each([
  ['web', 'keyport:web'],
  ['my laptop (2)', 'keyport:my_laptop_2_'],
  ["';rm -rf /;'", 'keyport:rm_-rf_'],
  ['a\nssh-rsa AAAA', 'keyport:a_ssh-rsa_AAAA'],
  ['--help', 'keyport:help'],
  ['ключ', 'keyport'],
  ['', 'keyport'],
  ['x'.repeat(300), `keyport:${'x'.repeat(64)}`],
])('a key called %j has the comment %j', (name, comment) => {
  expect(authorizedLine(`${KEY} its own comment`, name)).toBe(`${KEY} ${comment}`);
});

test.each([
  '',
  'ssh-ed25519',
  'ssh-ed25519 not-base64!aaaaaaaaaaaaaaaaaa',
  'ssh-dss AAAAB3NzaC1kc3MAAACBAAAA',
  `command="sh" ${KEY}`,
  `# ${KEY}`,
  `restrict,${KEY}`,
])('what is no public key comes into no list: %j', (publicKey) => {
  expect(() => authorizedLine(publicKey, 'web')).toThrow('not a public key');
});

test.each(['-x', 'a b', "a'b", '$(id)', 'a;b', '', 'a/../b', 'x'.repeat(33)])(
  'a user called %j comes into no command',
  (user) => {
    expect(() => pasteCommand(authorizedLine(KEY, 'web'), user)).toThrow('not a login user');
  },
);

test.each(["a'b", 'a"b', 'a`b', 'a$b', 'a\\b', 'a\nb', 'a;b'])(
  'no other line comes into a command: %j',
  (line) => {
    expect(() => pasteCommand(line, 'ubuntu')).toThrow('not a line');
  },
);

test.each([
  ['keyport: appended 1\n', { did: 'appended', count: 1 }],
  ['Welcome!\r\nmotd\r\n\nkeyport: there 2\r\nbye\n', { did: 'there', count: 2 }],
  ['keyport: appended 0\n', null],
  ['', null],
  ['echo keyport: appended 1', null],
  ['keyport: appended many\n', null],
])('of %j it reads %j', (output, read) => {
  expect(readAppended(output)).toEqual(read);
});

test('every text names the machine that it is about, and none a private key', () => {
  const launch = sketchLaunch({ name: 'web' });
  const [machine] = launch.instances;
  if (machine === undefined) throw new Error('no machine');
  const texts = RESCUE_TEXTS.map((what) =>
    rescueText({ launch, machine, key: { publicKey: KEY, name: 'new' } }, what),
  );
  expect(texts.slice(0, 4)).toEqual([
    machine.instanceId,
    machine.volumes[0]?.volumeId,
    machine.zoneName,
    '/dev/xvda',
  ]);
  expect(texts).not.toContain(null);
  expect(rescueText({ launch, machine, key: null }, 'paste-command')).toBeNull();
  expect(rescueText({ launch, machine: { ...machine, volumes: [] }, key: null }, 'volume-id')).toBeNull();
});
