import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { loadKeyCommand, sshCommand } from '../../shared/ssh-command.ts';

test('logs in to one machine', () => {
  expect(sshCommand({ loginUser: 'ec2-user', address: '203.0.113.7' })).toBe('ssh ec2-user@203.0.113.7');
});

test.each([
  '',
  '-oProxyCommand=sh',
  'ec2-user -oProxyCommand=sh',
  'a;reboot',
  'a$(id)',
  'a`id`',
  'a\nb',
  'a@b',
  'a b',
  "a'",
  'a'.repeat(33),
])('the user %j is no word of a command', (loginUser) => {
  expect(() => sshCommand({ loginUser, address: '203.0.113.7' })).toThrow('not a login user');
});

test.each([
  '',
  '-oProxyCommand=sh',
  '203.0.113.7;id',
  '203.0.113.7 id',
  '$(id)',
  '203.0.113.7\n',
  'evil.com',
])('the address %j is no word of a command', (address) => {
  expect(() => sshCommand({ loginUser: 'ec2-user', address })).toThrow('not an address');
});

test.skipIf(process.platform === 'win32')(
  'the key is asked for by its own name, whatever EC2 allows in it',
  () => {
    const account = 'a-z AZ09 ._-:/()#,@[]+=&;{}!$*$(id)|us-east-1|123456789012|5d1c9a4e';
    const [, lookup = ''] = /^secret-tool (.*) \| ssh-add -t 8h -$/.exec(loadKeyCommand(account)) ?? [];

    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${lookup}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');

    expect(words).toEqual(['lookup', 'service', 'keyport', 'username', account]);
  },
);

test('a name that could end its quotes is refused', () => {
  expect(() => loadKeyCommand("a'; reboot #")).toThrow('not a keychain account');
});
