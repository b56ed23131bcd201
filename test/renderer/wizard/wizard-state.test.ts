import { describe, expect, test } from 'vitest';
import { NO_FACTS, type Facts, type Network } from '../../../shared/facts.ts';
import { ANSWER_NAMES } from '../../../shared/finding.ts';
import type { NewGroupAccess } from '../../../shared/launch-plan.ts';
import { placementsIn, usableZones } from '../../../shared/placement.ts';
import { freshAccess, imageAnswer, sizeAnswer } from '../../../shared/pre-answer.ts';
import { datedPrices } from '../../../shared/price.ts';
import {
  INITIAL_STATE,
  wizardReducer,
  type WizardAction,
  type WizardState,
} from '../../../renderer/wizard/wizard-state.ts';
import { ALL_TYPES, FREE_TYPES, IMAGES, zonesOf } from '../fake-facts.ts';

const network: Network = {
  instanceType: 't3.micro',
  vpcId: 'vpc-0123456789abcdef0',
  zones: zonesOf('us-east-1', 5),
};

const facts: Facts = {
  account: {
    sourceId: 'profile:work',
    region: 'us-east-1',
    sourceName: 'work',
    accountId: '123456789012',
    arn: 'arn:aws:sts::123456789012:assumed-role/Builder/maria',
    endpoint: null,
    isRoot: false,
    hasLongLivedKey: false,
    regions: ['us-east-1'],
  },
  images: IMAGES,
  instanceTypes: FREE_TYPES,
  network,
  keychain: 'ready',
  names: { keyPairs: [], securityGroups: [] },
  groups: null,
  prices: datedPrices('us-east-1'),
  preflight: null,
};

describe('before anyone has answered', () => {
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
    expect(move(chosen).invalidated).toContain('access');
    for (const left of [chosen, play(chosen, anew)]) {
      expect(play(move(left), existing).draft.access).toMatchObject({ groups: [] });
    }
  });
});

describe('an answer that takes others with it', () => {
  test('another size takes back the zones, names them once they were seen, and says so on other steps', () => {
    const size = sizeAnswer(ALL_TYPES.find(({ name }) => name === 'm7i.large'));
    const state = play(answered(), goTo('zones'), goTo('size'), { type: 'change', edit: { size } });

    expect(state.invalidated).toEqual(['zones']);
    expect(state.draft.placements).toBeNull();
    expect(play(state, goTo('zones')).invalidated).toEqual([]);
  });

  test('answers nobody has seen yet are taken back without a word', () => {
    const arm = imageAnswer(IMAGES[1]);
    const state = play(answered(), goTo('image'), { type: 'change', edit: { image: arm } });

    expect(state.draft.size?.name).toBe('t4g.micro');
    expect(state.invalidated).toEqual([]);
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

function answered(): WizardState {
  return play(INITIAL_STATE, read(facts), { type: 'address-read', address: '203.0.113.7' });
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
