import { describe, expect, test } from 'vitest';
import type { ConnectedAccount } from '../../../shared/account.ts';
import { NO_FACTS, type Facts, type Network } from '../../../shared/facts.ts';
import { ANSWER_NAMES } from '../../../shared/finding.ts';
import { checkPlan } from '../../../shared/check-plan.ts';
import { completePlan, type LaunchPlan, type NewGroupAccess } from '../../../shared/launch-plan.ts';
import { placementsIn, usableZones } from '../../../shared/placement.ts';
import { freshAccess, imageAnswer, sizeAnswer } from '../../../shared/pre-answer.ts';
import { datedPrices } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { newsToShow } from '../../../renderer/wizard/answer-news.ts';
import {
  INITIAL_STATE,
  stateLike,
  wizardReducer,
  type WizardAction,
  type WizardState,
} from '../../../renderer/wizard/wizard-state.ts';
import { preflightOf } from '../fake-preflight.ts';
import { ALL_TYPES, FREE_TYPES, IMAGES, zonesOf } from '../fake-facts.ts';

const network: Network = {
  instanceType: 't3.micro',
  vpcId: 'vpc-0123456789abcdef0',
  zones: zonesOf('us-east-1', 5),
};

const ACCOUNT: ConnectedAccount = {
  sourceId: 'profile:work',
  region: 'us-east-1',
  sourceName: 'work',
  accountId: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/Builder/maria',
  endpoint: null,
  isRoot: false,
  hasLongLivedKey: false,
  regions: ['us-east-1'],
};

const facts: Facts = {
  account: ACCOUNT,
  images: IMAGES,
  instanceTypes: FREE_TYPES,
  network,
  keychain: 'ready',
  names: { keyPairs: [], securityGroups: [] },
  requiredTags: null,
  groups: null,
  prices: datedPrices('us-east-1'),
  preflight: null,
};

describe('before anyone has answered', () => {
  test('a tag that is required stands there, and goes when it is required no more and nobody has written in it', () => {
    const required = (...keys: readonly string[]) =>
      read({ ...facts, requiredTags: keys.map((key) => ({ key, value: '' })) });
    const asked = play(INITIAL_STATE, required('Owner', 'Team'));
    expect(asked.draft.tags).toEqual([
      { key: 'Owner', value: '' },
      { key: 'Team', value: '' },
    ]);
    const written = play(asked, {
      type: 'change',
      edit: {
        tags: [
          { key: 'Owner', value: 'Maria' },
          { key: 'Team', value: '' },
        ],
      },
    });
    expect(play(written, required()).draft.tags).toEqual([{ key: 'Owner', value: 'Maria' }]);
    expect(play(asked, required('Team')).draft.tags).toEqual([{ key: 'Team', value: '' }]);
  });

  test('what was read answers every question, and the looked-up address says who logs in', () => {
    const { draft } = answered();

    expect(draft.size?.name).toBe('t3.micro');
    expect(draft.size?.cpuCredits).toBe('standard');
    expect(draft.placements).toHaveLength(5);
    expect(draft.access).toMatchObject({ httpsFromEveryone: true, adminAddress: '203.0.113.7' });
  });

  test('an address that arrives before the network is filled in when the network is there', () => {
    const early = play(INITIAL_STATE, { type: 'address-read', address: '203.0.113.7' });

    expect(early.draft.access).toBeNull();
    expect(adminAddressOf(play(early, read(facts)))).toBe('203.0.113.7');
  });

  test('an address that could not be had leaves an empty field, not a closed door', () => {
    const state = play(INITIAL_STATE, read(facts), { type: 'address-read', address: '' });

    expect(adminAddressOf(state)).toBe('');
  });
});

describe('a template', () => {
  test('answers everything anew, and keeps the person, their address and their tags', () => {
    const tags = [{ key: 'Team', value: 'Shop' }];
    const before = play(answered(), { type: 'change', edit: { tags } }, goTo('zones'));

    const state = play(before, { type: 'choose-template', template: 'windows-desktop' }, read(facts));

    expect(state.draft).toMatchObject({ image: { platform: 'windows' }, key: { type: 'rsa' }, tags });
    expect(newGroup(state)).toMatchObject({ purpose: 'log-in', httpsFromEveryone: false });
    expect(adminAddressOf(state)).toBe('203.0.113.7');
    expect(state).toMatchObject({ template: 'windows-desktop', stepIndex: 0, furthestIndex: 0, news: [] });
  });

  test('with two zones shows two as the choice, also after another size took them back', () => {
    const state = play(answered(), { type: 'choose-template', template: 'login-machine' });
    const resized = play(state, { type: 'change', edit: { size: sizeAnswer(FREE_TYPES[1]) } });

    expect(state.draft.placements).toHaveLength(2);
    expect([state.zoneMode, resized.zoneMode]).toEqual(['two', 'two']);
  });

  test('that is chosen already takes back nothing', () => {
    const named = play(answered(), { type: 'change', edit: { name: 'mine' } });

    expect(play(named, { type: 'choose-template', template: 'web-server' })).toBe(named);
  });

  test('after an earlier launch leaves its answers behind', () => {
    const plan = completePlan({ ...answered().draft, name: 'club' });
    if (plan === null) throw new Error('the plan is not complete');
    const again = stateLike(plan, null, 'one');
    const state = play(again, { type: 'choose-template', template: 'web-server' }, read(facts));

    expect(state.carried).toBeNull();
    expect(state.draft.name).toBe('my-fleet');
  });
});

describe('who may log in', () => {
  test('"nobody" stays nobody when the address arrives later', () => {
    const state = play(
      INITIAL_STATE,
      read(facts),
      { type: 'give-admin-address', address: null },
      { type: 'address-read', address: '203.0.113.7' },
    );

    expect(adminAddressOf(state)).toBeNull();
  });

  test('a typed address is not replaced by the looked-up one, unless that is asked for', () => {
    const typed = play(answered(), { type: 'give-admin-address', address: '198.51.100.4' });
    const lookedUp = play(
      typed,
      { type: 'use-looked-up-address' },
      { type: 'address-read', address: '203.0.113.9' },
    );

    expect(adminAddressOf(play(typed, { type: 'address-read', address: '203.0.113.7' }))).toBe(
      '198.51.100.4',
    );
    expect(adminAddressOf(lookedUp)).toBe('203.0.113.9');
  });

  test('asked for again, the known address is back at once, even if the answer will be the same', () => {
    const typed = play(answered(), { type: 'give-admin-address', address: '192.168.1.4' });

    expect(adminAddressOf(play(typed, { type: 'use-looked-up-address' }))).toBe('203.0.113.7');
  });

  test('a mend that closes the door keeps it closed', () => {
    const refused = play(INITIAL_STATE, read(facts), { type: 'address-read', address: '' });
    const access = newGroup(refused);

    const mended = play(refused, { type: 'change', edit: { access: { ...access, adminAddress: null } } });

    expect(adminAddressOf(mended)).toBeNull();
  });
});

describe('which firewall', () => {
  const existing = { type: 'choose-firewall', kind: 'existing-group' } as const;
  const anew = { type: 'choose-firewall', kind: 'new-group' } as const;
  const groups = [{ groupId: 'sg-0123456789abcdef0', name: 'web' }];
  const choose = (state: WizardState): WizardState => {
    const { access } = state.draft;
    if (access?.kind !== 'existing-group') throw new Error('no groups are asked for');
    return play(state, { type: 'change', edit: { access: { ...access, groups } } });
  };

  test('groups that are there: none is chosen for the person', () => {
    expect(play(answered(), existing).draft.access).toEqual({
      kind: 'existing-group',
      vpcId: network.vpcId,
      groups: [],
    });
  });

  test('there and back, both answers are as they were', () => {
    const state = play(
      answered(),
      { type: 'give-admin-address', address: '198.51.100.4' },
      {
        type: 'change',
        edit: { access: { ...newGroup(answered()), adminAddress: '198.51.100.4', httpFromEveryone: true } },
      },
    );
    const there = choose(play(state, existing));

    expect(play(there, anew).draft.access).toEqual(state.draft.access);
    expect(play(there, anew, existing).draft.access).toEqual(there.draft.access);
    expect(play(there, existing)).toEqual(there);
  });

  test('the mend "a new group" brings back what was said of it, not the defaults', () => {
    const state = play(answered(), {
      type: 'change',
      edit: { access: { ...newGroup(answered()), httpFromEveryone: true } },
    });
    const mended = play(choose(play(state, existing)), {
      type: 'change',
      edit: { access: freshAccess('vpc-0123456789abcdef0') },
    });

    expect(mended.draft.access).toEqual(state.draft.access);
  });

  test('an address that arrives meanwhile is filled in on the way back', () => {
    const early = play(INITIAL_STATE, read(facts), existing);

    expect(early.draft.access?.kind).toBe('existing-group');
    const later = play(early, { type: 'address-read', address: '203.0.113.7' });
    expect(later.draft.access).toEqual(early.draft.access);
    expect(adminAddressOf(play(later, anew))).toBe('203.0.113.7');
  });

  test('another region takes the groups away for good: they belong to the first', () => {
    const elsewhere = { sourceId: 'profile:work', region: 'eu-central-1' };
    const account = facts.account === null ? null : { ...facts.account, region: 'eu-central-1' };
    const chosen = choose(play(answered(), goTo('access'), existing));
    const move = (state: WizardState) =>
      play(
        state,
        goTo('account'),
        { type: 'choose-account', choice: elsewhere },
        read({ ...facts, account }),
      );

    expect(move(chosen).draft.access?.kind).toBe('new-group');
    expect(newsOf(move(chosen))).toContain('access');
    for (const left of [chosen, play(chosen, anew)]) {
      expect(play(move(left), existing).draft.access).toMatchObject({ groups: [] });
    }
  });
});

describe('an answer that takes others with it', () => {
  test('another size takes back the zones, names them once they were seen, and says so on other steps', () => {
    const size = sizeAnswer(ALL_TYPES.find(({ name }) => name === 'm7i.large'));
    const state = play(answered(), goTo('zones'), goTo('size'), { type: 'change', edit: { size } });

    expect(newsOf(state)).toEqual(['zones']);
    expect(state.draft.placements).toBeNull();
    expect(newsOf(play(state, goTo('zones')))).toEqual([]);
  });

  test('answers nobody has seen yet are taken back without a word', () => {
    const arm = imageAnswer(IMAGES[1]);
    const state = play(answered(), goTo('image'), { type: 'change', edit: { image: arm } });

    expect(state.draft.size?.name).toBe('t4g.micro');
    expect(newsOf(state)).toEqual([]);
  });

  test('zones chosen by hand are kept until another size takes them back', () => {
    const two = placementsIn(usableZones(network).slice(0, 2));
    const chosen = play(answered(), { type: 'choose-zones', mode: 'two', placements: two });
    const size = sizeAnswer(FREE_TYPES.find(({ name }) => name === 't3.small'));

    expect(play(chosen, read({ ...facts, keychain: 'locked' })).draft.placements).toEqual(two);
    expect(play(chosen, { type: 'change', edit: { size } }).zoneMode).toBe('every');
  });

  test('no zone at all is an answer: it is not filled again', () => {
    const none = play(answered(), { type: 'choose-zones', mode: 'choose', placements: [] });

    expect(play(none, read({ ...facts })).draft.placements).toEqual([]);
  });

  test('another region takes back what belongs to the first, and what was read there', () => {
    const elsewhere = { sourceId: 'profile:work', region: 'eu-central-1' };
    const state = play(answered(), { type: 'choose-account', choice: elsewhere });

    expect(state.choice).toEqual(elsewhere);
    expect(state.facts).toEqual({ ...NO_FACTS, keychain: 'ready' });
    expect(state.draft).toMatchObject({ account: null, image: null, size: null, placements: null });
  });

  test('choosing the same account again changes nothing', () => {
    const choice = { sourceId: 'profile:work', region: 'us-east-1' };
    const state = play(INITIAL_STATE, { type: 'choose-account', choice }, read(facts));

    expect(play(state, { type: 'choose-account', choice: { ...choice } })).toBe(state);
  });
});

describe('another way to sign in', () => {
  const other = { sourceId: 'profile:other', region: 'us-east-1' };
  const signedIn = (accountId: string): Facts => ({
    ...facts,
    account: facts.account === null ? null : { ...facts.account, sourceId: other.sourceId, accountId },
  });
  const everywhere = () =>
    play(
      answered(),
      { type: 'choose-zones', mode: 'two', placements: placementsIn(usableZones(network).slice(0, 2)) },
      { type: 'change', edit: { name: 'club' } },
      goTo('review'),
      goTo('account'),
    );

  test('into the same account keeps every answer, and says nothing', () => {
    const before = everywhere();
    const asked = play(before, { type: 'choose-account', choice: other });

    expect(asked.draft).toEqual({ ...before.draft, account: null });
    expect(asked.facts).toEqual({ ...NO_FACTS, keychain: 'ready' });
    const after = play(asked, read({ ...NO_FACTS, keychain: 'ready' }), read(signedIn('123456789012')));
    expect(after.draft).toEqual({
      ...before.draft,
      account: { sourceId: other.sourceId, accountId: '123456789012', region: 'us-east-1' },
    });
    expect(after.zoneMode).toBe('two');
    expect(newsOf(after)).toEqual([]);
  });

  test('into another account takes back what belongs to the first, and says because of what', () => {
    const after = play(
      everywhere(),
      { type: 'choose-account', choice: other },
      read(signedIn('999999999999')),
    );

    expect(newsOf(after)).toEqual(['image', 'size', 'zones', 'access']);
    expect(after.news.every(({ because }) => because.join() === 'account')).toBe(true);
    expect(after.draft).toMatchObject({ name: 'club', account: { accountId: '999999999999' } });
    expect(after.zoneMode).toBe('every');
  });

  test('and then into another region takes back as much', () => {
    const after = play(
      everywhere(),
      { type: 'choose-account', choice: other },
      { type: 'choose-account', choice: { ...other, region: 'eu-central-1' } },
    );

    expect(after.draft).toMatchObject({ image: null, size: null, placements: null, access: null });
    expect(after.leaving).toBeNull();
  });

  test('a session that ends and is begun again takes back nothing', () => {
    const before = everywhere();
    const after = play(before, read({ ...NO_FACTS, keychain: 'ready' }), read(facts));

    expect(after.draft).toEqual(before.draft);
    expect(newsOf(after)).toEqual([]);
  });
});

describe('an answer that stands but no longer fits', () => {
  const reviewed = () => play(answered(), goTo('review'), goTo('image'));
  const needsMore = (): WizardAction => {
    const image = imageAnswer(IMAGES[0]);
    return { type: 'change', edit: { image: image && { ...image, platform: 'windows' } } };
  };

  test('is news with its cause; the latest of what is taken back and of what must be changed', () => {
    const { news, judged } = play(reviewed(), needsMore());

    expect(news).toContainEqual({ answer: 'key', because: ['image'], isTakenBack: true });
    expect(judged.findings).toEqual(checkPlan(play(reviewed(), needsMore()).draft, facts));
  });

  test('must be changed while it does not fit, and is no news once it does', () => {
    const names = { keyPairs: [], securityGroups: ['web'] };
    const named = play(
      answered(),
      read({ ...facts, names }),
      { type: 'choose-firewall', kind: 'existing-group' },
      { type: 'change', edit: { name: 'web' } },
      goTo('review'),
      goTo('access'),
    );
    expect(newsToShow(named).invalid).toEqual([]);

    const taken = play(named, { type: 'choose-firewall', kind: 'new-group' });
    expect(newsToShow(taken)).toEqual({
      invalid: [{ answer: 'key', because: ['access'], isTakenBack: false }],
      answeredAgain: [],
    });
    const mended = play(taken, { type: 'choose-firewall', kind: 'existing-group' });
    expect(newsToShow(mended)).toEqual({ invalid: [], answeredAgain: [] });
  });

  test('what the world says on the review is not news: it stands there', () => {
    const locked = { ...facts, keychain: 'locked' } as const;

    expect(newsOf(play(answered(), goTo('review'), read(locked)))).toEqual([]);
    expect(newsOf(play(answered(), goTo('review'), goTo('size'), read(locked)))).toEqual(['key']);
  });

  test('what was tried is not news on the step before: the review shows it', () => {
    const plan = completePlan(answered().draft);
    if (plan === null) throw new Error('the plan is not complete');
    const quota = { kind: 'known', quotaCode: 'L-1216C47A', limit: 1, inUse: 1 } as const;
    const state = play(
      answered(),
      goTo('key'),
      read({ ...facts, preflight: { ...preflightOf(plan), quota } }),
    );

    expect(state.judged.findings.map(({ id }) => id)).toContain('too-many-vcpus');
    expect(newsOf(state)).toEqual([]);
  });

  test('can be dismissed', () => {
    const state = play(reviewed(), needsMore(), { type: 'dismiss-news' });

    expect(newsOf(state)).toEqual([]);
  });
});

test('what the judge says is at every moment what it says of the plan from nothing', () => {
  const actions: readonly WizardAction[] = [
    read({ ...facts, network: null }),
    read(facts),
    { type: 'address-read', address: '203.0.113.7' },
    goTo('review'),
    { type: 'change', edit: { name: '' } },
    { type: 'choose-firewall', kind: 'existing-group' },
    { type: 'choose-account', choice: { sourceId: 'profile:b', region: 'us-east-1' } },
    read({ ...NO_FACTS, keychain: 'locked' }),
    read(facts),
    { type: 'choose-firewall', kind: 'new-group' },
    { type: 'choose-zones', mode: 'choose', placements: [] },
  ];
  for (let end = 0; end <= actions.length; end += 1) {
    const { draft, facts: known, judged } = play(INITIAL_STATE, ...actions.slice(0, end));

    expect(judged.findings, `after ${end}`).toEqual(checkPlan(draft, known));
  }
});

describe('a launch like an earlier one', () => {
  const earlier = (edit: Partial<LaunchPlan> = {}): LaunchPlan => {
    const plan = completePlan(answered().draft);
    if (plan === null) throw new Error('the plan is not complete');
    return { ...plan, name: 'club', ...edit };
  };
  const choice = { sourceId: 'profile:work', region: 'us-east-1' };
  const again = (plan: LaunchPlan) => stateLike(plan, choice, 'launch-2');

  test('begins on the review with every answer, and asks nobody for anything', () => {
    const state = again(earlier());

    expect(ANSWER_NAMES[state.stepIndex]).toBe('review');
    expect(state).toMatchObject({ launchId: 'launch-2', furthestIndex: state.stepIndex });
    expect(state.draft).toEqual({ ...earlier(), account: null });
  });

  test('is the same plan where the world is the same', () => {
    const state = play(again(earlier()), read(facts), { type: 'address-read', address: '203.0.113.7' });

    expect(state.draft).toEqual(earlier());
    expect(state.carried).toMatchObject({ open: [], changed: [] });
    expect(state.zoneMode).toBe('every');
    expect(newsOf(state)).toEqual([]);
  });

  test('with two zones stays with two', () => {
    const plan = earlier({ placements: earlier().placements.slice(0, 2) });
    const state = play(again(plan), read(facts));

    expect(state.draft.placements).toEqual(plan.placements);
    expect(state.zoneMode).toBe('choose');
  });

  test('takes the address of today, and says so', () => {
    const state = play(again(earlier()), read(facts), { type: 'address-read', address: '198.51.100.4' });

    expect(adminAddressOf(state)).toBe('198.51.100.4');
    expect(state.carried?.changed).toEqual([
      { answer: 'access', sentence: words.wizard.again.address('198.51.100.4', '203.0.113.7') },
    ]);
    expect(play(state, { type: 'address-read', address: '198.51.100.4' }).carried?.changed).toHaveLength(1);
  });

  test('keeps the earlier address where that of today cannot be had', () => {
    const state = play(again(earlier()), read(facts), { type: 'address-read', address: '' });

    expect(adminAddressOf(state)).toBe('203.0.113.7');
  });

  test('keeps a door that was closed closed', () => {
    const access = { ...freshAccess('vpc-0123456789abcdef0'), adminAddress: null };
    const state = play(
      again(earlier({ access })),
      { type: 'address-read', address: '203.0.113.7' },
      read(facts),
    );

    expect(adminAddressOf(state)).toBeNull();
    expect(state.carried?.changed).toEqual([]);
  });

  test('of a size that is not read at first asks for all sizes before it gives it up', () => {
    const size = sizeAnswer(ALL_TYPES.find(({ name }) => name === 'm7i.large'));
    const plan = earlier(size === null ? {} : { size });
    const early = play(again(plan), read(facts));

    expect(early.showsAllSizes).toBe(true);
    expect(early.draft.size?.name).toBe('m7i.large');
    const found = play(early, {
      type: 'facts-read',
      facts: { ...facts, instanceTypes: ALL_TYPES },
      hasAllSizes: true,
    });
    expect(found.draft.size?.name).toBe('m7i.large');
    const gone = play(early, { type: 'facts-read', facts, hasAllSizes: true });
    expect(gone.draft.size?.name).toBe('t3.micro');
    expect(gone.carried?.changed.map(({ answer }) => answer)).toEqual(['size']);
  });

  test('what the person answers anew meanwhile is not touched', () => {
    const names = { keyPairs: ['club', 'mine'], securityGroups: [] };
    const state = play(
      again(earlier()),
      { type: 'change', edit: { name: 'mine' } },
      read({ ...facts, names }),
    );

    expect(state.draft.name).toBe('mine');
    expect(state.carried?.changed).toEqual([]);
  });
});

describe('a plan out of a file', () => {
  const opened = (edit: Partial<LaunchPlan> = {}) => {
    const plan = completePlan({ ...answered().draft, name: 'club' });
    if (plan === null) throw new Error('the plan is not complete');
    return { plan: { ...plan, ...edit }, fileName: 'club.json' };
  };
  const open = (
    plan = opened(),
    choice = { sourceId: 'profile:work', region: 'us-east-1' },
  ): WizardAction => ({
    type: 'open-plan',
    opened: plan,
    choice,
    newLaunchId: 'launch-3',
  });
  const sentencesOf = ({ carried }: WizardState) => carried?.changed.map(({ sentence }) => sentence);

  test('begins on the review, judged by what was read here already', () => {
    const state = play(answered(), goTo('size'), open());

    expect(ANSWER_NAMES[state.stepIndex]).toBe('review');
    expect(state).toMatchObject({
      launchId: 'launch-3',
      news: [],
      carried: { file: 'club.json', changed: [] },
    });
    expect(state.draft).toEqual(opened().plan);
    expect(state.judged.findings).toEqual(checkPlan(state.draft, state.facts));
  });

  test('of another account, region and address says so, and lets only the address of today in', () => {
    const access: NewGroupAccess = { ...freshAccess('vpc-0aaaaaaaaaaaaaaa0'), adminAddress: '198.51.100.7' };
    const account = { sourceId: 'profile:work', accountId: '999999999999', region: 'us-west-2' };
    const there = { sourceId: 'profile:work', region: 'us-west-2' };
    const far: Facts = { ...facts, account: { ...ACCOUNT, region: 'us-west-2' } };

    const state = play(answered(), open(opened({ access, account }), there), read(far));

    expect(sentencesOf(state)).toEqual([
      words.wizard.again.region('us-west-2', 'us-east-1'),
      words.wizard.again.address('203.0.113.7', '198.51.100.7'),
      words.wizard.again.accountOfFile('123456789012', '999999999999'),
    ]);
    expect(newGroup(state)).toMatchObject({ vpcId: network.vpcId, adminAddress: '203.0.113.7' });
  });
});

describe('going on', () => {
  test('the review is given the launch id of this visit; the other steps leave it', () => {
    const first = play(answered(), goTo('review', 'one'));

    expect(first.launchId).toBe('one');
    expect(play(first, goTo('size', 'two')).launchId).toBe('one');
    expect(play(first, goTo('size', 'two'), goTo('review', 'three')).launchId).toBe('three');
  });

  test('errors show after trying to leave, and no longer on another step', () => {
    const tried = play(answered(), { type: 'try-to-leave' });

    expect(tried.hasTriedToLeave).toBe(true);
    expect(play(tried, goTo('image')).hasTriedToLeave).toBe(false);
  });

  test.each([
    [-3, 0],
    [99, ANSWER_NAMES.length - 1],
  ])('a step that is not there (%i) is the nearest that is', (index, expected) => {
    const state = play(INITIAL_STATE, { type: 'go-to-step', index, newLaunchId: 'one' });

    expect(state.stepIndex).toBe(expected);
  });
});

describe('another network', () => {
  const [first] = network.zones;
  const other: Network = {
    ...network,
    vpcId: 'vpc-0aaaaaaaaaaaaaaa1',
    zones: network.zones.slice(0, 2).map((zone, index) => ({
      ...zone,
      subnetId: `subnet-0ccccccccccccccc${String(index)}`,
    })),
  };
  const chosen = (from: WizardState) => play(from, { type: 'choose-network', vpcId: other.vpcId });

  test('leaves no machine where it stood, and has none until it was read', () => {
    const waiting = chosen(answered());

    expect(waiting.draft.placements).toBeNull();
    expect(waiting.draft.access?.vpcId).toBe(other.vpcId);
    // What was read of the old one may still arrive.
    expect(play(waiting, read(facts)).draft.placements).toBeNull();

    const there = play(waiting, read({ ...facts, network: other }));
    expect(there.draft.placements?.map(({ subnetId }) => subnetId)).toEqual(
      other.zones.map(({ subnetId }) => subnetId),
    );
    expect(there.judged.findings.filter(({ severity }) => severity === 'blocker')).toEqual([]);
  });

  test('keeps who may log in, and none of the groups of the old one', () => {
    expect(adminAddressOf(chosen(answered()))).toBe('203.0.113.7');

    const groups = [{ groupId: 'sg-0123456789abcdef0', name: 'web' }];
    const usingOne = play(
      answered(),
      { type: 'choose-firewall', kind: 'existing-group' },
      { type: 'change', edit: { access: { kind: 'existing-group', vpcId: network.vpcId ?? '', groups } } },
    );
    expect(chosen(usingOne).draft.access).toMatchObject({ vpcId: other.vpcId, groups: [] });
  });

  test('is left with the region, and with the answer that mends it', () => {
    const there = play(chosen(answered()), read({ ...facts, network: other }));

    const choice = { sourceId: 'profile:work', region: 'eu-west-1' };
    expect(play(there, { type: 'choose-account', choice }).vpcId).toBeNull();
    const access = { ...newGroup(there), vpcId: network.vpcId ?? '' };
    expect(play(there, { type: 'change', edit: { access } }).vpcId).toBe(network.vpcId);
  });

  test('a subnet is chosen for all that stands in its zone, and for nothing else', () => {
    const subnetId = 'subnet-0ddddddddddddddd1';
    const { draft } = play(answered(), {
      type: 'choose-subnet',
      zoneId: first?.zoneId ?? '',
      subnetId,
    });

    expect(draft.placements?.filter((placement) => placement.subnetId === subnetId)).toHaveLength(1);
    expect(draft.placements).toHaveLength(answered().draft.placements?.length ?? 0);
  });
});

function answered(): WizardState {
  return play(INITIAL_STATE, read(facts), { type: 'address-read', address: '203.0.113.7' });
}

function newsOf({ news }: WizardState) {
  return news.map(({ answer }) => answer);
}

function play(state: WizardState, ...actions: readonly WizardAction[]): WizardState {
  return actions.reduce(wizardReducer, state);
}

function read(newFacts: Facts): WizardAction {
  return { type: 'facts-read', facts: newFacts };
}

function goTo(answer: (typeof ANSWER_NAMES)[number], newLaunchId = 'unused'): WizardAction {
  return { type: 'go-to-step', index: ANSWER_NAMES.indexOf(answer), newLaunchId };
}

function newGroup({ draft: { access } }: WizardState): NewGroupAccess {
  if (access?.kind !== 'new-group') throw new Error('no new group was planned');
  return access;
}

function adminAddressOf(state: WizardState): string | null {
  return newGroup(state).adminAddress;
}
