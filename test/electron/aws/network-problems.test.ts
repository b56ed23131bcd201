import http from 'node:http';
import https from 'node:https';
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import type { AwsClients } from '../../../electron/aws/clients.ts';
import { isOutcomeUnknown, problemFrom } from '../../../electron/aws/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import { makeCertificate, type Certificate } from '../../support/certificate.ts';
import { listen } from '../../support/loopback.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

const LOG_IN =
  '<!DOCTYPE html><html><head><title>Welcome aboard</title></head><body>Log in<br></body></html>';
const WELL_FORMED = '<html><body><p>Please log in</p></body></html>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

describe('a network that wants a log-in first is told apart from AWS', () => {
  test.each<[string, number, http.OutgoingHttpHeaders, string]>([
    ['by a page', 200, HTML, LOG_IN],
    ['by a page that is well-formed, and would be an empty answer', 200, HTML, WELL_FORMED],
    ['by being sent on', 302, { location: 'http://portal.example.test/login?ticket=1' }, ''],
    ['by being sent on with a page', 307, { ...HTML, location: 'http://portal.example.test/' }, LOG_IN],
    ['by its own status', 511, HTML, LOG_IN],
    ['by a proxy that asks who is there', 407, HTML, LOG_IN],
  ])('%s', async (_, status, headers, body) => {
    const endpoint = await portal(status, headers, body);
    for (const call of CALLS) {
      const error = await errorOf(call(clientsAt(endpoint)));
      expect(problemFrom(error)).toMatchObject({ code: 'captive-portal', retryable: true });
      expect(problemFrom(error).explanation).toMatch(/log in to the network.*answers are kept/);
    }
  });

  test('what stands in the place it sends on to is not shown', async () => {
    const endpoint = await portal(302, { location: 'http://portal.example.test/login?ticket=1' }, '');
    const { raw } = problemFrom(await errorOf(describeInstances(clientsAt(endpoint))));
    expect(raw).toContain('portal.example.test');
    expect(raw).not.toContain('ticket');
  });

  test('a launch that it answered may have been carried out', async () => {
    const endpoint = await portal(200, HTML, LOG_IN);
    const error = await errorOf(runInstances(clientsAt(endpoint)));
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(problemFrom(error).whatIsRunning).toMatch(/may be running/);
  });

  test.each<[string, number, ProblemCode]>([
    ['the error page of a server', 502, 'not-an-aws-answer'],
    ['a page that forbids', 403, 'not-an-aws-answer'],
  ])('%s is another thing', async (_, status, code) => {
    const endpoint = await portal(status, HTML, LOG_IN);
    expect(problemFrom(await errorOf(runInstances(clientsAt(endpoint)))).code).toBe(code);
  });
});

describe('a certificate that is refused', () => {
  const authority = makeCertificate({ host: 'authority.example.test' });
  const past = { from: new Date('2020-01-01'), to: new Date('2021-01-01') };
  const future = { from: new Date('2090-01-01'), to: new Date('2091-01-01') };

  test.each<[string, Certificate, string | undefined, ProblemCode, RegExp]>([
    [
      'for another host is a log-in page',
      makeCertificate({ host: 'portal.example.test', issuer: authority }),
      authority.cert,
      'captive-portal',
      /log in to the network/,
    ],
    [
      'that somebody has signed for himself is a log-in page',
      makeCertificate({ host: 'localhost' }),
      undefined,
      'captive-portal',
      /log in to the network/,
    ],
    [
      'by an authority that is not known is somebody who reads along',
      chain(makeCertificate({ host: 'localhost', issuer: authority }), authority),
      undefined,
      'tls-intercepted',
      /opens encrypted traffic/,
    ],
    [
      'by an authority that is not even shown, too',
      makeCertificate({ host: 'localhost', issuer: authority }),
      undefined,
      'tls-intercepted',
      /opens encrypted traffic/,
    ],
    [
      'whose days are over is a matter of the clock',
      makeCertificate({ host: 'localhost', issuer: authority, ...past }),
      authority.cert,
      'clock-off',
      /date and time/,
    ],
    [
      'whose days are still to come is a matter of the clock',
      makeCertificate({ host: 'localhost', issuer: authority, ...future }),
      authority.cert,
      'clock-off',
      /date and time/,
    ],
  ])('%s, and nothing was sent', async (_, certificate, trusted, code, says) => {
    const error = await errorOf(overTls(certificate, trusted));
    expect(problemFrom(error)).toMatchObject({ code, explanation: expect.stringMatching(says) });
    expect(isOutcomeUnknown(error)).toBe(false);
  });

  test('one that is good is accepted, so that the others are refused for what they are', async () => {
    const good = makeCertificate({ host: 'localhost', issuer: authority });
    await expect(overTls(good, authority.cert)).resolves.toBeDefined();
  });
});

test('a page of plain http where TLS is expected is a log-in page', async () => {
  const endpoint = await portal(200, HTML, LOG_IN);
  const error = await errorOf(describeInstances(clientsAt(endpoint.replace('http:', 'https:'))));
  expect(problemFrom(error).code).toBe('captive-portal');
});

test('a host that no name server knows is named, where it is somebody’s own endpoint', async () => {
  const error = await errorOf(describeInstances(clientsAt('https://ec2.nowhere.invalid')));
  const problem = problemFrom(error);
  expect(problem.code).toBe('unreachable');
  expect(problem.explanation).toContain('ec2.nowhere.invalid');
  expect(isOutcomeUnknown(error)).toBe(false);
});

const CALLS: readonly ((clients: AwsClients) => Promise<unknown>)[] = [
  describeInstances,
  runInstances,
  ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  ({ ssm }) => ssm.send(new GetParametersCommand({ Names: ['/aws/service/x'] })),
];

function describeInstances({ ec2Once }: AwsClients): Promise<unknown> {
  return ec2Once.send(new DescribeInstancesCommand({}));
}

function runInstances({ ec2Once }: AwsClients): Promise<unknown> {
  return ec2Once.send(new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1 }));
}

/** Answers whatever is asked by this page. */
async function portal(status: number, headers: http.OutgoingHttpHeaders, body: string): Promise<string> {
  const server = http.createServer((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  });
  const listening = await listen(server);
  stop = listening.stop;
  return listening.endpoint;
}

/** Asks an EC2 behind this certificate; `trusted` is the authority that counts. */
async function overTls({ cert, key }: Certificate, trusted: string | undefined): Promise<unknown> {
  const server = https.createServer({ cert, key }, (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/xml' }).end('<DescribeInstancesResponse/>');
  });
  const listening = await listen(server);
  stop = listening.stop;
  const ec2 = new EC2Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    endpoint: `https://localhost:${new URL(listening.endpoint).port}`,
    requestHandler: { httpsAgent: { ...(trusted === undefined ? {} : { ca: trusted }), keepAlive: false } },
    maxAttempts: 1,
  });
  try {
    return await ec2.send(new DescribeInstancesCommand({}));
  } finally {
    ec2.destroy();
  }
}

/** As a server shows it: its own certificate, and that of who has signed it. */
function chain(certificate: Certificate, issuer: Certificate): Certificate {
  return { ...certificate, cert: certificate.cert + issuer.cert };
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new TypeError('it was answered');
    },
    (error: unknown) => error,
  );
}
