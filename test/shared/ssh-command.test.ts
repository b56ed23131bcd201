import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { agentEnvironment, agentOption, loadKeyCommand, sshCommand } from '../../shared/ssh-command.ts';

test('logs in to one machine', () => {
  expect(sshCommand({ loginUser: 'ec2-user', address: '203.0.113.7' })).toBe('ssh ec2-user@203.0.113.7');
  // As a plan may have it, for an image of one's own.
  expect(sshCommand({ loginUser: 'Admin', address: '203.0.113.7' })).toBe('ssh Admin@203.0.113.7');
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

test('logs in with the one key of an agent', () => {
  const identityAgent = '/run/user/1000/keyport-agent-7-abcdef/agent';

  expect(sshCommand({ loginUser: 'ec2-user', address: '203.0.113.7', identityAgent })).toBe(
    `ssh -o IdentityAgent=${identityAgent} -o IdentitiesOnly=yes -i ${identityAgent}.pub ec2-user@203.0.113.7`,
  );
  expect(agentEnvironment(identityAgent)).toBe(`export SSH_AUTH_SOCK='${identityAgent}'`);
});

test('a pipe of Windows is named with slashes where ssh reads an option, and for PowerShell as it is', () => {
  const pipe = String.raw`\\.\pipe\keyport-5d1c9a4e`;

  expect(agentOption(pipe)).toBe('-o IdentityAgent=//./pipe/keyport-5d1c9a4e -o IdentitiesOnly=no');
  expect(agentEnvironment(pipe)).toBe(String.raw`$env:SSH_AUTH_SOCK = '\\.\pipe\keyport-5d1c9a4e'`);
});

test.each([
  '',
  'agent',
  '~/agent',
  '/tmp/a b',
  '/tmp/%d',
  '/tmp/$HOME',
  "/tmp/a'b",
  '/tmp/a"b',
  '/tmp/a;id',
  '/tmp/a\n',
  '/tmp/`id`',
  '/tmp/a\\b',
  '/tmp/a=b',
  String.raw`\\.\pipe\a b`,
  String.raw`\\.\pipe\a'b`,
])('the path %j is not one word to a shell and to ssh', (socketPath) => {
  expect(() => agentOption(socketPath)).toThrow('not the path of an agent');
  expect(() => agentEnvironment(socketPath)).toThrow('not the path of an agent');
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
