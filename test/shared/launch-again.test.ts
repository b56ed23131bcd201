import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../shared/facts.ts';
import {
  answeredAnew,
  carryOver,
  CARRIED_ANSWERS,
  lookAgain,
  missesSizes,
} from '../../shared/launch-again.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { preAnswer } from '../../shared/pre-answer.ts';
import { words } from '../../shared/words/en.ts';
import { FACTS, IMAGE, PLAN, SIZE, zone } from './plan-fixture.ts';

const said = words.wizard.again;
const NOTHING: Facts = {
  account: null,
  images: null,
  instanceTypes: null,
  network: null,
  keychain: null,
  names: null,
  requiredTags: null,
  groups: null,
  prices: null,
  preflight: null,
};

/** What becomes of a plan by these facts, with what is taken back pre-answered. */
function again(facts: Facts, plan: LaunchPlan = PLAN, hasAllSizes = true) {
  const { draft, carried } = carryOver(plan);
  const once = lookAgain(draft, carried, facts, hasAllSizes);
  const looked = lookAgain(preAnswer(once.draft, facts), once.carried, facts, hasAllSizes);
  return { draft: preAnswer(looked.draft, facts), carried: looked.carried };
}

const changesOf = (facts: Facts, plan?: LaunchPlan) =>
  again(facts, plan).carried.changed.map(({ answer, sentence }) => [answer, sentence]);

test('in the same world every answer is as it was', () => {
  const { draft, carried } = again(FACTS);

  expect(draft).toEqual(PLAN);
  expect(carried).toMatchObject({ open: [], changed: [] });
});

test('nothing is judged by what was not read', () => {
  const { draft, carried } = again(NOTHING);

  expect(draft).toEqual({ ...PLAN, account: null });
  expect(carried).toMatchObject({ open: CARRIED_ANSWERS, changed: [] });
});

describe('what no longer stands is answered anew, and said', () => {
  test('an image of which there is a newer one', () => {
    const newer = { ...IMAGE, imageId: 'ami-0fedcba9876543210', imageName: 'al2023-newer', rootSizeGiB: 20 };
    const facts = { ...FACTS, images: [newer] };

    expect(again(facts).draft).toMatchObject({
      image: { imageId: newer.imageId },
      storage: { rootSizeGiB: 20 },
    });
    expect(changesOf(facts)).toEqual([['image', said.image(newer.imageId, IMAGE.imageId)]]);
  });

  test.each([
    ['is not available', { ...IMAGE, isAvailable: false }],
    ['is of another kind', { ...IMAGE, catalogId: 'other', imageId: 'ami-0fedcba9876543210' }],
  ])('an image where all there is %s', (_what, image) => {
    const { draft } = again({ ...FACTS, images: [image] });

    expect(draft.image?.imageId ?? null).toBe(image.isAvailable ? image.imageId : null);
    expect(changesOf({ ...FACTS, images: [image] })).toEqual([['image', said.imageGone(IMAGE.imageName)]]);
  });

  test('a Windows image takes an RSA key', () => {
    const facts = { ...FACTS, images: [{ ...IMAGE, platform: 'windows' as const }] };

    expect(again(facts).draft.key).toEqual({ kind: 'aws-makes-it', type: 'rsa' });
  });

  test('a size that is sold no longer', () => {
    const facts = { ...FACTS, instanceTypes: [{ ...SIZE, name: 't3.small' }] };
    const { draft } = again({ ...facts, network: { ...FACTS.network, instanceType: 't3.small' } });

    expect(draft.size?.name).toBe('t3.small');
    expect(draft.placements).toEqual(PLAN.placements);
    expect(changesOf(facts)).toEqual([['size', said.size('t3.micro')]]);
  });

  test('a zone that is gone, or full, or without the size', () => {
    const zones = [zone('a', { isAvailable: false }), zone('b'), zone('c', { freeAddresses: 0 })];
    const facts = { ...FACTS, network: { ...FACTS.network, zones } };

    expect(again(facts).draft.placements).toEqual([PLAN.placements[1]]);
    expect(changesOf(facts)).toEqual([['zones', said.zones('us-east-1a, us-east-1c')]]);
  });

  test('of a zone with several machines there are as many again, in the subnet that it has now', () => {
    const placements = PLAN.placements.flatMap((each, at) => (at === 1 ? [each, each, each] : [each]));
    const zones = [zone('a'), zone('b', { subnetId: 'subnet-000000bb' }), zone('c', { isAvailable: false })];
    const facts = { ...FACTS, network: { ...FACTS.network, zones } };

    const { draft } = again(facts, { ...PLAN, placements });

    expect(draft.placements?.map(({ subnetId }) => subnetId)).toEqual([
      'subnet-0000000a',
      ...Array<string>(3).fill('subnet-000000bb'),
    ]);
  });

  test('all zones', () => {
    const facts = { ...FACTS, network: { ...FACTS.network, zones: [zone('d'), zone('e')] } };

    expect(again(facts).draft.placements?.map(({ zoneName }) => zoneName)).toEqual([
      'us-east-1d',
      'us-east-1e',
    ]);
    expect(changesOf(facts)).toEqual([['zones', said.noZone]]);
  });

  test('a subnet that another has replaced', () => {
    const zones = [zone('a', { subnetId: 'subnet-99999999' }), zone('b'), zone('c')];
    const facts = { ...FACTS, network: { ...FACTS.network, zones } };

    expect(again(facts).draft.placements?.[0]?.subnetId).toBe('subnet-99999999');
    expect(changesOf(facts)).toEqual([['zones', said.subnets('us-east-1a')]]);
  });

  test('a zone by its id: in another account it has another name', () => {
    const zones = [zone('a', { zoneName: 'us-east-1f' }), zone('b'), zone('c')];

    expect(
      again({ ...FACTS, network: { ...FACTS.network, zones } }).draft.placements?.map(
        ({ zoneName }) => zoneName,
      ),
    ).toEqual(['us-east-1b', 'us-east-1c', 'us-east-1f']);
  });

  test('a name that is taken, by a key or by a group', () => {
    for (const names of [
      { keyPairs: ['My-Fleet'], securityGroups: [] },
      { keyPairs: [], securityGroups: ['my-fleet'] },
    ]) {
      expect(again({ ...FACTS, names }).draft.name).toBe('my-fleet-2');
      expect(changesOf({ ...FACTS, names })).toEqual([['key', said.name('my-fleet', 'my-fleet-2')]]);
    }
  });

  test('another account', () => {
    const facts = { ...FACTS, account: { ...FACTS.account, accountId: '999999999999' } };

    expect(changesOf(facts)).toEqual([['account', said.account('999999999999', '123456789012')]]);
    expect(again(facts).draft.account?.accountId).toBe('999999999999');
  });
});

describe('groups that were used', () => {
  const groups = ['sg-0000000a', 'sg-0000000b'].map((groupId) => ({ groupId, name: `name of ${groupId}` }));
  const plan: LaunchPlan = { ...PLAN, access: { kind: 'existing-group', vpcId: 'vpc-00000009', groups } };
  const there = (...ids: readonly string[]): Facts => ({
    ...FACTS,
    groups: {
      vpcId: 'vpc-00000001',
      planned: { isPublic: true } as never,
      groups: ids.map((groupId) => ({ group: { groupId, name: `name of ${groupId}` } }) as never),
      prefixLists: [],
      myAddresses: { ipv4: null, ipv6: null },
    },
  });

  test('are kept as far as they are there', () => {
    expect(again(there('sg-0000000a', 'sg-0000000b'), plan).draft.access).toMatchObject({
      vpcId: 'vpc-00000001',
      groups,
    });
    const one = again(there('sg-0000000b', 'sg-0000000c'), plan);
    expect(one.draft.access).toMatchObject({ kind: 'existing-group', groups: [groups[1]] });
    expect(one.carried.changed).toEqual([
      { answer: 'access', sentence: said.groups('name of sg-0000000a (sg-0000000a)') },
    ]);
  });

  test('that are all gone make room for a new one, in which nobody logs in until somebody says who', () => {
    const { draft, carried } = again(there('sg-0000000c'), plan);

    expect(draft.access).toMatchObject({ kind: 'new-group', vpcId: 'vpc-00000001', adminAddress: null });
    expect(carried.changed.map(({ answer }) => answer)).toEqual(['access']);
  });

  test('that were not read wait', () => {
    expect(again({ ...FACTS, groups: null }, plan).carried.open).toEqual(['access']);
  });
});

test('a size is given up only when all sizes were read', () => {
  const facts = { ...FACTS, instanceTypes: [{ ...SIZE, name: 't3.small' }] };
  const { draft, carried } = again(facts, PLAN, false);

  expect(carried.open).toContain('size');
  expect(draft.size?.name).toBe('t3.micro');
  expect(missesSizes(draft, carried, facts)).toBe(true);
  expect(missesSizes(draft, carried, FACTS)).toBe(false);
  expect(missesSizes(draft, carried, NOTHING)).toBe(false);
});

test('what the person has answered anew is looked at no more', () => {
  const { draft, carried } = carryOver(PLAN);
  const mine = answeredAnew(carried, { name: 'mine' });
  const taken = { ...FACTS, names: { keyPairs: ['my-fleet'], securityGroups: [] } };
  const looked = lookAgain({ ...draft, name: 'mine' }, mine, taken, true);

  expect(looked.draft.name).toBe('mine');
  expect(looked.carried.changed).toEqual([]);
});

test('in whatever order the facts arrive, the answers are the same, and each change is said once', () => {
  const other: Facts = {
    ...FACTS,
    account: { ...FACTS.account, accountId: '999999999999' },
    images: [{ ...IMAGE, imageId: 'ami-0fedcba9876543210' }],
    network: { ...FACTS.network, zones: [zone('a'), zone('b', { subnetId: 'subnet-99999999' })] },
    names: { keyPairs: ['my-fleet'], securityGroups: [] },
  };
  const parts = ['account', 'images', 'instanceTypes', 'network', 'names', 'prices'] as const;
  const expected = again(other);
  fc.assert(
    fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (order) => {
      let facts: Facts = NOTHING;
      let { draft, carried } = carryOver(PLAN);
      for (const part of order) {
        facts = { ...facts, [part]: other[part] };
        const looked = lookAgain(draft, carried, facts, true);
        ({ carried } = looked);
        draft = preAnswer(looked.draft, facts);
      }
      expect(draft).toEqual(expected.draft);
      expect(new Set(carried.changed.map(({ sentence }) => sentence))).toEqual(
        new Set(expected.carried.changed.map(({ sentence }) => sentence)),
      );
      expect(carried.changed).toHaveLength(expected.carried.changed.length);
    }),
    { seed: 6 },
  );
});
