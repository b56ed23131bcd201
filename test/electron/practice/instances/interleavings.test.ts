import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { AwsError } from '../../../../electron/practice/aws-error.ts';
import { instanceStatesActions } from '../../../../electron/practice/actions/instance-states.ts';
import { runInstancesActions } from '../../../../electron/practice/actions/run-instances.ts';
import type { Answer } from '../../../../electron/practice/protocol/write-xml.ts';
import { freeAddressCount, isUsableIn } from '../../../../electron/practice/world/addresses.ts';
import { settle } from '../../../../electron/practice/world/settle.ts';
import type { RegionTables } from '../../../../electron/practice/world/state.ts';
import { practiceRegion, type PracticeRegion } from '../../../support/practice-context.ts';

const catalog = await loadCatalog();
const IMAGE =
  catalog.images('us-east-1').find(({ name }) => /^al2023-ami-2023.*x86_64$/.test(name))?.imageId ?? '';
const PACE = {
  pendingMs: 7_000,
  initializingMs: 60_000,
  stoppingMs: 15_000,
  shuttingDownMs: 20_000,
  passwordMs: 120_000,
  consoleMs: 30_000,
};
const SEED = 20_261_123;

type Step =
  | {
      readonly kind: 'run';
      readonly token: number | null;
      readonly zone: number;
      readonly size: number;
      readonly count: number;
    }
  | { readonly kind: 'stop' | 'start' | 'terminate'; readonly which: readonly number[] }
  | { readonly kind: 'pass'; readonly seconds: number };

const SIZES = ['t3.micro', 't2.nano', 'm5.2xlarge', 'g4dn.xlarge'];
const ZONES = ['', 'us-east-1a', 'us-east-1b'];

const run: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('run' as const),
  token: fc.option(fc.nat(3), { nil: null }),
  zone: fc.nat(ZONES.length - 1),
  size: fc.nat(SIZES.length - 1),
  count: fc.integer({ min: 1, max: 4 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: run },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('stop' as const, 'start' as const, 'terminate' as const),
      which: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    // A token is forgotten after a day: these do not add up to one.
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat(1800) }),
  },
);

/** What the test itself remembers of the calls that were answered. */
type Memory = {
  readonly started: Map<string, string>;
  readonly everMade: Set<string>;
  readonly counted: { made: number };
};

test('whatever is called in whatever order, no token starts two, nothing is there twice, and no limit is passed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = await practiceRegion();
      const memory: Memory = { started: new Map(), everMade: new Set(), counted: { made: 0 } };
      for (const each of steps) {
        settle(world.tables(), world.weather.now, PACE);
        take(world, memory, each);
        settle(world.tables(), world.weather.now, PACE);
        checkWorld(world.tables(), world.weather.now);
      }
      expect(memory.everMade.size).toBe(memory.counted.made);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

function take(world: PracticeRegion, memory: Memory, given: Step): void {
  switch (given.kind) {
    case 'run':
      return takeRun(world, memory, given);
    case 'pass':
      world.weather.now += given.seconds * 1000;
      return;
    case 'stop':
    case 'start':
    case 'terminate': {
      const ids = [...world.tables().instances.keys()];
      const named = new Set(given.which.flatMap((place) => ids[place % Math.max(1, ids.length)] ?? []));
      if (named.size === 0) return;
      const action = { stop: 'StopInstances', start: 'StartInstances', terminate: 'TerminateInstances' }[
        given.kind
      ];
      answerOf(() =>
        world.call(
          instanceStatesActions,
          action,
          Object.fromEntries([...named].map((id, index) => [`InstanceId.${String(index + 1)}`, id])),
        ),
      );
    }
  }
}

function takeRun(
  world: PracticeRegion,
  memory: Memory,
  { token, zone, size, count }: Extract<Step, { kind: 'run' }>,
): void {
  const place = ZONES[zone] ?? '';
  const before = everythingIn(world.tables());
  const answer = answerOf(() =>
    world.call(runInstancesActions, 'RunInstances', {
      ImageId: IMAGE,
      InstanceType: SIZES[size] ?? '',
      MinCount: '1',
      MaxCount: String(count),
      ...(place === '' ? {} : { 'Placement.AvailabilityZone': place }),
      ...(token === null ? {} : { ClientToken: `token-${String(token)}` }),
    }),
  );
  const made = everythingIn(world.tables()).filter((id) => !before.includes(id));
  for (const id of made) memory.everMade.add(id);
  memory.counted.made += made.length;
  if (answer === null) return expect(made).toEqual([]);
  if (token === null) return;
  const key = `${String(token)} ${place}`;
  const ids = idsOf(answer).join(' ');
  if (memory.started.has(key)) {
    expect(made).toEqual([]);
    expect(ids).toBe(memory.started.get(key));
  }
  memory.started.set(key, ids);
}

/** Null where it was refused. */
function answerOf(call: () => Answer): Answer | null {
  try {
    return call();
  } catch (error) {
    if (error instanceof AwsError) return null;
    throw error;
  }
}

function idsOf({ instancesSet }: Answer): readonly string[] {
  return (instancesSet as readonly { readonly instanceId: string }[]).map(({ instanceId }) => instanceId);
}

function everythingIn({ instances, networkInterfaces, volumes }: RegionTables): readonly string[] {
  return [...instances.keys(), ...networkInterfaces.keys(), ...volumes.keys()];
}

function checkWorld(region: RegionTables, now: number): void {
  checkAddresses(region);
  checkQuotas(region);
  for (const instance of region.instances.values()) {
    expect(instance.stateSince).toBeLessThanOrEqual(now);
    const isGone = instance.state === 'terminated';
    expect(instance.networkInterfaceIds).toHaveLength(isGone ? 0 : 1);
    expect(instance.volumeIds).toHaveLength(isGone ? 0 : 1);
    for (const id of instance.volumeIds) {
      expect(region.volumes.get(id)?.attachment?.instanceId).toBe(instance.instanceId);
    }
    for (const id of instance.networkInterfaceIds) {
      const there = region.networkInterfaces.get(id);
      expect(there?.attachment?.instanceId).toBe(instance.instanceId);
      expect(there?.privateIp).toBe(instance.privateIp);
      if (instance.state === 'running') expect(there?.publicIp).toMatch(/^198\.1[89]\./);
      if (instance.state === 'stopped') expect(there?.publicIp).toBeNull();
    }
  }
}

function checkAddresses(region: RegionTables): void {
  const interfaces = [...region.networkInterfaces.values()];
  const publicIps = interfaces.flatMap(({ publicIp }) => publicIp ?? []);
  expect(new Set(publicIps).size).toBe(publicIps.length);
  expect(new Set(interfaces.map(({ macAddress }) => macAddress)).size).toBe(interfaces.length);
  for (const subnet of region.subnets.values()) {
    const here = interfaces.filter(({ subnetId }) => subnetId === subnet.subnetId);
    expect(new Set(here.map(({ privateIp }) => privateIp)).size).toBe(here.length);
    expect(here.every(({ privateIp }) => isUsableIn(subnet, privateIp))).toBe(true);
    // Each default subnet is a /20, of which AWS keeps five.
    expect(freeAddressCount(region, subnet) + here.length).toBe(4096 - 5);
  }
}

function checkQuotas(region: RegionTables): void {
  const used = new Map<string, number>();
  for (const { instanceType, state } of region.instances.values()) {
    const type = catalog.instanceType(instanceType);
    if (type?.quotaCode == null || (state !== 'running' && state !== 'pending')) continue;
    used.set(type.quotaCode, (used.get(type.quotaCode) ?? 0) + type.vcpus);
  }
  expect(used.get('L-1216C47A') ?? 0).toBeLessThanOrEqual(32);
  expect(used.get('L-DB2E81BA') ?? 0).toBeLessThanOrEqual(4);
}
