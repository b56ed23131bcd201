import { expect, test } from 'vitest';
import { chromiumSwitches, mergeSwitches } from './switches.ts';

test('lists of features are joined: Chromium reads only the last one', () => {
  const merged = mergeSwitches(
    ['--disable-features=A,B'],
    [
      ['disable-features', 'C'],
      ['enable-features', 'D'],
      ['enable-features', 'E'],
    ],
  );

  expect(merged).toEqual(['--disable-features=A,B,C', '--enable-features=D,E']);
});

test('any other switch is replaced, and one without a value has none', () => {
  expect(
    mergeSwitches(
      ['--lang=de', '--no-pings'],
      [
        ['lang', 'en'],
        ['mute-audio', ''],
      ],
    ),
  ).toEqual(['--lang=en', '--no-pings', '--mute-audio']);
});

test.each([
  'user-data-dir',
  'remote-debugging-port',
  'remote-allow-origins',
  'no-sandbox',
  'disable-web-security',
  'host-resolver-rules',
  'load-extension',
  'proxy-server',
])('--%s is not the app’s to set', (name) => {
  expect(mergeSwitches([], [[name, 'x']])).toEqual([]);
});

test('nothing an app appends takes Chromium to the keyring or to DNS', () => {
  const switches = chromiumSwitches([
    ['password-store', 'gnome-libsecret'],
    ['host-resolver-rules', 'MAP * 127.0.0.1'],
  ]);

  expect(switches).toContain('--password-store=basic');
  expect(switches).toContain('--host-resolver-rules=MAP *.invalid ~NOTFOUND');
});
