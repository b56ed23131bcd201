import { once } from 'node:events';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { STRAIGHT_OUT } from '../../../electron/aws/way-out.ts';
import { createReviewThread } from '../../../electron/review/review-thread.ts';
import type { OpenReviewer } from '../../../electron/review/reviewer.ts';
import type { FromThread, Given, ToThread } from '../../../electron/review/thread-messages.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { startMoto, type Moto } from '../../support/moto.ts';
import { startPagingEc2, type PagingEc2 } from '../../support/paging-ec2.ts';
import { needs } from '../../support/parts.ts';
import { startProxy } from '../../support/proxy.ts';
import { reviewAccount, unwatched } from '../../support/review-account.ts';
import { seedGroups } from '../../support/seed-groups.ts';
import { startReviewWorker } from '../../support/start-review-worker.ts';

const ENV = { KEYPORT_PATIENCE: '0.01' };
const SECRET = 'a-secret-key-of-nobody';

needs('moto')('the thread that reads', () => {
  let moto: Moto;
  let paging: PagingEc2;
  const workers: Worker[] = [];
  let thread: OpenReviewer;
  beforeAll(async () => {
    moto = await startMoto();
    await seedGroups(moto.endpoint, 4);
    paging = await startPagingEc2(moto.endpoint, 2);
    thread = openThread();
  }, 120_000);
  afterAll(async () => {
    thread.close();
    await paging.stop();
    await moto.stop();
  });
  afterEach(() => {
    // Whatever a test has done to it, the next one has a thread of which something was asked.
    if (workers.length > 1) workers.splice(0, workers.length - 1);
  });

  const openThread = () =>
    createReviewThread((options) => {
      const worker = startReviewWorker(options);
      workers.push(worker);
      return worker;
    }, ENV);
  const worker = (): Worker => {
    const last = workers.at(-1);
    if (last === undefined) throw new Error('no thread was started');
    return last;
  };

  test('is told the credentials when it wants them, and in no other message', async () => {
    const said: ToThread[] = [];
    const counted = createReviewThread((options) => {
      const started = startReviewWorker(options);
      const post = started.postMessage.bind(started);
      started.postMessage = (message: ToThread) => {
        said.push(message);
        post(message);
      };
      return started;
    }, ENV);
    const account = reviewAccount(moto.endpoint, async () => ({
      accessKeyId: 'AKIA1',
      secretAccessKey: SECRET,
    }));
    const review = await counted.review(account, null, unwatched());
    counted.close();

    const holding = said.filter((message) => JSON.stringify(message).includes(SECRET));
    expect(holding.map(({ kind }) => kind)).toEqual(['given']);
    expect(JSON.stringify(review)).not.toContain(SECRET);
  });

  test('asks again for credentials that end in the middle', async () => {
    const before = paging.signedBy.length;
    let nth = 0;
    const account = reviewAccount(paging.endpoint, async () => {
      nth += 1;
      return {
        accessKeyId: `AKIA${String(nth)}`,
        secretAccessKey: SECRET,
        expiration: new Date(Date.now() + (nth === 1 ? 1_000 : 3_600_000)),
      };
    });
    valueOf(await thread.review(account, null, unwatched()));

    const keys = new Set(paging.signedBy.slice(before));
    expect(nth).toBe(2);
    expect(keys).toContain('AKIA2');
  });

  test('says what is wrong where the credentials cannot be had, as it would be said here', async () => {
    const account = reviewAccount(moto.endpoint, async () => {
      throw Object.assign(new Error('The SSO session has expired'), { name: 'CredentialsProviderError' });
    });
    expect(await thread.review(account, null, unwatched())).toMatchObject({
      ok: false,
      problem: { code: 'session-expired' },
    });
  });

  test('that dies is a problem for whoever waits, and the next question starts another', async () => {
    const proxy = await startProxy(moto.endpoint, ({ action }) =>
      action === 'DescribeSecurityGroups' ? 'hang' : 'pass',
    );
    const waiting = thread.review(reviewAccount(proxy.endpoint), null, unwatched());
    await proxy.seen('DescribeSecurityGroups');
    const died = worker();
    await died.terminate();

    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'unexpected', retryable: true } });
    expect((await thread.review(reviewAccount(moto.endpoint), null, unwatched())).ok).toBe(true);
    expect(worker()).not.toBe(died);
    await proxy.stop();
  });

  test('that cannot start is a problem, not a silence', async () => {
    const broken = createReviewThread(
      () => new Worker('throw new Error("no such module")', { eval: true, stderr: true }),
      ENV,
    );
    expect(await broken.review(reviewAccount(moto.endpoint), null, unwatched())).toMatchObject({
      ok: false,
      problem: { code: 'unexpected', raw: 'Error: no such module' },
    });
  });

  test('is ended with the program: whoever waits is told that it was cancelled', async () => {
    const ending = openThread();
    const proxy = await startProxy(moto.endpoint, () => 'hang');
    const waiting = ending.review(reviewAccount(proxy.endpoint), null, unwatched());
    await proxy.seen('DescribeSecurityGroups');
    const exited = once(worker(), 'exit');
    ending.close();

    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    await exited;
    await proxy.stop();
  });

  test('asks for nothing more once its question was cancelled, and forgets the answer', async () => {
    const cancelled = new AbortController();
    const proxy = await startProxy(paging.endpoint, ({ action, nth }) => {
      if (action === 'DescribeSecurityGroups' && nth === 3) cancelled.abort();
      return 'pass';
    });
    const answer = await thread.review(
      reviewAccount(proxy.endpoint),
      null,
      unwatched({ signal: cancelled.signal }),
    );
    // A question that is answered shows that the thread has heard of the cancelling, which was said before it.
    valueOf(await thread.review(reviewAccount(moto.endpoint), null, unwatched()));

    expect(answer).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(proxy.count('DescribeSecurityGroups')).toBeLessThanOrEqual(4);
    await proxy.stop();
  });

  test('is not asked what was cancelled before', async () => {
    const before = paging.signedBy.length;
    const watch = unwatched({ signal: AbortSignal.abort() });
    expect(await thread.review(reviewAccount(paging.endpoint), null, watch)).toMatchObject({
      problem: { code: 'cancelled' },
    });
    expect(paging.signedBy).toHaveLength(before);
  });

  // The main thread's loop stands still from the question to the answer: whatever reads and judges is not on it.
  test('reads and judges while the main thread does nothing at all', () => {
    const { port1, port2 } = new MessageChannel();
    const serveReviews = new URL('../../../electron/review/serve-reviews.ts', import.meta.url).href;
    const start = `import(${JSON.stringify(serveReviews)}).then(({ serveReviews }) =>
      serveReviews(require('node:worker_threads').workerData.port, { KEYPORT_PATIENCE: '0.01' }))`;
    const alone = new Worker(start, { eval: true, workerData: { port: port2 }, transferList: [port2] });
    const say = (message: ToThread) => port1.postMessage(message, []);
    const { credentials: _, ...account } = reviewAccount(moto.endpoint);
    let turns = 0;
    setImmediate(() => {
      turns += 1;
    });
    say({ kind: 'ask', id: 1, question: 'review', account, input: null, wayOut: STRAIGHT_OUT });
    const answer = answerWithoutLoop(port1, (wantId, what) => {
      const credentials = { accessKeyId: 'AKIA1', secretAccessKey: SECRET };
      const value = what === 'credentials' ? credentials : { ipv4: null, ipv6: null };
      say({ kind: 'given', wantId, given: { ok: true, value } satisfies Given });
    });
    expect(answer).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([expect.anything()]) } });
    expect(turns).toBe(0);
    void alone.terminate();
  });
});

/** The answer that comes on this port, without ever giving the loop a turn; null where none comes for a minute. */
function answerWithoutLoop(
  port: InstanceType<typeof MessageChannel>['port1'],
  give: (wantId: number, what: string) => void,
): unknown {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (let looks = 0; looks < 12_000; looks += 1) {
    const received: { readonly message: FromThread } | undefined = receiveMessageOnPort(port);
    if (received === undefined) Atomics.wait(nothing, 0, 0, 5);
    else if (received.message.kind === 'wants') give(received.message.wantId, received.message.what);
    else if (received.message.kind === 'answer') return received.message.answer;
  }
  return null;
}
