import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPractice } from '../support/practice-account.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';
import { aboutBadWeather } from './conversations/about-bad-weather.ts';
import { aboutFullThings } from './conversations/about-full-things.ts';
import { aboutGroups } from './conversations/about-groups.ts';
import { aboutInstances } from './conversations/about-instances.ts';
import { aboutKeys } from './conversations/about-keys.ts';
import { aboutTheNetwork } from './conversations/about-the-network.ts';
import { aboutWhatIsSold } from './conversations/about-what-is-sold.ts';
import { differences, type Difference } from './conversations/compare.ts';
import { CANNOT_BE_MET, CODES, MUST_ACTIONS } from './conversations/coverage.ts';
import { KNOWN_DIFFERENCES, isKnown } from './conversations/known-differences.ts';
import { hold, type Conversation, type Line } from './conversations/talk.ts';
import { clientsOf, clientsOfPractice, closeAll } from './conversations/worlds.ts';

const IN_BOTH: readonly Conversation[] = [
  aboutTheNetwork,
  aboutWhatIsSold,
  aboutGroups,
  aboutKeys,
  aboutInstances,
];

const AT_ONCE = [{ action: '*', kind: 'pace', value: 0 }] as const;

const said = new Map<string, readonly Line[]>();

beforeAll(async () => {
  for (const conversation of IN_BOTH) said.set(conversation.title, await inPractice(() => conversation));
  said.set('weather', await inPractice((set) => aboutBadWeather((weather) => set([...AT_ONCE, ...weather]))));
  said.set('full', await inPractice(() => aboutFullThings));
});

async function inPractice(
  conversation: (set: Awaited<ReturnType<typeof openPractice>>['account']['setWeather']) => Conversation,
): Promise<readonly Line[]> {
  const { account } = await openPractice({ weather: AT_ONCE });
  const clients = clientsOfPractice(account);
  try {
    return await hold('practice', clients, conversation(account.setWeather));
  } finally {
    closeAll(clients);
  }
}

describe('what the practice account was asked in conversations', () => {
  const lines = () => [...said.values()].flat();
  const good = (action: string) => lines().some((line) => line.action === action && line.answer.ok);
  const bad = (action: string) => lines().some((line) => line.action === action && !line.answer.ok);

  test('is every action that Keyport must have, once answered and once refused', () => {
    expect(MUST_ACTIONS.filter((action) => !good(action))).toEqual([]);
    expect(MUST_ACTIONS.filter((action) => !bad(action))).toEqual([]);
  });

  test('met every error that Keyport has words for, but for those that cannot be met here', () => {
    const met = new Set(lines().flatMap(({ answer }) => (answer.ok ? [] : [answer.code])));
    expect(CODES.filter((code) => !met.has(code) && !CANNOT_BE_MET.has(code))).toEqual([]);
    expect([...CANNOT_BE_MET.keys()].filter((code) => met.has(code))).toEqual([]);
  });

  test('was never answered by a fault', () => {
    const faults = lines().filter(
      ({ answer, label }) => !answer.ok && answer.status >= 500 && !MEANT.test(label),
    );
    expect(faults).toEqual([]);
  });
});

/** Weather that is a fault of AWS's. */
const MEANT = /^(no machines left|too many requests|InternalError|ServiceUnavailable)$/u;

needs('moto')('the same conversations with moto and with the practice account', () => {
  let moto: Moto;
  let found: readonly Difference[];
  beforeAll(async () => {
    moto = await startMoto();
    const all: Difference[] = [];
    for (const conversation of IN_BOTH) {
      await moto.reset();
      const clients = clientsOf({ endpoint: moto.endpoint });
      const lines = await hold('moto', clients, conversation);
      closeAll(clients);
      all.push(...differences(lines, said.get(conversation.title) ?? []));
    }
    found = all;
  });
  afterAll(() => moto.stop());

  test('differ where moto differs from EC2, and nowhere else', () => {
    const unknown = found.filter(({ at }) => !KNOWN_DIFFERENCES.some((known) => isKnown(at, known)));
    expect(unknown).toEqual([]);
  });

  test('differ in each of those places still', () => {
    const gone = KNOWN_DIFFERENCES.filter((known) => !found.some(({ at }) => isKnown(at, known)));
    expect(gone).toEqual([]);
  });
});
