import type { KeyportEvents } from '../../shared/api.ts';
import { isGone } from '../../shared/launch-acts.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import type {
  InstanceAct,
  LaunchesApi,
  LaunchList,
  ZoneAnswer,
  ZoneOffers,
} from '../../shared/launches-api.ts';
import { planAsCode } from '../../shared/as-code/fleet-as-code.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { zonesOf } from './fake-facts.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';
import { newLaunch, playLaunch, playUndo, undoLines } from './fake-launch-play.ts';
import { damagedOf } from './fake-launch-worlds.ts';
import { fakePreflight } from './fake-preflight.ts';
import { machineOf } from './launch-fixtures.ts';

export type FakeLaunches = LaunchesApi & Pick<KeyportEvents, 'onLaunchChanged'>;

const ACT_MS = 700;

/** The launches' part of the bridge, in memory: they run by the clock, and listeners hear of every change. */
export function createFakeLaunches(
  scenario: Scenario,
  answer: Answer,
  first: readonly Launch[],
): FakeLaunches {
  const launches = new Map(first.map((launch) => [launch.launchId, launch]));
  const listeners = new Set<(launch: Launch) => void>();
  const put = (launch: Launch): Launch => {
    launches.set(launch.launchId, launch);
    for (const listener of listeners) listener(launch);
    return launch;
  };
  const list = (): Outcome<LaunchList> => {
    // What no screen is made for.
    if (scenario === 'practice-crash') return succeeded({ launches: 3, damaged: [] } as never);
    if (scenario === 'launches-fail') return failed(makeProblem('disk-failed', { raw: 'EIO' }));
    return succeeded({ launches: [...launches.values()], damaged: damagedOf(scenario) });
  };
  const change = (launchId: string, next: (launch: Launch) => Launch): Outcome<Launch> => {
    const launch = launches.get(launchId);
    return launch === undefined ? failed(makeProblem('launch-unknown')) : succeeded(put(next(launch)));
  };
  const later = (launchId: string, next: (launch: Launch) => Launch) =>
    void setTimeout(() => change(launchId, next), ACT_MS);

  const act = (launchId: string, instanceIds: readonly string[], asked: InstanceAct) => {
    later(launchId, (launch) => ({
      ...launch,
      state: asked === 'unprotect' ? 'running' : launch.state === 'changing' ? 'running' : launch.state,
      problem: null,
      instances: launch.instances.map((each) =>
        instanceIds.includes(each.instanceId) ? after(each, asked) : each,
      ),
      zones: launch.zones.map((zone) =>
        asked === 'terminate' && instanceIds.includes(zone.instanceId ?? '')
          ? { ...zone, state: 'gone' }
          : zone,
      ),
    }));
    return change(launchId, (launch) => ({ ...launch, state: 'changing' }));
  };

  return {
    preflight: (input) => answer('preflight', input, () => fakePreflight(scenario, input.plan)),
    startLaunch: (input) =>
      answer('startLaunch', input, () => {
        const { launchId, plan } = input;
        if (scenario === 'launch-refused') return failed(makeProblem('plan-refused', { raw: 'one-zone' }));
        const known = launches.get(launchId);
        if (known !== undefined) return succeeded(known);
        const launch = put(newLaunch(launchId, plan, scenario));
        void playLaunch(launch, scenario, put);
        return succeeded(launch);
      }),
    listLaunches: () => answer('listLaunches', null, list),
    readLaunch: (input) => answer('readLaunch', input, () => change(input.launchId, (launch) => launch)),
    lookAtLaunches: (input) =>
      answer(
        'lookAtLaunches',
        input,
        () => {
          for (const launch of launches.values()) {
            if (launch.sight.problem === null) put({ ...launch, sight: { at: Date.now(), problem: null } });
          }
          return list();
        },
        400,
      ),
    finishLaunch: (input) =>
      answer('finishLaunch', input, () => {
        later(input.launchId, whole);
        return change(input.launchId, (launch) => ({
          ...launch,
          state: launch.state === 'half-removed' || launch.state === 'not-removed' ? 'removing' : 'working',
          problem: null,
        }));
      }),
    leaveLaunch: (input) =>
      answer('leaveLaunch', input, () =>
        change(input.launchId, (launch) => ({ ...launch, isLeftAlone: true })),
      ),
    readZoneOffers: (input) =>
      answer(
        'readZoneOffers',
        input,
        () => {
          if (scenario === 'launch-offers-fail')
            return failed(makeProblem('unreachable', { retryable: true }));
          const launch = launches.get(input.launchId);
          return launch === undefined ? failed(makeProblem('launch-unknown')) : succeeded(offersFor(launch));
        },
        300,
      ),
    answerZone: (input) =>
      answer('answerZone', input, () => {
        const { launchId, placementId, answer: given } = input;
        later(launchId, (launch) => answered(launch, placementId, given));
        return change(launchId, (launch) => ({ ...launch, state: 'working', problem: null }));
      }),
    undoLaunch: (input) =>
      answer('undoLaunch', input, () => {
        const { launchId, keyPairToo } = input;
        const removing = change(launchId, (launch) => ({
          ...launch,
          state: 'removing',
          problem: null,
          lines: undoLines(launch, keyPairToo),
        }));
        if (removing.ok) void playUndo(removing.value, scenario, put);
        return removing;
      }),
    changeInstances: (input) =>
      answer('changeInstances', input, () => act(input.launchId, input.instanceIds, input.act)),
    stopEverything: () =>
      answer('stopEverything', null, () => {
        for (const { launchId, instances, sight } of launches.values()) {
          const ids = instances
            .filter(({ state }) => state === 'running')
            .map(({ instanceId }) => instanceId);
          if (ids.length > 0 && sight.problem === null) act(launchId, ids, 'stop');
        }
        return list();
      }),
    forgetLaunch: (input) =>
      answer('forgetLaunch', input, () => {
        const launch = launches.get(input.launchId);
        if (launch === undefined || !isGone(launch)) return failed(makeProblem('launch-not-gone'));
        launches.delete(input.launchId);
        return list();
      }),
    readLaunchCode: (input) =>
      answer('readLaunchCode', input, () => {
        const launch = launches.get(input.launchId);
        return launch === undefined
          ? failed(makeProblem('launch-unknown'))
          : succeeded(planAsCode(launch.plan));
      }),
    saveLaunchRecord: (input) =>
      answer('saveLaunchRecord', input, () =>
        scenario === 'launch-stopped'
          ? failed(makeProblem('file-not-written', { raw: 'EACCES' }))
          : succeeded(`/home/maria/keyport-launch.${input.format === 'json' ? 'json' : 'md'}`),
      ),
    onLaunchChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function after(instance: LaunchedInstance, act: InstanceAct): LaunchedInstance {
  const now = Date.now();
  const ended = instance.ran.map((time) => ({ ...time, to: time.to ?? now }));
  switch (act) {
    case 'stop':
      return { ...instance, state: 'stopped', publicAddress: null, ran: ended };
    case 'start':
      return {
        ...instance,
        state: 'running',
        publicAddress: '198.51.100.99',
        ran: [...instance.ran, { from: now, to: null }],
      };
    case 'terminate':
      return { ...instance, state: 'terminated', publicAddress: null, goneAt: now, ran: ended, volumes: [] };
    case 'unprotect':
      return instance;
  }
}

/** All that was missing is there now; or all that was left is gone. */
function whole(launch: Launch): Launch {
  if (launch.state === 'removing') {
    return {
      ...launch,
      state: 'removed',
      instances: launch.instances.map((each) => (each.goneAt === null ? after(each, 'terminate') : each)),
      made: { ...launch.made, securityGroup: null },
    };
  }
  return launch.zones.reduce<Launch>(
    (current, { placementId, state }) =>
      state === 'started' || state === 'left-out'
        ? current
        : answered(current, placementId, { kind: 'again' }),
    { ...launch, state: 'running' },
  );
}

function answered(launch: Launch, placementId: string, answer: ZoneAnswer): Launch {
  const index = launch.zones.findIndex((zone) => zone.placementId === placementId);
  const zone = launch.zones[index];
  if (zone === undefined) return launch;
  if (answer.kind === 'leave-out') {
    return { ...launch, state: 'running', zones: launch.zones.with(index, { ...zone, state: 'left-out' }) };
  }
  const placement = answer.kind === 'zone' ? answer.placement : zone;
  const machine = {
    ...machineOf(placement, index, { name: launch.name, state: 'running', startedAt: Date.now() }),
    instanceType: answer.kind === 'type' ? answer.instanceType : zone.instanceType,
  };
  return {
    ...launch,
    state: 'running',
    instances: [...launch.instances.filter((each) => each.instanceId !== machine.instanceId), machine],
    zones: launch.zones.with(index, {
      ...zone,
      ...placement,
      placementId,
      instanceType: machine.instanceType,
      state: 'started',
      instanceId: machine.instanceId,
      problem: null,
    }),
  };
}

function offersFor({ region, zones }: Launch): ZoneOffers {
  const used = new Set(zones.filter(({ state }) => state === 'started').map(({ zoneId }) => zoneId));
  const failing = new Set(zones.filter(({ state }) => state !== 'started').map(({ zoneId }) => zoneId));
  return {
    zones: zonesOf(region, 5)
      .filter(({ offersType, zoneId }) => offersType && !failing.has(zoneId))
      .map(({ zoneName, zoneId, subnetId }) => ({
        zoneName,
        zoneId,
        subnetId: subnetId ?? '',
        hasMachine: used.has(zoneId),
      }))
      .toSorted((one, other) => Number(one.hasMachine) - Number(other.hasMachine)),
    types: [
      {
        name: 't3a.micro',
        vcpus: 2,
        memoryMiB: 1024,
        isFreeTierEligible: false,
        isBurstable: true,
        perHour: 0.0094,
        price: { perHour: 0.0153, perMonth: 11.15 },
      },
      {
        name: 't3.small',
        vcpus: 2,
        memoryMiB: 2048,
        isFreeTierEligible: true,
        isBurstable: true,
        perHour: 0.0208,
        price: { perHour: 0.0267, perMonth: 19.47 },
      },
      {
        name: 't2.micro',
        vcpus: 1,
        memoryMiB: 1024,
        isFreeTierEligible: false,
        isBurstable: true,
        perHour: null,
        price: null,
      },
    ],
    price: { perHour: 0.0163, perMonth: 11.88 },
  };
}
