import { expect, test } from 'vitest';
import { keychainErrorFrom } from '../../../electron/keychain/classify.ts';
import { KeychainError, problemFromKeychain } from '../../../electron/keychain/keychain.ts';

test.each([
  ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
  ["Couldn't access platform storage: Secret Service: no result found", 'absent'],
  ['zbus error: org.freedesktop.Secret.Error.IsLocked', 'locked'],
  ['Platform failure: DBus error: Failed to connect to socket /tmp/bus: No such file or directory', 'absent'],
  [
    'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files',
    'absent',
  ],
  [
    'Platform failure: Using X11 for autolaunch was disabled, set your DBUS_SESSION_BUS_ADDRESS instead',
    'absent',
  ],
  ['Platform failure: DBus error: An error occurred on the device', 'full'],
  ['Platform failure: DBus error: Did not receive a reply', 'failed'],
  ['something nobody foresaw', 'failed'],
])('%s: %s', (message, kind) => {
  const problem = problemFromKeychain(keychainErrorFrom(new Error(message)));

  expect(problem).toMatchObject({ code: `keychain-${kind}`, raw: message, retryable: true });
});

test('the reasons behind a failure are shown with it', () => {
  const cause = new Error('libdbus.so: cannot open', { cause: new Error('keyring.node: not found') });
  const error = keychainErrorFrom(new Error('Cannot find native binding', { cause }));

  expect(error.raw).toBe('Cannot find native binding — libdbus.so: cannot open — keyring.node: not found');
});

test('a reason that only repeats what was said is left out', () => {
  const cause = new Error('no bus', { cause: new Error('bus') });

  expect(keychainErrorFrom(new Error('Platform failure: no bus', { cause })).raw).toBe(
    'Platform failure: no bus',
  );
});

test('what is thrown without being an error is told all the same', () => {
  expect(keychainErrorFrom('odd')).toMatchObject({ kind: 'failed', raw: 'odd' });
});

test('an error that was read already stays what it is', () => {
  const error = new KeychainError('full', 'no room');

  expect(keychainErrorFrom(error)).toBe(error);
});

test('a bug is not dressed up as a keychain problem', () => {
  expect(() => problemFromKeychain(new TypeError('a bug'))).toThrow('a bug');
});
