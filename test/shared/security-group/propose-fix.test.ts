import { describe, expect, test } from 'vitest';
import { defaultChoices, type FixFacts } from '../../../shared/security-group/default-choices.ts';
import type { FixChoices } from '../../../shared/security-group/fix-choices.ts';
import { proposeFix } from '../../../shared/security-group/propose-fix.ts';
import { finding, machine, prefixList, reviewed, rules, shown } from './fix-fixture.ts';

const MY = { ipv4: '203.0.113.7', ipv6: '2001:db8::7' };
const NOTHING: FixFacts = { vpcCidrs: [], peeredCidrs: [], instanceIds: [] };
const VPC = { ...NOTHING, vpcCidrs: ['10.0.0.0/16'] };

function propose(
  lines: readonly string[],
  about: Parameters<typeof finding>[0],
  facts = NOTHING,
  lists: Parameters<typeof reviewed>[1] = {},
) {
  const group = reviewed(rules(...lines), lists);
  const named = about.rules ?? lines.map((_, place) => place);
  const complaint = finding({ ...about, rules: named });
  const ask = proposeFix(group, complaint, defaultChoices(group, complaint, MY, facts));
  return ask === null
    ? null
    : { add: shown(ask.add), remove: ask.removeRuleIds.map((id) => Number(id.slice(4))) };
}

const span = (from: number, to = from, protocol = 'tcp') => ({ protocol, from, to });

describe('narrow', () => {
  test('of a world and an office on one port, only the world goes, and my address comes in its place', () => {
    expect(propose(['tcp 22 0.0.0.0/0', 'tcp 22 198.51.100.0/24'], {})).toEqual({
      add: ['tcp 22 203.0.113.7/32'],
      remove: [0],
    });
  });

  test.each([
    [
      ['0.0.0.0/1', '128.0.0.0/1'],
      [0, 1],
    ],
    [
      ['0.0.0.0/1', '128.0.0.0/1', '52.0.0.0/16'],
      [0, 1],
    ],
    [['8.0.0.0/15', '52.0.0.0/16'], [0]],
    [
      ['8.0.0.0/16', '9.0.0.0/16', '52.0.0.0/17'],
      [0, 1],
    ],
    [['0.0.0.0/0', '10.0.0.0/8', 'sg-1', 'pl-unknown'], [0]],
  ])('of %j go %j', (sources, gone) => {
    expect(
      propose(
        sources.map((source) => `tcp 22 ${source}`),
        {},
      )?.remove,
    ).toEqual(gone);
  });

  test('my address in each family is added only where it came in before', () => {
    expect(propose(['tcp 22 ::/0', 'tcp 22 198.51.100.0/24'], { id: 'SG-V6GAP' })).toEqual({
      add: ['tcp 22 2001:db8::7/128'],
      remove: [0],
    });
    expect(propose(['tcp 22 8.0.0.0/8'], { id: 'SG-WIDE' })).toEqual({ add: [], remove: [0] });
  });

  test('what the rule serves besides stays: the web for everyone', () => {
    expect(propose(['tcp 20-443 0.0.0.0/0'], { ports: [span(20, 443)] }, VPC)).toEqual({
      add: [
        'tcp 22 203.0.113.7/32',
        'tcp 20-79 10.0.0.0/16',
        'tcp 81-442 10.0.0.0/16',
        'tcp 80 0.0.0.0/0',
        'tcp 443 0.0.0.0/0',
      ],
      remove: [0],
    });
  });

  test('what is let in by few stays as it is on the ports nobody complained about', () => {
    expect(
      propose(['tcp 20-25 8.0.0.0/16', 'tcp 22 9.0.0.0/16', 'tcp 22 0.0.0.0/0'], {})?.add,
    ).toContainEqual('tcp 22 203.0.113.7/32');
  });

  test('the whole world on everything becomes the web, my login, the VPC and path MTU messages', () => {
    expect(
      propose(['-1 * 0.0.0.0/0'], { id: 'SG-ALL', ports: [{ protocol: '-1', from: 0, to: 0 }] }, VPC),
    ).toEqual({
      add: [
        'icmp * 203.0.113.7/32',
        'tcp 22 203.0.113.7/32',
        'tcp 3389 203.0.113.7/32',
        'icmp * 10.0.0.0/16',
        'tcp 1-79 10.0.0.0/16',
        'udp 1-65535 10.0.0.0/16',
        'tcp 81-442 10.0.0.0/16',
        'tcp 444-65535 10.0.0.0/16',
        'tcp 80 0.0.0.0/0',
        'tcp 443 0.0.0.0/0',
        'icmp 3-4 0.0.0.0/0',
      ],
      remove: [0],
    });
  });

  test('a rule for the web alone stays, whatever else goes', () => {
    const all = { id: 'SG-ALL', ports: [span(1, 65_535)] } as const;

    expect(propose(['tcp 1-65535 0.0.0.0/0', 'tcp 80 0.0.0.0/0'], all)).toEqual({
      add: ['tcp 22 203.0.113.7/32', 'tcp 3389 203.0.113.7/32', 'tcp 443 0.0.0.0/0'],
      remove: [0],
    });
  });

  test('what would be too many beside a rule that stays is not written anew', () => {
    expect(
      propose(['tcp 22-25 8.0.0.0/16', 'tcp 22 9.0.0.0/16', 'tcp 25 7.0.0.0/16'], { id: 'SG-WIDE' }),
    ).toEqual({
      add: ['tcp 23-24 8.0.0.0/16'],
      remove: [0, 1],
    });
  });

  test('a prefix list that hides the world goes, and its web stays', () => {
    expect(
      propose(['tcp 22-80 pl-1'], {}, NOTHING, {
        prefixLists: [prefixList('pl-1', '0.0.0.0/1', '128.0.0.0/1')],
      }),
    ).toEqual({ add: ['tcp 22-79 203.0.113.7/32', 'tcp 80 0.0.0.0/0'], remove: [0] });
  });
});

describe('other repairs', () => {
  test('of rules that say the same one stays; a narrow one is needless only beside rules for few', () => {
    const id = 'SG-DUP';
    const fix = 'remove';
    expect(propose(['tcp 22 9.9.9.9/32', 'tcp 22 9.9.9.9/32'], { id, fix })).toEqual({
      add: [],
      remove: [0],
    });
    expect(
      propose(['tcp 22 9.9.9.0/24', 'tcp 20-25 9.9.9.9/32', 'tcp 20-25 9.9.0.0/16'], { id, fix }),
    ).toEqual({
      add: [],
      remove: [0, 1],
    });
    expect(propose(['tcp 22 0.0.0.0/0', 'tcp 22 9.9.9.9/32'], { id, fix, rules: [1] })).toBeNull();
    expect(propose(['tcp 443 0.0.0.0/0', 'tcp 443 9.9.9.9/32'], { id, fix, rules: [1] })?.remove).toEqual([
      1,
    ]);
  });

  test('a group that is gone is taken out, one that lives never', () => {
    expect(propose(['tcp 22 sg-1-gone', 'tcp 22 sg-2'], { id: 'SG-STALE', fix: 'remove' })).toEqual({
      add: [],
      remove: [0],
    });
  });

  test('ranges that touch become one, where that is not too wide', () => {
    const merge = { id: 'SG-MERGE', fix: 'merge' } as const;
    expect(propose(['tcp 22 9.9.9.0/25', 'tcp 22 9.9.9.128/25'], merge)).toEqual({
      add: ['tcp 22 9.9.9.0/24'],
      remove: [0, 1],
    });
    expect(propose(['tcp 22 9.9.9.0/24', 'tcp 22 9.9.9.128/25'], merge)).toEqual({ add: [], remove: [1] });
    expect(propose(['tcp 22 0.0.0.0/1', 'tcp 22 128.0.0.0/1'], merge)).toBeNull();
    expect(propose(['50 * 9.9.9.0/25', '50 * 9.9.9.128/25'], merge)).toBeNull();
  });

  test('HTTPS is opened for those who come by HTTP', () => {
    const https = { id: 'SG-HTTPONLY', fix: 'add-https' } as const;
    expect(propose(['tcp 80 0.0.0.0/0', 'tcp 80 ::/0'], https)).toEqual({
      add: ['tcp 443 0.0.0.0/0', 'tcp 443 ::/0'],
      remove: [],
    });
    expect(propose(['tcp 80-443 0.0.0.0/0'], https)).toBeNull();
  });

  test('my new address comes, my old one goes', () => {
    const mine = { id: 'SG-MYIP', fix: 'my-address' } as const;
    expect(propose(['tcp 22 9.9.9.9/32', 'tcp 22 2001:db8::1/128'], mine)).toEqual({
      add: ['tcp 22 203.0.113.7/32', 'tcp 22 2001:db8::7/128'],
      remove: [0, 1],
    });
    expect(propose(['tcp 22 203.0.113.7/32'], mine)).toBeNull();
    expect(propose(['tcp 22 9.9.9.9/32', 'tcp 3389 9.9.9.9/32'], mine)?.remove).toEqual([0, 1]);
    expect(propose(['-1 * 9.9.9.9/32'], mine)).toBeNull();
  });

  test('of several that may be mine none goes, for all but one are a colleague’s', () => {
    const mine = { id: 'SG-MYIP', fix: 'my-address' } as const;
    const ours = 'SSH from my address only';
    expect(propose([`tcp 22 9.9.9.9/32 ${ours}`, `tcp 22 9.9.9.10/32 ${ours}`], mine)).toEqual({
      add: ['tcp 22 203.0.113.7/32'],
      remove: [],
    });
    expect(propose(['tcp 22 9.9.9.9/32', 'tcp 22 2001:db8::1/128', 'tcp 22 2001:db8::2/128'], mine)).toEqual({
      add: ['tcp 22 203.0.113.7/32', 'tcp 22 2001:db8::7/128'],
      remove: [0],
    });
  });

  test('HTTPS is opened in the families of the complaint only', () => {
    const texts = ['tcp 80 0.0.0.0/0', 'tcp 80 ::/0', 'tcp 443 2600:1::/48'];
    expect(propose(texts, { id: 'SG-HTTPONLY', fix: 'add-https', families: ['ipv4'] })).toEqual({
      add: ['tcp 443 0.0.0.0/0'],
      remove: [],
    });
  });

  test('a tunnel for everyone goes', () => {
    expect(propose(['50 * 0.0.0.0/0'], { id: 'SG-PROTO', ports: [span(0, 0, '50')] })).toEqual({
      add: [],
      remove: [0],
    });
  });
});

describe('nothing is proposed', () => {
  test.each([
    ['where the finding has no repair', ['tcp 22 0.0.0.0/0'], { fix: null }, {}],
    ['where another account owns the group', ['tcp 22 0.0.0.0/0'], {}, { isShared: true }],
    [
      'where AWS keeps the list that serves the web too',
      ['tcp 22-80 pl-1'],
      {},
      { prefixLists: [awsList()] },
    ],
  ] as const)('%s', (_, lines, about, lists) => {
    expect(propose(lines, about, NOTHING, lists)).toBeNull();
  });

  test('where nobody said the ids of the rules', () => {
    const group = reviewed(rules('tcp 22 0.0.0.0/0').map((rule) => ({ ...rule, ruleId: null })));
    const complaint = finding({ rules: [0] });

    expect(proposeFix(group, complaint, defaultChoices(group, complaint, MY, NOTHING))).toBeNull();
  });

  function awsList() {
    return { ...prefixList('pl-1', '0.0.0.0/1', '128.0.0.0/1'), ownerId: 'AWS' };
  }
});

describe('what a person chooses', () => {
  const group = reviewed(rules('tcp 20-80 0.0.0.0/0'));
  const complaint = finding({ rules: [0] });
  const start = defaultChoices(group, complaint, MY, NOTHING);
  const added = (change: Partial<FixChoices>) => {
    const ask = proposeFix(group, complaint, { ...start, ...change });
    return ask === null ? null : shown(ask.add);
  };

  test('starts with the web as it is and all else from my address', () => {
    expect(start.ports).toEqual([
      { span: span(20, 21), keep: 'chosen' },
      { span: span(22), keep: 'chosen' },
      { span: span(23, 79), keep: 'chosen' },
      { span: span(80), keep: 'everyone' },
    ]);
    expect(added({})).toEqual(['tcp 20-79 203.0.113.7/32', 'tcp 80 0.0.0.0/0']);
  });

  test('is what is written: spans, ranges and groups', () => {
    const ports = [{ span: span(22), keep: 'chosen' } as const];
    expect(added({ ports })).toEqual(['tcp 22 203.0.113.7/32']);
    expect(added({ ports, useMyIpv4: null, otherCidrs: [' 9.9.9.9/24 '], groupIds: ['sg-app'] })).toEqual([
      'tcp 22 9.9.9.0/24',
      'tcp 22 sg-app',
    ]);
    expect(added({ ports: [], useMyIpv4: null })).toEqual([]);
    expect(added({ ports: [{ span: span(1, 100), keep: 'chosen' }] })).toEqual(['tcp 20-80 203.0.113.7/32']);
  });

  test.each([
    ['0.0.0.0/0', 'everyone by another way'],
    ['0.0.0.0/1', 'half of everyone'],
    ['8.0.0.0/15', 'more than a /16'],
    ['9.9.9.9', 'no range'],
    ['web', 'no address'],
  ])('may not be %s: %s', (cidr) => {
    expect(added({ otherCidrs: [cidr] })).toBeNull();
  });

  test('may not be everyone on another port than the web’s', () => {
    const forged = [{ span: span(22), keep: 'everyone' }] as unknown as FixChoices['ports'];

    expect(added({ ports: forged })).toBeNull();
  });

  test('an address that is none is refused', () => {
    expect(added({ useMyIpv4: '0.0.0.0/0' })).toBeNull();
  });
});

describe('who is changed', () => {
  const complaint = finding({ rules: [0] });
  const target = (states: readonly string[], instanceIds: readonly string[] = []) => {
    const machines = states.map((state, place) => machine(`i-${String(place)}`, { state }));
    const group = reviewed(rules('tcp 22 0.0.0.0/0'), { machines });
    return defaultChoices(group, complaint, MY, { ...NOTHING, instanceIds }).target;
  };

  test.each([
    [[], [], 'this-group'],
    [['running'], [], 'this-group'],
    [['running', 'stopped'], [], 'this-group'],
    [['running', 'running'], [], ['eni-0']],
    [['running', 'running'], ['i-1'], ['eni-1']],
    [['running', 'running'], ['i-0', 'i-1'], 'this-group'],
  ] as const)('machines %j, meant %j: %j', (states, meant, expected) => {
    const { kind, ...rest } = target(states, meant);

    expect('interfaceIds' in rest ? rest.interfaceIds : kind).toEqual(expected);
  });

  test('where only my address changes, every machine that I log in to', () => {
    const machines = ['i-0', 'i-1'].map((id) => machine(id, { state: 'running' }));
    const group = reviewed(rules('tcp 22 9.9.9.9/32'), { machines });
    const moved = finding({ id: 'SG-MYIP', fix: 'my-address', rules: [0] });

    expect(defaultChoices(group, moved, MY, NOTHING).target).toEqual({ kind: 'this-group' });
  });
});
