import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountChoice } from '../../shared/account.ts';
import type { Launch } from '../../shared/launch.ts';
import type { ZoneAnswer } from '../../shared/launches-api.ts';
import { drillProgress } from '../../shared/practice/drills.ts';
import type { Practice } from '../../shared/practice/practice-api.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine, type TestMachine } from '../support/machine.ts';

// Each drill gone through as the screens do it: by the same calls, and with the same progress shown.

const HERE: AccountChoice = { sourceId: 'practice', region: 'eu-central-1' };
const REGION = HERE.region;
const BEFORE: Weather = [
  { action: 'CreateSecurityGroup', kind: 'html-500' },
  { action: '*', kind: 'pace', value: 0 },
];

let machine: TestMachine;
beforeEach(async () => {
  machine = openMachine({}, fakeKeychain());
  valueOf(await machine.api.startPractice());
  valueOf(await machine.api.startUp());
  valueOf(await machine.api.setWeather({ weather: BEFORE }));
});
afterEach(() => machine.remove());

const read = async (): Promise<Practice> => valueOf(await machine.api.readPractice());

async function progress() {
  const { drill } = await read();
  if (drill === null) return null;
  const { launches } = valueOf(await machine.api.listLaunches());
  return drillProgress(drill, launches);
}

const step = async () => (await progress())?.step ?? null;

async function launchFleet(): Promise<Launch> {
  const plan = await defaultPlan(machine.api, HERE);
  const launchId = randomUUID();
  valueOf(await machine.api.startLaunch({ launchId, plan, confirmed: [] }));
  return machine.ended(launchId, 'running', 'partly', 'failed');
}

/** As the person answers for the one machine that is missing. */
async function answer({ launchId, zones }: Launch, given: ZoneAnswer): Promise<Launch> {
  const open = zones.find(({ state }) => state === 'failed' || state === 'gone');
  const from = machine.launches.length;
  const asked = { launchId, placementId: open?.placementId ?? '', answer: given };
  valueOf(await machine.api.answerZone(asked));
  return endedAfter(launchId, from);
}

async function anotherZone(launch: Launch): Promise<Launch> {
  const { launchId, zones } = launch;
  const open = zones.find(({ state }) => state === 'failed' || state === 'gone');
  const offers = valueOf(
    await machine.api.readZoneOffers({ launchId, placementId: open?.placementId ?? '' }),
  );
  const [first] = offers.zones;
  if (first === undefined) throw new Error('no other zone is offered');
  const { hasMachine: _hasMachine, ...placement } = first;
  return answer(launch, { kind: 'zone', placement });
}

/** The first state that was told after so many, of a launch that nobody works on. */
async function endedAfter(launchId: string, from: number): Promise<Launch> {
  for (;;) {
    await machine.unfinished.ended();
    const told = machine.launches.slice(from).filter((launch) => launch.launchId === launchId);
    const last = told.at(-1);
    if (last !== undefined && ['running', 'partly', 'failed'].includes(last.state)) return last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('out of capacity: two run, the third goes to another zone, and the weather is put back', async () => {
  const { weather, drill } = valueOf(await machine.api.startDrill({ drill: 'no-capacity', region: REGION }));
  expect(drill).toMatchObject({ zone: 'eu-central-1b', stage: 'during' });
  expect(weather).toEqual([
    { action: '*', kind: 'pace', value: 0 },
    { action: 'RunInstances', zone: 'eu-central-1b', kind: 'no-capacity' },
  ]);
  expect(await step()).toBe('launch');

  const launch = await launchFleet();
  expect(launch.state).toBe('partly');
  expect(await step()).toBe('decide');

  const whole = await anotherZone(launch);
  expect(whole.state).toBe('running');
  expect(await progress()).toMatchObject({ step: 'learnt', isDone: true, screen: null });

  const ended = valueOf(await machine.api.endDrill());
  expect(ended).toMatchObject({ weather: BEFORE, drill: null, drillsDone: ['no-capacity'] });
});

test('out of capacity: who does without the machine has found an answer too', async () => {
  valueOf(await machine.api.startDrill({ drill: 'no-capacity', region: REGION }));
  const launch = await launchFleet();
  const zone = launch.zones.find(({ state }) => state === 'failed');
  valueOf(
    await machine.api.answerZone({
      launchId: launch.launchId,
      placementId: zone?.placementId ?? '',
      answer: { kind: 'leave-out' },
    }),
  );
  expect(await step()).toBe('learnt');
});

test('no network: nobody hears of the first machine, and nothing is there twice in the end', async () => {
  valueOf(await machine.api.startDrill({ drill: 'no-network', region: REGION }));
  expect(await step()).toBe('launch');

  const launch = await launchFleet();
  expect(launch.zones.map(({ state }) => state)).toEqual(launch.zones.map(() => 'unknown'));
  expect((await read()).counts.instances).toBe(1);
  expect(await progress()).toMatchObject({ step: 'cut', canTurn: true });

  const { weather } = valueOf(await machine.api.turnDrill());
  expect(weather).toEqual([{ action: '*', kind: 'pace', value: 0 }]);
  expect(await step()).toBe('finish');

  const from = machine.launches.length;
  valueOf(await machine.api.finishLaunch({ launchId: launch.launchId }));
  const whole = await endedAfter(launch.launchId, from);
  expect(whole.state).toBe('running');
  expect((await read()).counts.instances).toBe(whole.zones.length);
  expect(await step()).toBe('learnt');
  expect(valueOf(await machine.api.endDrill())).toMatchObject({
    weather: BEFORE,
    drillsDone: ['no-network'],
  });
});

test('a zone is lost: its machine answers nobody and can be ended, and another zone takes its place', async () => {
  valueOf(await machine.api.startDrill({ drill: 'zone-lost', region: REGION }));
  expect(await progress()).toMatchObject({ step: 'fleet', canTurn: false });
  expect(valueOf(await machine.api.turnDrill()).drill).toMatchObject({ stage: 'before' });

  const launch = await launchFleet();
  expect(launch.state).toBe('running');
  expect(await progress()).toMatchObject({ step: 'lose', canTurn: true });

  const { drill } = valueOf(await machine.api.turnDrill());
  expect(drill).toMatchObject({ stage: 'during', zone: 'eu-central-1c', hit: { launchId: launch.launchId } });
  expect(drill?.machines.filter(({ serves }) => !serves).map(({ zone }) => zone)).toEqual(['eu-central-1c']);
  expect(await step()).toBe('end');
  const [seen] = valueOf(await machine.api.lookAtLaunches({ launchIds: [launch.launchId] })).launches;
  expect(seen?.instances.map(({ zoneName, state, checks }) => [zoneName, state, checks])).toEqual([
    ['eu-central-1a', 'running', 'ok'],
    ['eu-central-1b', 'running', 'ok'],
    ['eu-central-1c', 'running', 'impaired'],
  ]);

  const lost = launch.instances.find(({ zoneName }) => zoneName === 'eu-central-1c');
  const from = machine.launches.length;
  valueOf(
    await machine.api.changeInstances({
      launchId: launch.launchId,
      instanceIds: [lost?.instanceId ?? ''],
      act: 'terminate',
      snapshotsFirst: false,
    }),
  );
  const ended = await endedAfter(launch.launchId, from);
  expect(ended.instances.find(({ instanceId }) => instanceId === lost?.instanceId)?.checks).toBeNull();
  expect(ended.zones.map(({ state }) => state).toSorted()).toEqual(['gone', 'started', 'started']);
  expect(await step()).toBe('replace');

  const again = await answer(ended, { kind: 'again' });
  expect(again.zones.find(({ state }) => state === 'failed')?.problem?.code).toBe('no-capacity');
  expect(await step()).toBe('replace');

  const whole = await anotherZone(again);
  expect(whole.state).toBe('running');
  expect(await step()).toBe('learnt');
  expect(valueOf(await machine.api.endDrill())).toMatchObject({ weather: BEFORE, drillsDone: ['zone-lost'] });
});

test('a zone that comes back ends the drill as well', async () => {
  await machine.api.setWeather({ weather: [{ action: '*', kind: 'pace', value: 0 }] });
  await launchFleet();
  valueOf(await machine.api.startDrill({ drill: 'zone-lost', region: REGION }));
  valueOf(await machine.api.turnDrill());
  const { weather } = valueOf(await machine.api.turnDrill());
  expect(weather).toEqual([{ action: '*', kind: 'pace', value: 0 }]);
  expect(await step()).toBe('learnt');
});

test('one drill at a time; what the person changes of the weather meanwhile stays', async () => {
  valueOf(await machine.api.startDrill({ drill: 'no-capacity', region: REGION }));
  const second = valueOf(await machine.api.startDrill({ drill: 'no-network', region: REGION }));
  expect(second.weather.map(({ kind }) => kind)).toEqual(['pace', 'lose-answer', 'lose-request']);
  expect(second.drillsDone).toEqual([]);
  const own: Weather = [{ action: 'StopInstances', kind: 'html-500' }];
  valueOf(await machine.api.setWeather({ weather: [...second.weather, ...own] }));

  const { weather } = valueOf(await machine.api.endDrill());
  expect(weather.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
    'CreateSecurityGroup html-500',
    '* pace',
    'StopInstances html-500',
  ]);
});

test('a drill ends when practice is left, and with a reset', async () => {
  valueOf(await machine.api.startDrill({ drill: 'no-capacity', region: REGION }));
  valueOf(await machine.api.stopPractice());
  valueOf(await machine.api.startPractice());
  expect(await read()).toMatchObject({ drill: null, weather: BEFORE });

  valueOf(await machine.api.startDrill({ drill: 'no-capacity', region: REGION }));
  expect(valueOf(await machine.api.resetPractice())).toMatchObject({
    drill: null,
    drillsDone: [],
    weather: [],
  });
});
