import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toApp, toWeb } from './app-url.ts';

const WEB = 'https://keyport.app.electron-host.invalid';

test.each([
  ['app://keyport', `${WEB}/`],
  ['app://keyport/', `${WEB}/`],
  ['app://keyport/a/b.js?c=d#e', `${WEB}/a/b.js?c=d#e`],
])('%s is shown as %s', (app, web) => {
  expect(toWeb(app)).toBe(web);
});

test.each([
  'https://example.com/',
  'http://localhost:5173/',
  'file:///etc/passwd',
  'data:text/html,x',
  'blob:app://keyport/1',
  'about:blank',
  'mailto:a@example.com',
])('%s is left alone', (url) => {
  expect(toWeb(url)).toBe(url);
});

test.each([
  [`${WEB}/x`, 'app://keyport/x'],
  [WEB, 'app://keyport'],
  [`blob:${WEB}/1-2`, 'blob:app://keyport/1-2'],
  [
    'https://keyport.app.electron-host.invalid.example.com/',
    'https://keyport.app.electron-host.invalid.example.com/',
  ],
  [
    'https://example.com/?https://keyport.app.electron-host.invalid/',
    'https://example.com/?https://keyport.app.electron-host.invalid/',
  ],
  ['http://keyport.app.electron-host.invalid/', 'http://keyport.app.electron-host.invalid/'],
])('%s is read as %s', (web, app) => {
  expect(toApp(web)).toBe(app);
});

test('there and back is where it began', () => {
  const part = fc.stringMatching(/^[a-z0-9._~-]{1,12}$/);
  const scheme = fc.constantFrom('app', 'keyport', 'x-y', 'a1');
  fc.assert(
    fc.property(scheme, part, part, (name, host, path) => {
      const url = `${name}://${host}/${path}?q=${path}#${path}`;
      expect(toApp(toWeb(url))).toBe(url);
    }),
  );
});
