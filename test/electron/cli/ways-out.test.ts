import { expect, test } from 'vitest';
import { waysOut } from '../../../electron/cli/ways-out.ts';
import { checkPlan } from '../../../shared/check-plan.ts';
import type { KeyPlace, VaultKey } from '../../../shared/keys/vault.ts';
import type { Launch } from '../../../shared/launch.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import { sketchLaunch } from '../../renderer/launch-fixtures.ts';
import { FACTS, PLAN } from '../../shared/plan-fixture.ts';

const HERE = {
  sourceId: 'environment',
  accountId: PLAN.account.accountId,
  region: PLAN.account.region,
  endpoint: null,
};
const NO_PAIR_OF_OURS = ['Way out: Use the name “my-fleet-2”. In the plan: "name":"my-fleet-2"'];

function key(id: string, name: string, place: Partial<KeyPlace> | null = {}): VaultKey {
  const pair = place === null ? null : { ...HERE, ...place, keyPairId: `key-${id}` };
  return { custodyId: `${id}-0000-4000-8000-000000000000`, name, pair } as VaultKey;
}

function waysWith(
  keys: readonly VaultKey[],
  name = PLAN.name,
  launches: readonly Launch[] = [],
): readonly string[] {
  const plan: LaunchPlan = { ...PLAN, name };
  const taken = { keyPairs: [name.toUpperCase()], securityGroups: [] };
  const findings = checkPlan(plan, { ...FACTS, names: taken });
  expect(findings.map(({ id }) => id)).toEqual(['key-name-taken']);
  return waysOut(findings, { plan, endpoint: null, keys, launches });
}

test('where the name is taken, another one is free; who made the pair is not known, so it is not to be removed', () => {
  expect(waysWith([])).toEqual(NO_PAIR_OF_OURS);
});

test.each([
  ['of another account', key('aaaaaaaa', PLAN.name, { accountId: '210987654321' })],
  ['of another region', key('aaaaaaaa', PLAN.name, { region: 'eu-central-1' })],
  ['of a practice account', key('aaaaaaaa', PLAN.name, { endpoint: 'http://127.0.0.1:5005' })],
  ['of another name', key('aaaaaaaa', 'other')],
  ['that has no pair any more', key('aaaaaaaa', PLAN.name, null)],
])('nor is there a pair to remove for a key %s', (_, other) => {
  expect(waysWith([other])).toEqual(NO_PAIR_OF_OURS);
});

test('a pair that Keyport made here can be removed, by its name as it is', () => {
  const ways = waysWith([key('aaaaaaaa', 'My-Fleet')]);

  expect(ways).toHaveLength(2);
  expect(ways[1]).toMatch(/“My-Fleet” that Keyport made earlier.*: keyport keys remove My-Fleet --pair$/u);
});

test('of two keys of one name the one in this account is named by its id', () => {
  const older = key('bbbbbbbb', PLAN.name, { region: 'eu-central-1' });

  expect(waysWith([older, key('aaaaaaaa', PLAN.name)])[1]).toMatch(/keyport keys remove aaaaaaaa --pair$/u);
});

test('a name is typed so that a shell takes it for one word', () => {
  expect(waysWith([key('aaaaaaaa', 'my $fleet')], 'my $fleet')[1]).toContain("remove 'my $fleet' --pair");
});

test('a way that two blockers have is said once', () => {
  const names = { keyPairs: [PLAN.name], securityGroups: [PLAN.name] };
  const findings = checkPlan(PLAN, { ...FACTS, names });

  expect(findings).toHaveLength(2);
  expect(waysOut(findings, { plan: PLAN, endpoint: null, keys: [], launches: [] })).toEqual(NO_PAIR_OF_OURS);
});

test('what is too long to be typed is said in words only, and what can be launched needs no way out', () => {
  const plan: LaunchPlan = {
    ...PLAN,
    placements: PLAN.placements.map((each) => ({ ...each, subnetId: 'subnet-0000000f' })).slice(0, 1),
  };
  const findings = checkPlan(plan, FACTS);

  expect(findings.map(({ id }) => id)).toEqual(['one-zone', 'subnet-differs']);
  expect(waysOut(findings, { plan, endpoint: null, keys: [], launches: [] })).toEqual([
    expect.stringMatching(/^Way out: [^"{]+\.$/u),
  ]);
});

test('a plan of another account is written anew, for the region that it names', () => {
  const findings = checkPlan(PLAN, { ...FACTS, account: { ...FACTS.account, accountId: '210987654321' } });

  expect(waysOut(findings, { plan: PLAN, endpoint: null, keys: [], launches: [] })).toEqual([
    'Way out: write the plan anew, and launch that: keyport plan --default --name my-fleet --region us-east-1 > plan.json',
  ]);
});

test('a launch of this home that has the names is said, in place of a pair that is no leftover', () => {
  const account = { sourceId: 'environment', accountId: PLAN.account.accountId, endpoint: null };
  const owner = sketchLaunch({ name: 'My-Fleet', region: PLAN.account.region, account });
  const ways = waysWith([key('aaaaaaaa', PLAN.name)], PLAN.name, [owner]);

  expect(ways).toHaveLength(2);
  expect(ways[1]).toContain(`“My-Fleet” (${owner.launchId.slice(0, 8)}) has these names`);
  for (const other of [
    { ...owner, region: 'eu-central-1' },
    { ...owner, account: { ...account, endpoint: 'http://127.0.0.1:5005' } },
    { ...owner, account: { ...account, accountId: '210987654321' } },
    { ...owner, name: 'other' },
  ]) {
    expect(waysWith([], PLAN.name, [other])).toEqual(NO_PAIR_OF_OURS);
  }
});
