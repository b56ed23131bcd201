import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ConnectionLost, type HttpAnswer, type HttpRequest } from '../../../electron/practice/http.ts';
import { servePractice, type ServedAccount } from '../../../electron/practice/serve.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';

type Answering = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;

const MIB = 1024 * 1024;
const open: ServedAccount[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.stop()));
});

/** Serves what answers like this, and remembers what it was asked. */
async function serve(answer: Answering = async () => answerOf('yes')) {
  const asked: HttpRequest[] = [];
  const served = await servePractice(
    {
      answer: (request, signal) => {
        asked.push(request);
        return answer(request, signal);
      },
    },
    { port: 0 },
  );
  open.push(served);
  return { ...served, asked, port: Number(new URL(served.endpoint).port) };
}

function answerOf(text: string, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}

/** What comes back for these bytes, until the other side closes; `reset` where it breaks the connection off. */
async function raw(port: number, ...chunks: readonly (string | Buffer)[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  let got = '';
  socket.setEncoding('latin1').on('data', (text: string) => (got += text));
  let isReset = false;
  const closed = Promise.withResolvers<void>();
  socket.on('error', () => (isReset = true)).on('close', closed.resolve);
  for (const chunk of chunks) socket.write(chunk);
  await closed.promise;
  return isReset ? `${got}reset` : got;
}

const HEAD = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n';

/** One request by Node's client, which says what Node's clients meet. */
async function ask(
  port: number,
  {
    body = '',
    headers = {},
    path = '/',
  }: { body?: string | Buffer; headers?: http.OutgoingHttpHeaders; path?: string },
): Promise<{ status: number; text: string; type: string }> {
  const request = http.request({ port, host: '127.0.0.1', path, method: 'POST', headers, agent: false });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  // It may be here before all was sent, and then the server may stop.
  request.on('error', () => undefined);
  let text = '';
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode ?? 0, text, type: String(answer.headers['content-type']) };
}

test('a request comes to the account as it was sent, and its answer goes back', async () => {
  const { port, asked } = await serve(async () => answerOf('<ok/>', 412));

  const answer = await ask(port, {
    path: '/some/path?Action=DescribeVpcs&X=%20',
    body: Buffer.from([0, 255, 13, 10]),
    headers: { 'X-Amz-Target': 'A.B' },
  });

  expect(answer).toEqual({ status: 412, text: '<ok/>', type: 'text/plain' });
  expect(asked).toHaveLength(1);
  const [{ method, path, query, headers, body } = never()] = asked;
  expect({ method, path, query }).toEqual({
    method: 'POST',
    path: '/some/path',
    query: 'Action=DescribeVpcs&X=%20',
  });
  expect(headers).toMatchObject({ 'x-amz-target': 'A.B', host: `127.0.0.1:${String(port)}` });
  expect([...body]).toEqual([0, 255, 13, 10]);
});

test('it listens on this computer only', async () => {
  const { endpoint, port } = await serve();

  expect(endpoint).toBe(`http://127.0.0.1:${String(port)}`);
  const elsewhere = net.connect(port, '127.0.0.2');
  const [error] = (await once(elsewhere, 'error')) as [Error & { code: string }];
  expect(error.code).toBe('ECONNREFUSED');
});

test('a port that is taken is said by its code', async () => {
  const { port } = await serve();

  await expect(servePractice({ answer: async () => answerOf('') }, { port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('two clients are answered side by side', async () => {
  const both = Promise.withResolvers<void>();
  let here = 0;
  const { port } = await serve(async () => {
    here += 1;
    if (here === 2) both.resolve();
    await both.promise;
    return answerOf('both');
  });

  const answers = await Promise.all([ask(port, {}), ask(port, {})]);

  expect(answers.map(({ text }) => text)).toEqual(['both', 'both']);
});

test('one connection carries one call after the other', async () => {
  const { port, asked } = await serve();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  for (let call = 1; call <= 3; call += 1) {
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', agent });
    request.on('socket', (socket) => sockets.add(socket));
    request.end('x=1');
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
    answer.resume();
    await once(answer, 'end');
  }
  agent.destroy();

  expect(asked).toHaveLength(3);
  expect(sockets.size).toBe(1);
});

test('a lost connection is a reset without an answer, and the next call is answered', async () => {
  let calls = 0;
  const { port } = await serve(async () => {
    calls += 1;
    if (calls === 1) throw new ConnectionLost();
    return answerOf('yes');
  });

  expect(await raw(port, `${HEAD}Content-Length: 3\r\n\r\na=1`)).toBe('reset');
  expect((await ask(port, { body: 'a=1' })).text).toBe('yes');
});

test('a fault of the account is an error of EC2, without what it met', async () => {
  const { port } = await serve(async () => Promise.reject(new Error('secret thing')));

  const { status, text } = await ask(port, { body: 'Action=RunInstances' });

  expect(status).toBe(500);
  expect(text).toContain('<Code>InternalError</Code>');
  expect(text).not.toContain('secret thing');
});

test('an answer that no header can carry is an error of EC2 too', async () => {
  const { port } = await serve(async () => ({ ...answerOf(''), headers: { bad: 'a\nb' } }));

  expect(await ask(port, {})).toMatchObject({ status: 500, text: expect.stringContaining('InternalError') });
});

test.each([
  ['EC2', {}, '<Response><Errors><Error><Code>RequestEntityTooLarge</Code>'],
  ['a JSON service', { 'x-amz-target': 'AmazonSSM.GetParameters' }, '{"__type":"RequestEntityTooLarge"'],
])(
  'ten megabytes are refused in the form of %s, and the account never hears of it',
  async (_, headers, form) => {
    const { port, asked } = await serve();

    const { status, text } = await ask(port, { body: Buffer.alloc(10 * MIB, 'a'), headers });

    expect(status).toBe(413);
    expect(text).toContain(form);
    expect(asked).toEqual([]);
  },
);

test('a body that does not say its length is cut off at the limit, and held nowhere', async () => {
  const { port, asked } = await serve();
  const socket = net.connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  let got = '';
  socket.setEncoding('latin1').on('data', (text: string) => (got += text));
  const send = (part: string | Buffer) =>
    new Promise<void>((resolve, reject) => {
      socket.write(part, (error) => (error ? reject(error) : resolve()));
    });
  await send(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
  const chunk = Buffer.alloc(MIB, 'a');
  await collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  for (let sent = 1; sent <= 50; sent += 1) {
    await send(`${chunk.length.toString(16)}\r\n`);
    await send(chunk);
    await send('\r\n');
  }
  await collectGarbage();

  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * MIB);
  await send('0\r\n\r\n');
  await closed;
  expect(got).toMatch(/^HTTP\/1\.1 413 /u);
  expect(got.toLowerCase()).toContain('connection: close');
  expect(asked).toEqual([]);
});

test('exactly the limit is taken', async () => {
  const { port, asked } = await serve();

  expect((await ask(port, { body: Buffer.alloc(2 * MIB, 'a') })).status).toBe(200);
  expect((await ask(port, { body: Buffer.alloc(2 * MIB + 1, 'a') })).status).toBe(413);
  expect(asked.map(({ body }) => body.length)).toEqual([2 * MIB]);
});

test.each([
  ['a web page sends it', { origin: 'https://example.com' }],
  ['a sandboxed page sends it', { origin: 'null' }],
  ['a page of this computer sends it', { origin: 'http://localhost:3000' }],
  ['a picture in a page asks for it', { 'sec-fetch-site': 'cross-site' }],
  ['it was meant for another name', { host: 'rebound.example.com' }],
  ['it was meant for a name that begins like ours', { host: 'localhost.example.com:80' }],
  ['it was meant for another address', { host: '10.0.0.1' }],
])('a caller is refused where %s', async (_, headers) => {
  const { port, asked } = await serve();

  const { status, text } = await ask(port, { headers, body: 'Action=TerminateInstances' });

  expect(status).toBe(403);
  expect(text).toContain('<Code>AccessDenied</Code>');
  expect(asked).toEqual([]);
});

test('a caller is refused where it names nobody', async () => {
  const { port, asked } = await serve();

  expect(await raw(port, 'POST / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /u);
  expect(asked).toEqual([]);
});

test.each(['127.0.0.1', 'localhost:4711', '[::1]:80', 'LOCALHOST'])(
  'a program is answered under the name %s',
  async (host) => {
    const { port } = await serve();

    expect((await ask(port, { headers: { host, 'sec-fetch-site': 'none' } })).status).toBe(200);
  },
);

test('nothing that is sent makes it fall', async () => {
  const { port, asked } = await serve();
  const hostile = [
    '\0\0\0\0',
    'GET\r\n\r\n',
    'POST / HTTP/9.9\r\n\r\n',
    `${HEAD}Content-Length: -1\r\n\r\n`,
    `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${HEAD}X: ${'a'.repeat(100_000)}\r\n\r\n`,
    'CONNECT example.com:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'POST / HTTP/1.1\r\n\r\n',
    `${HEAD}Expect: the-unexpected\r\nContent-Length: 0\r\n\r\n`,
  ];
  for (const bytes of hostile) {
    expect(await raw(port, bytes), bytes.slice(0, 60)).toMatch(/^(HTTP\/1\.1 4\d\d |reset$|$)/u);
  }
  expect(asked).toEqual([]);
  expect(await raw(port, `${HEAD}__proto__: x\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\nab`)).toMatch(
    /^HTTP\/1\.1 200 /u,
  );
  expect((await ask(port, {})).text).toBe('yes');
});

test('a client that goes away in the middle of its request harms nobody', async () => {
  const { port, asked } = await serve();
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${HEAD}Content-Length: 100\r\n\r\nhalf`);
  socket.destroy();
  await once(socket, 'close');

  expect((await ask(port, {})).text).toBe('yes');
  expect(asked).toHaveLength(1);
});

test('a client that does not wait for its answer ends the waiting', async () => {
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const { port } = await serve(async (_, signal) => {
    began.resolve();
    if (signal === undefined) throw new Error('no signal');
    await once(signal, 'abort');
    ended.resolve();
    throw signal.reason;
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false });
  request.on('error', () => undefined);
  request.end('a=1');
  await began.promise;
  request.destroy();

  await expect(ended.promise).resolves.toBeUndefined();
});

test('stopping gives up what waits, breaks what is idle, and can be asked for twice', async () => {
  const began = Promise.withResolvers<void>();
  const { port, stop } = await serve(async (_, signal) => {
    began.resolve();
    if (signal === undefined) throw new Error('no signal');
    await once(signal, 'abort');
    throw signal.reason;
  });
  const idle = net.connect(port, '127.0.0.1');
  const half = net.connect(port, '127.0.0.1');
  await Promise.all([once(idle, 'connect'), once(half, 'connect')]);
  for (const socket of [idle, half]) socket.on('error', () => undefined).resume();
  half.write(`${HEAD}Content-Length: 100\r\n\r\nhalf`);
  const gone = Promise.all([once(idle, 'close'), once(half, 'close')]);
  const waiting = ask(port, { body: 'a=1' }).catch((error: unknown) => error);
  await began.promise;

  await Promise.all([stop(), stop()]);

  await gone;
  expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
  const late = net.connect(port, '127.0.0.1');
  const [error] = (await once(late, 'error')) as [Error & { code: string }];
  expect(error.code).toBe('ECONNREFUSED');
});

test('what was answered before it stops arrives', async () => {
  const { port, stop } = await serve(async () => answerOf('a'.repeat(100_000)));
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(port, {})));

  await stop();

  expect(answers.map(({ text }) => text.length)).toEqual(Array.from({ length: 5 }, () => 100_000));
});

function never(): never {
  throw new Error('there is none');
}
