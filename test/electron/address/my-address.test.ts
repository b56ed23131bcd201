import { once } from 'node:events';
import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMyAddress } from '../../../electron/address/my-address.ts';

let answer: (response: http.ServerResponse, path: string) => void;
let server: http.Server;
let env: Record<string, string>;
beforeEach(async () => {
  server = http.createServer(({ url = '' }, response) => answer(response, url)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  env = { KEYPORT_ADDRESS_URL: `http://127.0.0.1:${String(address.port)}/` };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test.each(['198.51.100.7', '198.51.100.7\n', ' 8.8.8.8 \r\n'])('%j is an address', async (text) => {
  answer = (response) => response.end(text);
  const before = Date.now();
  const outcome = await readMyAddress(env);
  expect(outcome).toMatchObject({
    ok: true,
    value: { address: text.trim(), source: new URL(env['KEYPORT_ADDRESS_URL'] ?? '').host },
  });
  expect(outcome.ok && outcome.value.readAt).toBeGreaterThanOrEqual(before);
});

test.each([
  ['', 'four numbers'],
  ['<html>log in first</html>', 'four numbers'],
  ['2001:db8::1', 'four numbers'],
  ['198.51.100.7 198.51.100.8', 'four numbers'],
  ['198.51.100.7/0', 'four numbers'],
  ['0.0.0.0', 'No computer'],
  ['10.0.0.1', 'home or office'],
  ['127.0.0.1', 'this computer'],
  ['100.64.0.1', 'provider'],
])('%j is none', async (text, why) => {
  answer = (response) => response.end(text);
  expect(await readMyAddress(env)).toMatchObject({
    ok: false,
    problem: { code: 'address-unusable', explanation: expect.stringContaining(why), raw: expect.any(String) },
  });
});

test('an answer without an end is not read to its end', async () => {
  answer = (response) => {
    const write = () => {
      while (!response.destroyed && response.write('198.51.100.7 '.repeat(1000)));
    };
    response.on('drain', write);
    write();
  };
  const outcome = await readMyAddress(env);
  expect(outcome).toMatchObject({ problem: { code: 'address-unusable' } });
  expect(JSON.stringify(outcome).length).toBeLessThan(1000);
});

test('an address followed by much else is none', async () => {
  answer = (response) => response.end(`198.51.100.7${' '.repeat(100)}x`);
  expect(await readMyAddress(env)).toMatchObject({ problem: { code: 'address-unusable' } });
});

test.each<[string, typeof answer]>([
  ['says no', (response) => response.writeHead(503).end('198.51.100.7')],
  [
    'leads elsewhere',
    (response, path) =>
      path === '/' ? response.writeHead(302, { location: '/elsewhere' }).end() : response.end('198.51.100.7'),
  ],
  ['hangs up', (response) => response.destroy()],
  [
    'hangs up in the middle',
    (response) => {
      response.writeHead(200, { 'content-length': '50' });
      response.write('198.51.100.7', () => response.destroy());
    },
  ],
])('a service that %s is not reached', async (_, said) => {
  answer = said;
  expect(await readMyAddress(env)).toMatchObject({
    ok: false,
    problem: { code: 'address-unreachable', retryable: true, actions: ['retry'] },
  });
});

test.each([
  ['before it answers', () => undefined],
  ['within its answer', (response: http.ServerResponse) => void response.write('198.51.100.7')],
])('a service that stops %s is not waited for', async (_, said) => {
  answer = said;
  expect(await readMyAddress(env, 50)).toMatchObject({ problem: { code: 'address-unreachable' } });
});

test('nobody there is a problem that says why', async () => {
  server.close();
  await once(server, 'close');
  expect(await readMyAddress(env)).toMatchObject({
    problem: { code: 'address-unreachable', raw: expect.stringContaining('ECONNREFUSED') },
  });
});

test.each(['http://address.example', 'ftp://127.0.0.1', 'nonsense', 'https://me:hunter2@address.example'])(
  'a service at %s is not asked',
  async (url) => {
    const outcome = await readMyAddress({ KEYPORT_ADDRESS_URL: url });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'endpoint-not-secure' } });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  },
);
