import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMyAddresses, publicAddresses } from '../../../electron/address/my-addresses.ts';
import { readMyIpv6 } from '../../../electron/address/my-ipv6.ts';

let asked = 0;
let server: http.Server;
let env: Record<string, string>;
beforeEach(async () => {
  asked = 0;
  server = http
    .createServer((_request, response) => {
      asked += 1;
      response.end('198.51.100.7\n');
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  env = { KEYPORT_ADDRESS_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a review is content with an address of a moment ago; who asks for it now gets it now', async () => {
  const addresses = createMyAddresses(publicAddresses(env));
  await Promise.all([addresses.recent(), addresses.recent()]);
  await addresses.recent();
  expect(asked).toBe(1);
  expect((await addresses.read()).ipv4).toBe('198.51.100.7');
  expect(asked).toBe(2);
  await addresses.recent();
  expect(asked).toBe(2);
});

test('where nobody says, there is none', async () => {
  const { ipv4 } = await createMyAddresses(
    publicAddresses({ KEYPORT_ADDRESS_URL: 'http://127.0.0.1:1' }),
  ).read();
  expect(ipv4).toBeNull();
});

test.each(['::1', '::ffff:127.0.0.1', 'ff02::1'])(
  'what is sent to %j leaves by no public address',
  async (host) => {
    expect(await readMyIpv6(host)).toBeNull();
  },
);

test('an address towards the Internet is a public one, or none', async () => {
  expect((await readMyIpv6()) ?? '2000::').toMatch(/^[23][0-9a-f]{3}:/);
});
