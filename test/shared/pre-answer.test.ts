import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../shared/check-plan.ts';
import { NO_FACTS, type CatalogImage, type Facts, type InstanceType } from '../../shared/facts.ts';
import type { Finding } from '../../shared/finding.ts';
import { completePlan, type PlanDraft } from '../../shared/launch-plan.ts';
import { cheapestFirst, emptyDraft, preAnswer, sizeAnswer } from '../../shared/pre-answer.ts';
import { FACTS, IMAGE, PLAN, SIZE, zone } from './plan-fixture.ts';

const architecture = fc.constantFrom('x86_64' as const, 'arm64' as const);
const typeName = fc.constantFrom('t3.micro', 't3.small', 't4g.micro', 'm7i.large', 'c7g.large');

const images = fc.array(
  fc.record({
    architecture,
    platform: fc.constantFrom('linux' as const, 'windows' as const),
    isAvailable: fc.boolean(),
    rootSizeGiB: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 3 },
);
const types = fc.uniqueArray(
  fc.record({
    name: typeName,
    architectures: fc.subarray(['x86_64' as const, 'arm64' as const]),
    isFreeTierEligible: fc.boolean(),
    isBurstable: fc.boolean(),
    memoryMiB: fc.integer({ min: 512, max: 8192 }),
  }),
  { selector: ({ name }) => name, maxLength: 5 },
);
// A plain coin would leave hardly any zone whole.
const mostly = fc.integer({ min: 0, max: 9 }).map((die) => die > 0);
const price = fc.constantFrom(null, 0.005, 0.08);
const zones = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 0 }).chain((letters) =>
  fc.tuple(
    ...letters.map((letter) =>
      fc
        .record({
          isAvailable: mostly,
          offersType: mostly,
          hasSubnet: mostly,
          freeAddresses: fc.constantFrom(null, 0, 4091),
          givesPublicAddress: fc.constantFrom(null, true, false),
        })
        .map(({ hasSubnet, ...change }) => zone(letter, hasSubnet ? change : { ...change, subnetId: null })),
    ),
  ),
);
const taken = fc.array(fc.constantFrom('my-fleet', 'MY-FLEET-2', 'my-fleet-3', 'default'));

/** Whatever an account may look like, read as the wizard reads it: the network for the size that was answered. */
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    images,
    types,
    zones,
    vpcId: fc.constantFrom('vpc-00000001', null),
    isOtherNetwork: fc.constantFrom(false, false, false, true),
    keychain: fc.constantFrom('ready' as const, 'ready' as const, 'locked' as const, 'absent' as const),
    instanceHour: fc.dictionary(typeName, fc.constantFrom(0.01, 0.02, 0.0001)),
    gp3GiBMonth: price,
    publicIpv4Hour: price,
    names: fc.record({ keyPairs: taken, securityGroups: taken }),
  })
  .map((any) => {
    const facts: Facts = {
      requiredTags: null,
      account: FACTS.account,
      images: any.images.map((image, at): CatalogImage => ({
        ...IMAGE,
        imageId: `ami-0000000${at}`,
        ...image,
      })),
      instanceTypes: any.types.map((type): InstanceType => ({ ...SIZE, ...type })),
      network: null,
      keychain: any.keychain,
      preflight: null,
      names: any.names,
      groups: null,
      prices: {
        ...FACTS.prices,
        instanceHour: any.instanceHour,
        gp3GiBMonth: any.gp3GiBMonth,
        publicIpv4Hour: any.publicIpv4Hour,
      },
    };
    const instanceType = any.isOtherNetwork
      ? 'm5.large'
      : (preAnswer(emptyDraft(), facts).size?.name ?? 'm5.large');
    return {
      ...facts,
      network: { instanceType, vpcId: any.vpcId, zones: any.vpcId === null ? [] : any.zones },
    };
  });

describe('Next-Next-Next', () => {
  test('gives a plan with no blocker but those the account forces', () => {
    let launchable = 0;
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const filled = preAnswer(emptyDraft(), facts);
        const blockers = checkPlan(filled, facts).filter(({ severity }) => severity === 'blocker');

        expect(blockers.filter((blocker) => !isForced(blocker, filled, facts))).toEqual([]);
        if (blockers.length > 0) return;
        launchable += 1;
        expect(completePlan(filled)).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
    expect(launchable).toBeGreaterThan(20);
  });

  test('puts one instance into every usable zone, and none elsewhere', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { placements, size } = preAnswer(emptyDraft(), facts);
        const { network } = facts;
        if (placements === null) {
          expect(network?.vpcId === null || size?.name !== network?.instanceType).toBe(true);
          return;
        }
        const wanted = (network?.zones ?? [])
          .filter(
            (each) =>
              each.isAvailable && each.offersType && each.subnetId !== null && each.freeAddresses !== 0,
          )
          .map(({ zoneId, subnetId }) => ({ zoneId, subnetId }));
        expect(placements.map(({ zoneId, subnetId }) => ({ zoneId, subnetId }))).toEqual(wanted);
      }),
    );
  });

  test('opens nothing but HTTPS, and to nobody a way to log in', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { access } = preAnswer(emptyDraft(), facts);
        if (access === null) return;
        expect(access).toMatchObject({
          httpsFromEveryone: true,
          httpFromEveryone: false,
          adminAddress: null,
        });
      }),
    );
  });

  test('never changes what was answered', () => {
    const given = fc.record(
      {
        name: fc.constantFrom('', 'my-fleet', 'web'),
        image: fc.constant(PLAN.image),
        size: fc.constant(PLAN.size),
        placements: fc.constantFrom([], PLAN.placements),
        access: fc.constant(PLAN.access),
        key: fc.constant({ kind: 'made-here' as const, type: 'rsa' as const }),
        storage: fc.constant({ rootSizeGiB: 100 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, anyFacts, (answers, facts) => {
        const draft = { ...emptyDraft(), ...answers };

        expect(preAnswer(draft, facts)).toMatchObject(answers);
        expect(preAnswer(preAnswer(draft, facts), facts)).toEqual(preAnswer(draft, facts));
      }),
    );
  });

  test('asks again for nothing that was not read', () => {
    expect(preAnswer(emptyDraft(), NO_FACTS)).toEqual(emptyDraft());
    expect(preAnswer(PLAN, NO_FACTS)).toEqual(PLAN);
  });

  test('fills a required tag as it is proposed, and leaves what a person has written', () => {
    const requiredTags = [
      { key: 'CostCenter', value: '4711' },
      { key: 'Owner', value: '' },
    ];
    const facts = { ...NO_FACTS, requiredTags };
    const written = [
      { key: 'Team', value: 'Shop' },
      { key: 'CostCenter', value: '' },
    ];

    expect(preAnswer(emptyDraft(), facts).tags).toEqual(requiredTags);
    expect(preAnswer({ ...emptyDraft(), tags: written }, facts).tags).toEqual([
      { key: 'CostCenter', value: '' },
      { key: 'Owner', value: '' },
      { key: 'Team', value: 'Shop' },
    ]);
  });

  test('is the good plan where all is well', () => {
    expect(preAnswer(emptyDraft(), FACTS)).toEqual({
      ...PLAN,
      access: { ...PLAN.access, adminAddress: null },
      script: { kind: 'first-page' },
    });
  });
});

describe('the size', () => {
  const type = (name: string, change: Partial<InstanceType> = {}): InstanceType => ({
    ...SIZE,
    name,
    ...change,
  });
  const sizeOf = (instanceTypes: readonly InstanceType[], instanceHour: Readonly<Record<string, number>>) =>
    preAnswer(emptyDraft(), { ...FACTS, instanceTypes, prices: { ...FACTS.prices, instanceHour } }).size
      ?.name;

  test('is the cheapest that the free tier knows, even where a cheaper one is not free', () => {
    const instanceTypes = [type('b.free'), type('a.free'), type('c.paid', { isFreeTierEligible: false })];
    expect(sizeOf(instanceTypes, { 'a.free': 0.01, 'b.free': 0.02, 'c.paid': 0.001 })).toBe('a.free');
  });

  test('is the cheapest of all where none is free', () => {
    const instanceTypes = ['b.x', 'a.x'].map((name) => type(name, { isFreeTierEligible: false }));
    expect(sizeOf(instanceTypes, { 'a.x': 0.02, 'b.x': 0.01 })).toBe('b.x');
  });

  test('of known price comes before any of unknown price, which come small first', () => {
    const sorted = cheapestFirst(
      [type('u.big', { memoryMiB: 4096 }), type('u.small'), type('k.dear'), type('k.cheap')],
      { ...FACTS.prices, instanceHour: { 'k.dear': 9, 'k.cheap': 1 } },
    );
    expect(sorted.map(({ name }) => name)).toEqual(['k.cheap', 'k.dear', 'u.small', 'u.big']);
  });

  test.each([
    [true, 'standard'],
    [false, null],
  ])('that earns credits (%s) says so: %s', (isBurstable, cpuCredits) => {
    expect(sizeAnswer(type('t3.micro', { isBurstable }))?.cpuCredits).toBe(cpuCredits);
  });
});

/** What no answer of ours could mend, told from the facts alone. */
function isForced(
  { id, answer }: Finding,
  filled: PlanDraft,
  { images: all, instanceTypes, network, keychain }: Facts,
): boolean {
  const isImageless = all?.every(({ isAvailable }) => !isAvailable) ?? true;
  const isSizeless =
    isImageless ||
    !instanceTypes?.some(
      ({ architectures }) => filled.image !== null && architectures.includes(filled.image.architecture),
    );
  const isOther = network?.instanceType !== filled.size?.name;
  const offering = network?.zones.filter(({ isAvailable, offersType }) => isAvailable && offersType) ?? [];
  const usable = offering.filter(({ subnetId, freeAddresses }) => subnetId !== null && freeAddresses !== 0);
  switch (`${id} ${answer}`) {
    case 'unanswered image':
    case 'unanswered key':
      return isImageless;
    case 'unanswered size':
      return isSizeless;
    case 'unanswered zones':
      return isSizeless || isOther;
    case 'unanswered access':
    case 'no-default-network zones':
      return network?.vpcId === null;
    case 'type-nowhere size':
      return offering.length === 0;
    case 'no-zones zones':
      return usable.length === 0;
    default:
      return id === `keychain-${keychain ?? 'ready'}`;
  }
}
