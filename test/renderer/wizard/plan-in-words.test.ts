import { describe, expect, test } from 'vitest';
import { completePlan, type PlanDraft } from '../../../shared/launch-plan.ts';
import { placementsIn } from '../../../shared/placement.ts';
import { emptyDraft, imageAnswer, sizeAnswer } from '../../../shared/pre-answer.ts';
import { answersInWords } from '../../../renderer/wizard/answers-in-words.ts';
import { doorsOf } from '../../../renderer/wizard/doors.ts';
import { madeInShort, plannedThings } from '../../../renderer/wizard/planned-things.ts';
import { group, launchGroups, tcp } from '../../shared/launch-groups-fixture.ts';
import { FREE_TYPES, IMAGES, zonesOf } from '../fake-facts.ts';

const access = {
  kind: 'new-group',
  vpcId: 'vpc-0123456789abcdef0',
  purpose: 'web-site',
  httpsFromEveryone: true,
  httpFromEveryone: false,
  adminAddress: '203.0.113.7',
} as const;

const plan: PlanDraft = {
  version: 1,
  name: 'shop',
  account: { sourceId: 'profile:work', accountId: '123456789012', region: 'us-east-1' },
  image: imageAnswer(IMAGES[0]),
  size: sizeAnswer(FREE_TYPES.find(({ name }) => name === 't3.micro')),
  placements: placementsIn(zonesOf('us-east-1', 6).slice(0, 2)),
  access,
  key: { kind: 'aws-makes-it', type: 'ed25519' },
  storage: { rootSizeGiB: 8 },
  script: { kind: 'none' },
  tags: [],
};

describe('the doors', () => {
  const openings = (change: Partial<typeof access | { adminAddress: string | null }>) =>
    doorsOf({ ...access, ...change }, 'linux').map(({ port, opening }) => [port, opening]);

  test('one for me, one for everyone, one shut', () => {
    expect(openings({})).toEqual([
      [22, 'one-address'],
      [80, 'closed'],
      [443, 'everyone'],
    ]);
  });

  test.each([[null], [''], ['203.0.113'], ['10.0.0.1']])('with the address %j nobody logs in', (address) => {
    expect(openings({ adminAddress: address })[0]).toEqual([22, 'closed']);
  });

  test('Windows is logged in to by RDP', () => {
    expect(doorsOf(access, 'windows')[0]).toMatchObject({ port: 3389, name: 'RDP' });
  });
});

describe('what will be made', () => {
  test('each thing once: key, entry, group, rules, machines, disks', () => {
    expect(plannedThings(plan).map(({ id }) => id)).toEqual([
      'key',
      'keychain',
      'group',
      'rule 443 0.0.0.0/0',
      'rule 443 ::/0',
      'rule 22 203.0.113.7/32',
      'instance shop-us-east-1a',
      'instance shop-us-east-1b',
      'volumes',
    ]);
  });

  test('in short: what is alike is counted, and groups that are there are used', () => {
    const whole = completePlan(plan);
    if (whole === null) throw new Error('the plan is not complete');
    const groups = [{ groupId: 'sg-0123456789abcdef0', name: 'web' }];

    expect(madeInShort(whole)).toEqual([
      '2 machines (t3.micro), each with a disk of 8 GiB and a public address',
      'A security group with 3 rules; every other port is closed',
      'A key pair; its private half goes into your keychain',
    ]);
    const using = { ...whole, access: { kind: 'existing-group', vpcId: access.vpcId, groups } } as const;
    expect(madeInShort(using)[1]).toBe('No security group: the ones you chose are used as they are');
  });

  test('nothing while an answer is missing', () => {
    expect(plannedThings({ ...plan, key: null })).toEqual([]);
    expect(plannedThings(emptyDraft())).toEqual([]);
  });
});

describe('groups that are there already', () => {
  const known = launchGroups([group('web', [tcp(443, '0.0.0.0/0'), tcp(22, '203.0.113.7/32')])]);
  const web = { groupId: known.groups[0]?.group.groupId ?? '', name: 'web' };
  const using = { ...plan, access: { kind: 'existing-group' as const, vpcId: access.vpcId, groups: [web] } };

  test('are not among what will be made, and neither are their rules', () => {
    expect(plannedThings(using).map(({ id }) => id)).toEqual([
      'key',
      'keychain',
      'instance shop-us-east-1a',
      'instance shop-us-east-1b',
      'volumes',
    ]);
  });

  test('are told by name and id, with who comes in as far as it was read', () => {
    const named = `The security group “web” (${web.groupId}) decides, as it is. It is not changed.`;

    expect(answersInWords(using, IMAGES)[4]?.lines).toEqual([named]);
    expect(answersInWords(using, IMAGES, known)[4]?.lines).toEqual([
      named,
      'SSH (port 22): Only you (203.0.113.7/32)',
      'HTTPS (port 443): Everyone',
    ]);
  });
});

describe('the answers in words', () => {
  test('every answer but the review is told', () => {
    const told = answersInWords(plan, IMAGES);

    expect(told.map(({ answer }) => answer)).toEqual(['account', 'image', 'size', 'zones', 'access', 'key']);
    expect(told.every(({ lines }) => lines.length > 0)).toBe(true);
  });

  test('the image is told by its name and its pinned id', () => {
    expect(answersInWords(plan, IMAGES)[1]?.lines[0]).toBe(
      'Amazon Linux 2023, 64-bit x86, pinned to ami-0abcdef1234567890',
    );
  });

  test('a launch without a login rule says that nobody logs in', () => {
    const closed = { ...plan, access: { ...access, httpsFromEveryone: false, adminAddress: null } };

    expect(answersInWords(closed, IMAGES)[4]?.lines).toEqual([
      'No web port is open.',
      'SSH (port 22) is closed: nobody logs in.',
    ]);
  });
});
