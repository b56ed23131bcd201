import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Launch, LaunchZone } from '../../../shared/launch.ts';
import {
  DRILL_IDS,
  DRILL_STEPS,
  drillProgress,
  rulesOfDrill,
  setAside,
  withoutRules,
  zoneToLose,
  type DrillUnderWay,
} from '../../../shared/practice/drills.ts';
import { readWeather, type Weather } from '../../../shared/practice/weather.ts';
import { words } from '../../../shared/words/en.ts';
import { sketchLaunch, type LaunchSketch } from '../../renderer/launch-fixtures.ts';

const START = Date.now() - 60_000;

function drill(edit: Partial<DrillUnderWay> & Pick<DrillUnderWay, 'drill'>): DrillUnderWay {
  const base = { region: 'us-east-1', zone: null, startedAt: START, hit: null, machines: [] };
  return { ...base, stage: 'during', ...edit };
}

/** Launched since the drill began, unless the sketch says otherwise. */
function launch(sketch: Partial<LaunchSketch> = {}): Launch {
  return sketchLaunch({ name: 'fleet', age: 1_000, ...sketch });
}

/** Its second machine stands in that zone instead. */
function moved(of: Launch, zoneName: string, placementId = 'p2'): Launch {
  const zones = of.zones.map((zone): LaunchZone =>
    zone.placementId === placementId ? { ...zone, zoneName } : zone,
  );
  return { ...of, zones };
}

const noRoom = drill({ drill: 'no-capacity', zone: 'us-east-1b' });
const failedInB = launch({ state: 'partly', zoneStates: ['started', 'failed', 'started'] });

describe('out of capacity', () => {
  test.each([
    ['nothing is launched yet', [], 'launch'],
    ['an earlier launch is not of this drill', [launch({ age: 3_600_000 })], 'launch'],
    ['nor is one in another region', [launch({ region: 'eu-central-1' })], 'launch'],
    ['it is being launched', [launch({ state: 'working' })], 'starting'],
    ['one machine is missing', [failedInB], 'decide'],
    ['it is whole by another zone', [moved(launch(), 'us-east-1a')], 'learnt'],
    [
      'it is whole without that machine',
      [launch({ zoneStates: ['started', 'left-out', 'started'] })],
      'learnt',
    ],
    ['nothing of it runs', [launch({ zoneStates: ['left-out', 'left-out', 'left-out'] })], 'decide'],
    ['it had no machine there', [launch({ zoneStates: ['started'] })], 'launch-there'],
    ['it was removed', [{ ...failedInB, state: 'removed' as const }], 'removed'],
  ] as const)('%s: %#', (_, launches, step) => {
    expect(drillProgress(noRoom, launches).step).toBe(step);
  });
});

describe('no network', () => {
  const lost = launch({ state: 'partly', zoneStates: ['unknown', 'unknown', 'unknown'] });
  const whole = launch();
  const machines = whole.instances.map(({ instanceId, zoneName }) => ({
    instanceId,
    region: 'us-east-1',
    zone: zoneName,
    launchId: whole.launchId,
    serves: true,
  }));
  const during = drill({ drill: 'no-network' });
  const after = { ...during, stage: 'after' as const, machines };
  const twice = { ...after, machines: [...machines, ...machines.slice(0, 1)] };

  test.each([
    ['nothing is launched yet', during, [], 'launch'],
    ['no machine was asked for', during, [launch({ state: 'working', zoneStates: ['waiting'] })], 'starting'],
    ['nothing gets through', during, [lost], 'cut'],
    ['the network is back', after, [lost], 'finish'],
    ['it goes on by itself', after, [{ ...lost, state: 'working' as const }], 'finishing'],
    ['all of it runs, once', after, [whole], 'learnt'],
    ['a machine is there twice', twice, [whole], 'twice'],
  ] as const)('%s', (_, of, launches, step) => {
    expect(drillProgress(of, launches).step).toBe(step);
  });

  test('the network comes back only once it is gone', () => {
    expect(drillProgress(during, []).canTurn).toBe(false);
    expect(drillProgress(during, [lost]).canTurn).toBe(true);
    expect(drillProgress(after, [lost]).canTurn).toBe(false);
  });
});

describe('a zone lost', () => {
  const before = drill({ drill: 'zone-lost', stage: 'before' });
  const fleet = launch({ age: 3_600_000 });
  const hit = { launchId: fleet.launchId, placementIds: ['p3'] };
  const during = drill({ drill: 'zone-lost', zone: 'us-east-1c', hit });
  const ended = { ...launch({ zoneStates: ['started', 'started', 'gone'] }), launchId: fleet.launchId };

  test.each([
    ['there is no fleet', before, [], 'fleet'],
    ['one zone is not enough', before, [launch({ zoneStates: ['started'] })], 'fleet'],
    ['a fleet of before will do', before, [fleet], 'lose'],
    ['its machine is still there', during, [fleet], 'end'],
    ['it is being ended', during, [{ ...fleet, state: 'changing' as const }], 'ending'],
    ['its place is empty', during, [ended], 'replace'],
    ['another zone has it', during, [moved(fleet, 'us-east-1a', 'p3')], 'learnt'],
    ['all was removed', during, [{ ...fleet, state: 'removed' as const }], 'removed'],
    ['the zone came back', { ...during, stage: 'after' as const }, [fleet], 'learnt'],
  ] as const)('%s', (_, of, launches, step) => {
    expect(drillProgress(of, launches).step).toBe(step);
  });

  test('it is the last zone of the newest fleet, and only the machines that run there', () => {
    const older = launch({ name: 'older', age: 7_200_000 });
    expect(zoneToLose([older, fleet])).toEqual({ ...hit, region: 'us-east-1', zone: 'us-east-1c' });
    expect(zoneToLose([launch({ zoneStates: ['started', 'started', 'stopped'] })])?.zone).toBe('us-east-1b');
    expect(zoneToLose([launch({ zoneStates: ['started', 'stopped'] })])).toBeNull();
  });
});

test('every step of every drill has its words, and they are short', () => {
  for (const id of DRILL_IDS) {
    const said: Readonly<Record<string, (zone: string, region: string) => string>> = words.drills.steps[id];
    expect(Object.keys(said).toSorted()).toEqual([...DRILL_STEPS[id]].toSorted());
    for (const sentence of Object.values(said)) {
      expect(sentence('us-east-1b', 'us-east-1').length).toBeLessThan(280);
    }
  }
});

test('whatever the stage, the rules of a drill are weather', () => {
  for (const id of DRILL_IDS) {
    for (const stage of ['before', 'during', 'after'] as const) {
      expect(readWeather(rulesOfDrill({ drill: id, stage, zone: 'us-east-1b' })).ok).toBe(true);
    }
  }
  expect(rulesOfDrill({ drill: 'zone-lost', stage: 'before', zone: 'us-east-1b' })).toEqual([]);
});

test('a drill puts back every rule that there was before, and leaves none of its own', () => {
  const rule = fc.constantFrom<Weather[number]>(
    { action: 'RunInstances', kind: 'no-capacity' },
    { action: '*', kind: 'pace', value: 0.1 },
    { action: '*', kind: 'latency', value: 1_000 },
    { action: 'CreateKeyPair', nth: 2, kind: 'lose-answer' },
    { action: '*', from: { action: 'RunInstances', nth: 1 }, kind: 'html-500' },
  );
  fc.assert(
    fc.property(fc.uniqueArray(rule), fc.constantFrom(...DRILL_IDS), (weather, id) => {
      const own = rulesOfDrill({ drill: id, stage: 'during', zone: 'us-east-1b' });
      const { weather: kept, aside } = setAside(weather);
      expect(kept.every(({ kind }) => kind === 'pace')).toBe(true);
      const back = [...aside, ...withoutRules([...kept, ...own], own)];
      expect(back.toSorted(byText)).toEqual(weather.toSorted(byText));
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
