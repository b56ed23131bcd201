import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMyAddress } from '../../../electron/address/my-address.ts';
import { connectAccount, resolveAccount } from '../../../electron/aws/account.ts';
import { closeClients, createClients } from '../../../electron/aws/clients.ts';
import { problemFrom } from '../../../electron/aws/problem.ts';
import { createSsoOidc } from '../../../electron/aws/sso-oidc.ts';
import { STRAIGHT_OUT, takeWayOut, wayOutNow } from '../../../electron/aws/way-out.ts';
import { createWayOut } from '../../../electron/way-out/way-out.ts';
import { firstProxyIn } from '../../../electron/way-out/way-out-of.ts';
import { makeCertificate } from '../../support/certificate.ts';

// A company's network: nobody in it knows `.test`, its proxy leads there, and opens what is encrypted.
const COMPANY = makeCertificate({ host: 'Company Root CA' });
const HOST = 'api.aws.test';
const SERVER = makeCertificate({ host: HOST, issuer: COMPANY });
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:user/ann</Arn><UserId>AIDA1</UserId><Account>123456789012</Account>
  </GetCallerIdentityResult></GetCallerIdentityResponse>`;

let folder: string;
let server: https.Server;
let proxy: http.Server;
let asked: string[];
let tunnels: string[];
let refusal: string | null;
const open = new Set<Duplex>();

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-way-out-'));
  asked = [];
  tunnels = [];
  refusal = null;
  server = https.createServer({ key: SERVER.key, cert: SERVER.cert }, (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (request.url === '/client/register') response.end('{"clientId":"a","clientSecret":"b"}');
    else if (request.url === '/address') response.end('52.94.76.1\n');
    else if (request.url === '/away') response.writeHead(302, { location: 'https://elsewhere.test/' }).end();
    else response.setHeader('content-type', 'text/xml').end(IDENTITY);
  });
  proxy = http.createServer();
  proxy.on('connect', (request, socket) => {
    open.add(socket);
    tunnels.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? 'nobody'}`);
    if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
    const there = net.connect(portOf(server), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    socket.on('error', () => there.destroy());
    there.on('error', () => socket.destroy());
  });
  server.on('connection', (socket) => open.add(socket));
  for (const each of [server, proxy]) await new Promise<void>((done) => each.listen(0, '127.0.0.1', done));
});

afterEach(async () => {
  takeWayOut(STRAIGHT_OUT);
  server.closeAllConnections();
  proxy.closeAllConnections();
  for (const socket of open) socket.destroy();
  open.clear();
  for (const each of [server, proxy]) await new Promise((done) => each.close(done));
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('behind a proxy with a certificate of its own', () => {
  test('an AWS client goes through the proxy and is answered once the certificate was added', async () => {
    await setUp({ caText: COMPANY.cert });

    expect(await whoAmI()).toMatchObject({ ok: true, value: { accountId: '123456789012' } });
    expect(tunnels[0]).toBe(`${HOST}:443 nobody`);
  });

  test('without the certificate nothing is sent, and the problem leads to the setting', async () => {
    await setUp({});

    expect(await whoAmI()).toMatchObject({
      ok: false,
      problem: { code: 'tls-intercepted', actions: expect.arrayContaining(['set-way-out']) },
    });
    expect(tunnels.length).toBeGreaterThan(0);
    expect(asked).toEqual([]);
  });

  test('a sign-in by the browser and the own address go the same way', async () => {
    await setUp({ caText: COMPANY.cert });
    const oidc = createSsoOidc('eu-central-1', `https://${HOST}`, AbortSignal.timeout(5_000));

    expect(await oidc.register([])).toMatchObject({ clientId: 'a' });
    expect(await readMyAddress({ KEYPORT_ADDRESS_URL: `https://${HOST}/address` })).toMatchObject({
      ok: true,
      value: { address: '52.94.76.1' },
    });
    expect(tunnels).toHaveLength(2);
  });

  test('a redirection is not followed', async () => {
    await setUp({ caText: COMPANY.cert });

    expect(await readMyAddress({ KEYPORT_ADDRESS_URL: `https://${HOST}/away` })).toMatchObject({
      ok: false,
      problem: { code: 'address-unreachable' },
    });
    expect(tunnels).toHaveLength(1);
  });

  test.each([
    ['asks for a password', '407 Proxy Authentication Required', 'proxy-password'],
    ['does not let the call through', '403 Forbidden', 'proxy-refused'],
    ['cannot reach AWS itself', '502 Bad Gateway', 'proxy-refused'],
  ])('a proxy that %s is told so', async (_, answer, code) => {
    await setUp({ caText: COMPANY.cert });
    refusal = answer;

    expect(await whoAmI()).toMatchObject({
      ok: false,
      problem: { code, actions: expect.arrayContaining(['set-way-out']) },
    });
    expect(asked).toEqual([]);
  });

  test.each(['http://127.0.0.1:9', 'http://proxy.invalid:3128'])(
    'a proxy that is not there (%s) is told from AWS that is not there',
    async (address) => {
      await setUp({ address });
      const problem = await whoAmI();

      expect(problem).toMatchObject({ ok: false, problem: { code: 'proxy-unreachable' } });
    },
  );

  test('a user in the address is told to the proxy, and shown to nobody', async () => {
    const report = await setUp({ caText: COMPANY.cert, address: `http://ann@127.0.0.1:${portOf(proxy)}` });
    await whoAmI();

    expect(tunnels[0]).toContain(Buffer.from('ann:').toString('base64'));
    expect(report.inUse).toBe(`http://127.0.0.1:${portOf(proxy)}`);
  });
});

describe('what goes straight out', () => {
  test.each([HOST, 'aws.test', '.aws.test', '*'])('is what NO_PROXY names: %s', async (noProxy) => {
    await setUp({ caText: COMPANY.cert, env: { NO_PROXY: `other.test, ${noProxy}` } });

    expect(await whoAmI()).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
    expect(tunnels).toEqual([]);
  });

  test('is not what NO_PROXY does not name', async () => {
    await setUp({ caText: COMPANY.cert, env: { NO_PROXY: 'other.test,s.test' } });
    await whoAmI();

    expect(tunnels).not.toEqual([]);
  });

  test.each(['127.0.0.1', '127.9.9.9', 'localhost'])('is what stays on this computer: %s', async (host) => {
    await setUp({ caText: COMPANY.cert });
    await whoAmI(`https://${host}:${portOf(server)}`);
    await readMyAddress({ KEYPORT_ADDRESS_URL: `https://${host}:${portOf(server)}/address` });

    expect(tunnels).toEqual([]);
  });
});

describe('the setting', () => {
  test('follows the environment at first, and holds over a restart', async () => {
    const env = { https_proxy: 'proxy.example.com:3128' };
    const first = createWayOut({ home: folder, env, askSystem: null });

    expect(await first.read()).toMatchObject({
      ok: true,
      value: { proxy: { kind: 'environment' }, inUse: 'http://proxy.example.com:3128', certificates: [] },
    });
    await first.setProxy({ kind: 'none' });
    expect(wayOutNow()).toBe(STRAIGHT_OUT);

    await first.setCertificates(COMPANY.cert);
    const later = await createWayOut({ home: folder, env, askSystem: null }).read();
    expect(later).toMatchObject({
      ok: true,
      value: { proxy: { kind: 'none' }, inUse: null, certificates: [{ subject: 'Company Root CA' }] },
    });
  });

  test('a password is refused, and stands in no file', async () => {
    const own = createWayOut({ home: folder, env: {}, askSystem: null });
    const refused = await own.setProxy({ kind: 'typed', address: 'http://ann:swordfish@proxy.test:3128' });

    expect(refused).toMatchObject({ ok: false, problem: { code: 'proxy-unusable' } });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(wayOutNow()).toBe(STRAIGHT_OUT);
  });

  test.each([
    'socks5://proxy.test:1080',
    'http://proxy.test/proxy.pac',
    'http://',
    'two words',
    'foo',
    'http://proxy.test',
  ])('an address that is no proxy’s is refused: %s', async (address) => {
    const own = createWayOut({ home: folder, env: {}, askSystem: null });

    expect(await own.setProxy({ kind: 'typed', address })).toMatchObject({
      ok: false,
      problem: { code: 'proxy-unusable' },
    });
  });

  test('the system is asked where it can be, and the environment where it cannot', async () => {
    const env = { HTTPS_PROXY: 'http://from-environment.test:1' };
    const askSystem = async () => 'PROXY from-system.test:2; DIRECT';
    const inWindow = createWayOut({ home: folder, env, askSystem });
    const elsewhere = createWayOut({ home: folder, env, askSystem: null });

    expect(await inWindow.setProxy({ kind: 'system' })).toMatchObject({
      value: { inUse: 'http://from-system.test:2' },
    });
    expect(await elsewhere.setProxy({ kind: 'system' })).toMatchObject({
      value: { inUse: 'http://from-environment.test:1' },
    });
  });

  test.each([
    ['the environment', 'socks5://ann:swordfish@proxy.test:1080', /not by SOCKS/u],
    ['the environment', 'two words', /Write the proxy as/u],
    ['the system', 'SOCKS5 proxy.test:1080; DIRECT', /not by SOCKS/u],
  ])(
    'a proxy that %s names and nobody can use is said so, and certificates hold all the same',
    async (by, said, why) => {
      const env = by === 'the system' ? {} : { HTTPS_PROXY: said };
      const own = createWayOut({ home: folder, env, askSystem: async () => said });
      const kind = by === 'the system' ? 'system' : 'environment';
      const reported = { proxy: { kind }, inUse: null, unusable: expect.stringMatching(why) };

      expect(await own.setProxy({ kind })).toMatchObject({ ok: true, value: reported });
      const added = await own.addCertificates(COMPANY.cert);
      expect(added).toMatchObject({ ok: true, value: { ...reported, certificates: [{}] } });
      takeWayOut(STRAIGHT_OUT);
      const later = createWayOut({ home: folder, env, askSystem: async () => said });
      expect(await later.read()).toEqual(added);
      expect(wayOutNow()).toMatchObject({ proxy: null, certificates: [COMPANY.cert] });
      expect(JSON.stringify(added)).not.toContain('swordfish');

      expect(await later.setProxy({ kind: 'none' })).toMatchObject({ value: { unusable: null } });
    },
  );

  test('a system that does not answer is as one without a proxy', async () => {
    const askSystem = () => Promise.reject(new Error('no answer'));
    const own = createWayOut({ home: folder, env: {}, askSystem });

    expect(await own.setProxy({ kind: 'system' })).toMatchObject({ ok: true, value: { inUse: null } });
  });

  test.each([
    ['DIRECT', null],
    ['DIRECT; PROXY late.test:1', null],
    ['PROXY a.test:80; DIRECT', 'http://a.test:80'],
    ['HTTPS a.test:443', 'https://a.test:443'],
    ['SOCKS5 a.test:1080; DIRECT', null],
    ['', null],
  ])('what the system says is read as Chromium writes it: %s', (list, address) => {
    expect(firstProxyIn(list)).toBe(address);
  });

  const DAY_MS = 24 * 60 * 60_000;
  const past = new Date(Date.now() - DAY_MS);
  const future = new Date(Date.now() + DAY_MS);
  test.each([
    ['nothing of the kind', 'hello', /BEGIN CERTIFICATE/],
    ['a private key beside it', `${COMPANY.cert}${COMPANY.key}`, /private key/],
    ['one that is damaged', COMPANY.cert.replaceAll(/[A-Z]{2}/g, 'AA'), /damaged|no certificate/],
    [
      'one that has expired',
      makeCertificate({ host: 'Old CA', from: new Date(past.getTime() - DAY_MS), to: past }).cert,
      /Old CA.*expired/,
    ],
    [
      'one that is still to come',
      makeCertificate({ host: 'New CA', from: future, to: new Date(future.getTime() + DAY_MS) }).cert,
      /New CA.*not valid before/,
    ],
  ])('a file of certificates is refused with %s', async (_, text, why) => {
    const own = createWayOut({ home: folder, env: {}, askSystem: null });

    expect(await own.setCertificates(text)).toMatchObject({
      ok: false,
      problem: { code: 'ca-unusable', explanation: expect.stringMatching(why) },
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('what cannot be read in its file is as nothing set', async () => {
    fs.writeFileSync(path.join(folder, 'connection.json'), '{"proxy":');

    expect(await createWayOut({ home: folder, env: {}, askSystem: null }).read()).toMatchObject({
      value: { proxy: { kind: 'environment' }, inUse: null },
    });
  });
});

test('an address that is nobody’s and no proxy’s is what it was before', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED 52.94.76.1:443'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });
  takeWayOut({ ...STRAIGHT_OUT, proxy: 'http://proxy.test:3128' });

  expect(problemFrom(error).code).toBe('unreachable');
});

function portOf(listening: http.Server | https.Server): number {
  return (listening.address() as AddressInfo).port;
}

type SetUp = {
  readonly caText?: string;
  readonly address?: string;
  readonly env?: Readonly<Record<string, string>>;
};

async function setUp({ caText = '', address, env = {} }: SetUp) {
  const own = createWayOut({ home: folder, env, askSystem: null });
  const typed = address ?? `http://127.0.0.1:${portOf(proxy)}`;
  await own.setCertificates(caText);
  const set = await own.setProxy({ kind: 'typed', address: typed });
  if (!set.ok) throw new Error(set.problem.explanation);
  return set.value;
}

async function whoAmI(endpoint = `https://${HOST}`) {
  const env = {
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000001',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL: endpoint,
  };
  const resolved = await resolveAccount({ sourceId: 'environment', region: 'eu-central-1' }, env);
  if (!resolved.ok) return resolved;
  const clients = createClients(resolved.value);
  try {
    return await connectAccount(clients, resolved.value);
  } finally {
    closeClients(clients);
  }
}
