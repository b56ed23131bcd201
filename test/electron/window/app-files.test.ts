import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAppFiles, type AppFiles } from '../../../electron/window/app-files.ts';
import { CONTENT_SECURITY_POLICY } from '../../../electron/window/content-security-policy.ts';

const SECRET = 'what lies beside the app';
let folder: string;
let files: AppFiles;

beforeAll(() => {
  const above = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-files-'));
  folder = path.join(above, 'screen');
  const contents = {
    'index.html': '<title>Keyport</title>',
    'assets/index-1.js': 'run()',
    'assets/index-1.css': 'body {}',
    'assets/open-sans.woff2': 'font',
    'assets/index-1.js.map': SECRET,
    '.env': SECRET,
    '../secret.html': SECRET,
    '../screen-2/index.html': SECRET,
  };
  for (const [name, text] of Object.entries(contents)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  // Windows asks for a privilege to make one; there the name is simply unknown.
  if (process.platform !== 'win32') fs.symlinkSync('../secret.html', path.join(folder, 'link.html'));
  files = readAppFiles(folder);
});
afterAll(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

/** The path as main takes it from the request's URL. */
const ask = (url: string) => files(new URL(url, 'app://keyport').pathname);

describe('the built screen', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<title>Keyport</title>'],
    ['/index.html', 'text/html; charset=utf-8', '<title>Keyport</title>'],
    ['/assets/index-1.js', 'text/javascript; charset=utf-8', 'run()'],
    ['/assets/index-1.css', 'text/css; charset=utf-8', 'body {}'],
    ['/assets/open-sans.woff2', 'font/woff2', 'font'],
    ['/assets/../index.html?a=1#b', 'text/html; charset=utf-8', '<title>Keyport</title>'],
  ])('is served by name: %s', async (url, type, text) => {
    const response = ask(url);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(text);
  });

  const HOSTILE = [
    '',
    '/nothing.html',
    '/assets',
    '/assets/',
    '//index.html',
    '/./index.html/',
    '/INDEX.HTML',
    '/index.html%00',
    '/index.html\u0000.js',
    '/%69ndex.html',
    '/secret.html',
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/../screen-2/index.html',
    '/link.html',
    '/.env',
    '/assets/index-1.js.map',
    '/__proto__',
    '/constructor',
    '/C:/index.html',
    '/etc/passwd',
  ];
  test.each(HOSTILE)('has no file of the name %j', async (name) => {
    const response = files(name);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('no such file');
    // The same through a URL, which may have straightened the path already.
    expect(await ask(name === '' ? '/none' : name).text()).not.toContain(SECRET);
  });

  test.each(['/', '/assets/index-1.js', '/nothing', '/..%2fsecret.html'])(
    'answers %s under the policy, with its type, and for once',
    (name) => {
      const { headers } = files(name);

      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});
