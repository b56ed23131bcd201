import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { lives, type Life } from '../support/launch-lives/life.ts';
import { openLivingPlace, type LivingPlace } from '../support/launch-lives/live.ts';
import { planInEveryZone } from '../support/launch-lives/plan-of.ts';
import { openMachine } from '../support/machine.ts';
import { startPractice } from '../support/practice.ts';
import { startProxy, type Call, type Fate } from '../support/proxy.ts';

// Hundreds of them: `npm run test:long launch-lives`.
const SEED = 20_260_801;
const LIVES = 8;
const MANY_MS = 300_000;

const CALM = { faults: [], death: null } as const;
const PLAIN: Life = {
  zones: 2,
  perZone: 1,
  key: 'aws-makes-it',
  keyType: 'ed25519',
  access: 'new-group',
  purpose: 'web-site',
  launch: CALM,
  steps: [],
};

let place: LivingPlace;
beforeAll(async () => {
  place = await openLivingPlace();
});
afterAll(() => place.stop());

test(
  'whatever happens to a launch, and whatever is decided: never two machines for one place, nothing unmentioned, nothing left, and nobody else’s touched',
  { timeout: MANY_MS },
  async () => {
    const life = fc.asyncProperty(lives, async (one) => {
      expect(await place.live(one)).toEqual([]);
    });

    await fc.assert(life, { seed: SEED, numRuns: LIVES, endOnFailure: true });
    // It would also hold of launches that never begin.
    expect(place.seen.get('state running') ?? 0).toBeGreaterThan(0);
    expect(place.seen.get('program died') ?? 0).toBeGreaterThan(0);
  },
);

const KNOWN: readonly (readonly [string, Life])[] = [
  [
    'of two machines in each zone, one that was lost on the way is the same machine, and one that is moved has a name of its own',
    {
      ...PLAIN,
      perZone: 2,
      launch: {
        faults: [
          { action: 'RunInstances', nth: 1, kind: 'lose-answer' },
          { action: 'RunInstances', nth: 2, kind: 'no-capacity' },
        ],
        death: null,
      },
      steps: [
        { act: 'zone', ...CALM },
        { act: 'finish', ...CALM },
      ],
    },
  ],
  [
    'a removal that fails at nothing but the key pair is finished',
    {
      ...PLAIN,
      steps: [
        { act: 'undo', faults: [{ action: 'DeleteKeyPair', nth: 'each', kind: 'denied' }], death: null },
        { act: 'finish', ...CALM },
      ],
    },
  ],
  [
    'a launch that a program left half done goes on being that when a zone is left out of it',
    {
      ...PLAIN,
      launch: { faults: [], death: { nth: 1, isCarriedOut: false } },
      steps: [{ act: 'leave-out', ...CALM }],
    },
  ],
  [
    'a launch that does without all of its zones does not run',
    {
      ...PLAIN,
      launch: { faults: [{ action: 'RunInstances', nth: 'each', kind: 'no-capacity' }], death: null },
      steps: [
        { act: 'leave-out', ...CALM },
        { act: 'leave-out', ...CALM },
      ],
    },
  ],
  ...[false, true].map(
    (isCarriedOut) =>
      [
        `a key made here is not imported after its launch was removed: its import was ${isCarriedOut ? '' : 'not '}carried out`,
        {
          ...PLAIN,
          key: 'made-here',
          access: 'existing-group',
          launch: { faults: [], death: { nth: 1, isCarriedOut } },
        },
      ] as const,
  ),
  [
    'why machines were never asked for is still said when another one is left out',
    {
      ...PLAIN,
      zones: 3,
      launch: { faults: [{ action: 'CreateKeyPair', nth: 'each', kind: 'denied' }], death: null },
      steps: [{ act: 'leave-out', ...CALM }],
    },
  ],
  [
    'a key pair of this launch is deleted also where EC2 does not show it',
    {
      ...PLAIN,
      key: 'made-here',
      steps: [
        {
          act: 'undo',
          faults: [{ action: 'DescribeKeyPairs', nth: 'each', kind: 'not-found' }],
          death: null,
        },
      ],
    },
  ],
];

test('of six machines five are asked for at once, and the sixth once one of them is answered', async () => {
  const practice = await startPractice();
  const fiveAreAsked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  let inFlight = 0;
  let most = 0;
  const isRun = ({ action, params }: Call) => action === 'RunInstances' && !params.has('DryRun');
  const proxy = await startProxy(
    practice.endpoint,
    async (call): Promise<Fate> => {
      if (!isRun(call)) return 'pass';
      inFlight += 1;
      most = Math.max(most, inFlight);
      if (inFlight === 5) fiveAreAsked.resolve();
      await answered.promise;
      return 'pass';
    },
    (call) => {
      inFlight -= isRun(call) ? 1 : 0;
    },
  );
  const machine = openMachine({ ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint }, fakeKeychain());
  try {
    const plan = await planInEveryZone(machine.api);
    expect(plan.placements).toHaveLength(6);
    const launchId = randomUUID();
    valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
    await fiveAreAsked.promise;
    // What is to be asked for is shown as that before its call leaves.
    const { zones } = valueOf(await machine.api.readLaunch({ launchId }));
    expect(zones.map(({ state }) => state)).toEqual([...Array<string>(5).fill('asked'), 'waiting']);
    answered.resolve();

    const ended = await machine.ended(launchId, 'running', 'partly', 'failed');
    expect(ended.state).toBe('running');
    expect(ended.instances).toHaveLength(6);
    expect(most).toBe(5);
  } finally {
    answered.resolve();
    machine.remove();
    await proxy.stop();
    await practice.stop();
  }
});

test.each(KNOWN)('%s', { timeout: MANY_MS }, async (_, life) => {
  expect(await place.live(life)).toEqual([]);
});
