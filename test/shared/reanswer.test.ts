import { describe, expect, test } from 'vitest';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import type { AnswerName } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { imageAnswer, reanswer } from '../../shared/pre-answer.ts';
import { FACTS, IMAGE, PLAN } from './plan-fixture.ts';

const { account, image, size } = PLAN;
const elsewhere = { ...account, region: 'eu-central-1' };
const arm = imageAnswer({ ...IMAGE, imageId: 'ami-0000000a', architecture: 'arm64' });
const windows = imageAnswer({ ...IMAGE, imageId: 'ami-0000000b', platform: 'windows' });
const bigger = imageAnswer({ ...IMAGE, imageId: 'ami-0000000c', rootSizeGiB: 30 });
const smaller = imageAnswer({ ...IMAGE, imageId: 'ami-0000000d', rootSizeGiB: 2 });
const otherSize = { ...size, name: 't3.small' };

/** The edit, which answers it takes back, and what else is no longer there where nothing more was read. */
const EDITS: readonly (readonly [string, Partial<PlanDraft>, readonly AnswerName[], Partial<PlanDraft>])[] = [
  [
    'another region',
    { account: elsewhere },
    ['image', 'size', 'zones', 'access'],
    { image: null, storage: null, size: null, placements: null, access: null },
  ],
  [
    'another account',
    { account: { ...account, accountId: '210987654321' } },
    ['image', 'size', 'zones', 'access'],
    { image: null, storage: null, size: null, placements: null, access: null },
  ],
  ['the same account by another profile', { account: { ...account, sourceId: 'profile:other' } }, [], {}],
  ['another size', { size: otherSize }, ['zones'], { placements: null }],
  ['the same size again', { size }, [], {}],
  ['an image for Arm', { image: arm }, ['size', 'zones'], { size: null, placements: null }],
  ['an image of Windows', { image: windows }, ['key'], { key: { kind: 'aws-makes-it', type: 'rsa' } }],
  ['a bigger image', { image: bigger }, [], { storage: { rootSizeGiB: 30 } }],
  ['a smaller image', { image: smaller }, [], { storage: { rootSizeGiB: 2 } }],
  ['a smaller image, and a disk with it', { image: smaller, storage: { rootSizeGiB: 20 } }, [], {}],
  ['other zones', { placements: PLAN.placements.slice(0, 2) }, [], {}],
  ['no zone at all', { placements: [] }, [], {}],
  ['no name', { name: '' }, [], {}],
  ['another name', { name: 'web' }, [], {}],
  ['an open port', { access: { ...PLAN.access, httpFromEveryone: true } }, [], {}],
  ['a key made here', { key: { kind: 'made-here', type: 'ed25519' } }, [], {}],
];

test.each(EDITS)('%s takes back only what it must, and names it', (_what, edit, taken, gone) => {
  const { draft, invalidated } = reanswer(PLAN, edit, NO_FACTS);

  expect(invalidated).toEqual(taken);
  expect(draft).toEqual({ ...PLAN, ...edit, ...gone });
});

test('what was not answered yet is not named', () => {
  const draft = { ...PLAN, size: null, placements: null };
  expect(reanswer(draft, { account: elsewhere }, NO_FACTS).invalidated).toEqual(['image', 'access']);
});

describe('what was taken back is answered anew', () => {
  const small = { ...FACTS.instanceTypes[0], name: 't3.small' };

  test('where the facts are those of the new answer', () => {
    const facts: Facts = {
      ...FACTS,
      instanceTypes: [...FACTS.instanceTypes, small],
      network: { ...FACTS.network, instanceType: 't3.small', zones: FACTS.network.zones.slice(1) },
    };
    const { draft } = reanswer(PLAN, { size: otherSize }, facts);

    expect(draft.placements?.map(({ zoneName }) => zoneName)).toEqual(['us-east-1b', 'us-east-1c']);
  });

  test('and not from the zones of another size', () => {
    expect(reanswer(PLAN, { size: otherSize }, FACTS).draft.placements).toBeNull();
  });

  test('and what a person cleared stays cleared', () => {
    expect(reanswer(PLAN, { placements: [] }, FACTS).draft.placements).toEqual([]);
    expect(reanswer(PLAN, { name: '' }, FACTS).draft.name).toBe('');
    expect(reanswer({ ...PLAN, image }, {}, FACTS)).toEqual({ draft: PLAN, invalidated: [] });
  });
});
