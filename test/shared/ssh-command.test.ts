import { expect, test } from 'vitest';
import { sshCommand } from '../../shared/ssh-command.ts';

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
