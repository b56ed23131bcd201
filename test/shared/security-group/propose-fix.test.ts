import { describe, expect, test } from 'vitest';
import { defaultChoices, type FixFacts } from '../../../shared/security-group/default-choices.ts';
import { proposeFix } from '../../../shared/security-group/propose-fix.ts';
import { finding, prefixList, reviewed, rules, shown } from './fix-fixture.ts';

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

  test('a prefix list that hides the world goes, and its web stays', () => {
    expect(
      propose(['tcp 22-80 pl-1'], {}, NOTHING, {
        prefixLists: [prefixList('pl-1', '0.0.0.0/1', '128.0.0.0/1')],
      }),
    ).toEqual({ add: ['tcp 22-79 203.0.113.7/32', 'tcp 80 0.0.0.0/0'], remove: [0] });
  });
});
