import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { securityGroupRulesActions } from '../../../../electron/practice/actions/security-group-rules.ts';
import { securityGroupsActions } from '../../../../electron/practice/actions/security-groups.ts';
import { tagActions } from '../../../../electron/practice/actions/tag-actions.ts';
import { AwsError } from '../../../../electron/practice/aws-error.ts';
import { practiceRegion } from '../../../support/practice-context.ts';

const ACTIONS = { ...securityGroupsActions, ...securityGroupRulesActions, ...tagActions };
const NAMES = ['one', 'ONE', 'two', 'three', 'default'] as const;

type Step = {
  readonly kind: 'create' | 'delete' | 'let in' | 'shut out' | 'tag';
  readonly name: (typeof NAMES)[number];
  readonly peer: (typeof NAMES)[number];
};

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('create', 'create', 'delete', 'let in', 'let in', 'shut out', 'tag'),
  name: fc.constantFrom(...NAMES),
  peer: fc.constantFrom(...NAMES),
});

/** What is known of a group from outside: whom it lets in, by name. */
type Group = { readonly groupId: string; readonly from: Set<string>; tags: number };

/** What EC2 has to answer, by its documentation: a code, or null where it does it. */
function expected(groups: ReadonlyMap<string, Group>, { kind, name, peer }: Step): string | null {
  const group = groups.get(name);
  const other = groups.get(peer);
  if (kind === 'create') {
    if (name === 'default') return 'InvalidParameterValue';
    const isTaken = [...groups.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase());
    return isTaken ? 'InvalidGroup.Duplicate' : null;
  }
  if (group === undefined) return 'InvalidGroup.NotFound';
  if (kind === 'delete') {
    if (name === 'default') return 'CannotDelete';
    const isNamed = [...groups].some(([by, { from }]) => by !== name && from.has(name));
    return isNamed ? 'DependencyViolation' : null;
  }
  if (kind === 'tag') return null;
  if (other === undefined) return 'InvalidGroup.NotFound';
  return kind === 'let in' && group.from.has(peer) ? 'InvalidPermission.Duplicate' : null;
}

test('whatever is done in whatever order, each call is answered by what was done before, and nothing else has changed', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
      const region = await practiceRegion();
      const [standard] = region.tables().securityGroups.values();
      const groups = new Map<string, Group>();
      // As EC2 makes it: its members reach one another.
      groups.set('default', { groupId: standard?.groupId ?? '', from: new Set(['default']), tags: 0 });
      const everId = new Set<string>([standard?.groupId ?? '']);
      for (const one of steps) {
        const wanted = expected(groups, one);
        const answer = answerOf(() => region.call(ACTIONS, ...callOf(one, groups)));
        met.add(`${one.kind}: ${String(wanted)}`);
        expect(answer, JSON.stringify(one)).toBe(wanted);
        if (wanted === null) apply(groups, one, region.weather.made.at(-1) ?? '');
        if (wanted === null && one.kind === 'create') {
          const { groupId = '' } = groups.get(one.name) ?? {};
          expect(everId.has(groupId), 'an id comes only once').toBe(false);
          everId.add(groupId);
        }
      }
      expect(
        [...region.tables().securityGroups.values()].map(({ groupId, name, rules, tags }) => ({
          groupId,
          name,
          from: rules.flatMap(({ peer }) => (peer.kind === 'group' ? peer.groupId : [])).toSorted(),
          tags: tags.length,
        })),
      ).toEqual(
        [...groups].map(([name, { groupId, from, tags }]) => ({
          groupId,
          name,
          from: [...from].map((peer) => groups.get(peer)?.groupId ?? '').toSorted(),
          tags,
        })),
      );
    }),
    { seed: 11, numRuns: 150 },
  );
  expect(met).toEqual(
    new Set([
      'create: null',
      'create: InvalidParameterValue',
      'create: InvalidGroup.Duplicate',
      'delete: null',
      'delete: InvalidGroup.NotFound',
      'delete: CannotDelete',
      'delete: DependencyViolation',
      'let in: null',
      'let in: InvalidGroup.NotFound',
      'let in: InvalidPermission.Duplicate',
      'shut out: null',
      'shut out: InvalidGroup.NotFound',
      'tag: null',
      'tag: InvalidGroup.NotFound',
    ]),
  );
});

const NOBODY = 'sg-0123456789abcdef0';

function callOf(
  { kind, name, peer }: Step,
  groups: ReadonlyMap<string, Group>,
): readonly [string, Readonly<Record<string, string>>] {
  const GroupId = groups.get(name)?.groupId ?? NOBODY;
  const peerId = groups.get(peer)?.groupId ?? NOBODY;
  const rule = { GroupId, 'IpPermissions.1.IpProtocol': '-1' };
  switch (kind) {
    case 'create':
      return ['CreateSecurityGroup', { GroupName: name, GroupDescription: 'x' }];
    case 'delete':
      return ['DeleteSecurityGroup', { GroupId }];
    case 'let in':
      return ['AuthorizeSecurityGroupIngress', { ...rule, 'IpPermissions.1.Groups.1.GroupId': peerId }];
    case 'shut out':
      // By name it has to be there; in a default network it need not be let in.
      return ['RevokeSecurityGroupIngress', { ...rule, 'IpPermissions.1.Groups.1.GroupName': peer }];
    case 'tag':
      return ['CreateTags', { 'ResourceId.1': GroupId, 'Tag.1.Key': peer, 'Tag.1.Value': name }];
  }
}

function apply(groups: Map<string, Group>, { kind, name, peer }: Step, madeId: string): void {
  const group = groups.get(name);
  if (kind === 'create') groups.set(name, { groupId: madeId, from: new Set(), tags: 0 });
  else if (kind === 'delete') groups.delete(name);
  else if (kind === 'let in') group?.from.add(peer);
  else if (kind === 'shut out') group?.from.delete(peer);
  else if (group !== undefined) tagged(group, peer);
}

const keys = new WeakMap<Group, Set<string>>();

/** A key counts once, whatever its value. */
function tagged(group: Group, key: string): void {
  const known = keys.get(group) ?? new Set();
  keys.set(group, known.add(key));
  group.tags = known.size;
}

function answerOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}
