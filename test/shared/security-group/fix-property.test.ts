import net from 'node:net';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultChoices } from '../../../shared/security-group/default-choices.ts';
import { EXPOSURES } from '../../../shared/security-group/exposure.ts';
import { gradeOf } from '../../../shared/security-group/grade.ts';
import type { ChangeAsk, NewRule } from '../../../shared/security-group/group-change.ts';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import { asRule } from '../../../shared/security-group/new-rule.ts';
import { proposeFix } from '../../../shared/security-group/propose-fix.ts';
import { reviewRegion } from '../../../shared/security-group/review-region.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { prefixList, rules } from './fix-fixture.ts';
import { group, REGION } from '../reach/region-fixture.ts';

const MY = { ipv4: '198.51.100.9', ipv6: '2001:db8::9' };
const KEPT = { vpcCidrs: ['10.0.0.0/16', '2a05:d014:1::/56'], peeredCidrs: ['10.9.0.0/16'], instanceIds: [] };
const LISTS = [prefixList('pl-world', '0.0.0.0/1', '128.0.0.0/1'), prefixList('pl-few', '203.0.113.0/28')];

const SOURCES = [
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '2000::/3',
  '8.0.0.0/8',
  '52.0.0.0/16',
  '53.0.0.0/16',
  '203.0.113.0/24',
  '203.0.113.128/25',
  '203.0.113.0/25',
  '198.51.100.9/32',
  '192.0.2.1/32',
  '10.0.0.0/16',
  '10.0.0.0/8',
  '2a05:d014:1::/56',
  '2001:db8::9/128',
  'sg-app',
  'sg-old-gone',
  'pl-world',
  'pl-few',
  'pl-unread',
];
const PORTS = [
  'tcp 22',
  'tcp 22',
  'tcp 20-25',
  'tcp 3389',
  'tcp 80',
  'tcp 443',
  'tcp 3306',
  'tcp 8000-8100',
  'tcp 1-65535',
];
const OTHERS = [
  'tcp 20-443',
  'tcp *',
  'tcp 1000-2000',
  'udp 53',
  'udp *',
  '-1 *',
  'icmp *',
  'icmp 8',
  'icmp 3-4',
  'icmpv6 *',
  '50 *',
];

const line = fc
  .tuple(fc.constantFrom(...PORTS, ...OTHERS), fc.constantFrom(...SOURCES))
  .map((parts) => parts.join(' '));
const pair = fc
  .constantFrom('tcp 22', 'tcp 443', 'udp 53')
  .map((ports) => [`${ports} 203.0.113.0/25`, `${ports} 203.0.113.128/25`]);
const lines = fc
  .tuple(
    fc.uniqueArray(line, { minLength: 1, maxLength: 6 }),
    fc.oneof(fc.constant([]), fc.constant([]), pair),
  )
  .map(([some, two]) => [...new Set([...some, ...two])]);

type Written = Pick<GroupRule, 'protocol' | 'fromPort' | 'toPort'> & {
  readonly source: GroupRule['source'] | NewRule['source'];
};
type Probe = { readonly protocol: string; readonly port: number; readonly from: string };

/** Node's own arithmetic, and who is meant by a group by its name. */
function letsIn({ protocol, fromPort, toPort, source }: Written, probe: Probe): boolean {
  if (protocol !== '-1' && protocol !== probe.protocol) return false;
  if (['tcp', 'udp'].includes(protocol) && fromPort !== null) {
    if (probe.port < fromPort || probe.port > (toPort ?? fromPort)) return false;
  }
  if (protocol.startsWith('icmp') && fromPort !== null && (fromPort !== probe.port || toPort !== null))
    return false;
  if (source.kind === 'group') return source.groupId === probe.from && !source.groupId.endsWith('-gone');
  const cidrs =
    source.kind === 'prefix-list'
      ? (LISTS.find(({ prefixListId }) => prefixListId === source.prefixListId)?.cidrs ?? [])
      : [source.cidr];
  return cidrs.some((cidr) => holds(cidr, probe.from));
}

function holds(cidr: string, address: string): boolean {
  const family = net.isIPv6(address) ? 'ipv6' : 'ipv4';
  if (!net.isIP(address) || cidr.includes(':') !== (family === 'ipv6')) return false;
  const [network = '', length] = cidr.split('/');
  let range = RANGES.get(cidr);
  if (range === undefined) {
    range = new net.BlockList();
    range.addSubnet(network, Number(length), family);
    RANGES.set(cidr, range);
  }
  return range.check(address, family);
}

const RANGES = new Map<string, net.BlockList>();

const ADDRESSES: readonly string[] =
  `9.9.9.9 200.1.2.3 8.8.8.8 52.0.1.1 53.0.1.1 203.0.113.7 203.0.113.200 192.0.2.1 10.0.0.5 10.9.0.5 10.200.0.5
  2600::1 2a05:d014:1::5 fd00::1 sg-app ${MY.ipv4} ${MY.ipv6}`.split(/\s+/);
const INSIDE = ['10.0.0.5', '10.9.0.5', '2a05:d014:1::5'];
const TCP = [
  1, 19, 20, 21, 22, 23, 25, 26, 79, 80, 81, 442, 443, 444, 999, 1000, 3305, 3306, 3307, 3389, 8000, 8050,
  8101, 65_535,
];
const PROBES: readonly Probe[] = ADDRESSES.flatMap((from) => [
  ...TCP.map((port) => ({ protocol: 'tcp', port, from })),
  ...[52, 53, 443].map((port) => ({ protocol: 'udp', port, from })),
  ...[3, 8].map((port) => ({ protocol: from.includes(':') ? 'icmpv6' : 'icmp', port, from })),
  { protocol: '50', port: 0, from },
]);

type Case = {
  readonly before: readonly GroupRule[];
  readonly after: readonly Written[];
  readonly finding: GroupFinding;
  readonly ask: ChangeAsk;
};

/** Every repair that is offered for a group, as the defaults have it. */
function casesOf(texts: readonly string[]): readonly Case[] {
  const egress = rules('-1 * 0.0.0.0/0').map((rule) => ({ ...rule, ruleId: 'sgr-out', isEgress: true }));
  const before = rules(...texts);
  const facts = { ...REGION, groups: [group('sg-web', [...before, ...egress])], prefixLists: LISTS };
  const [reviewed] = reviewRegion(facts, {
    myAddresses: MY,
    withEgress: true,
    awsRanges: ['52.0.0.0/10'],
    planned: null,
  });
  if (reviewed === undefined) throw new Error('no review');
  return reviewed.findings.flatMap((finding) => {
    const ask = proposeFix(reviewed, finding, defaultChoices(reviewed, finding, MY, KEPT));
    if (ask === null) return [];
    const after = [...before.filter(({ ruleId }) => !ask.removeRuleIds.includes(ruleId ?? '')), ...ask.add];
    return [{ before, after, finding, ask }];
  });
}

function forEachCase(numRuns: number, check: (one: Case) => void): void {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(lines, (texts) => {
      for (const one of casesOf(texts)) {
        seen.set(one.finding.id, (seen.get(one.finding.id) ?? 0) + 1);
        check(one);
      }
    }),
    { numRuns, seed: 7 },
  );
  for (const id of [
    'SG-ADMIN',
    'SG-ALL',
    'SG-RISK',
    'SG-WIDE',
    'SG-PUBPORT',
    'SG-V6GAP',
    'SG-UDP',
    'SG-DUP',
    'SG-STALE',
    'SG-MERGE',
  ]) {
    expect([id, seen.get(id) ?? 0]).toEqual([id, expect.toSatisfy((count: number) => count > 1)]);
  }
}

const is = (list: readonly Written[], probe: Probe) => list.some((rule) => letsIn(rule, probe));
const grade = (list: readonly GroupRule[], { protocol, port, from }: Probe) =>
  gradeOf(
    group('sg-web', list),
    { protocol, port, family: from.includes(':') ? 'ipv6' : 'ipv4' },
    new Map(LISTS.map((list1) => [list1.prefixListId, list1])),
  );

test('nobody comes in by a repair who could not before', () => {
  forEachCase(250, ({ before, after, finding, ask }) => {
    if (finding.fix === 'add-https' || finding.fix === 'my-address') return;
    const news = PROBES.filter((probe) => is(after, probe) && !is(before, probe));

    expect(news, JSON.stringify({ id: finding.id, ask })).toEqual([]);
  });
});

test('no port is open wider than before, in either family', () => {
  forEachCase(200, ({ before, finding, ask }) => {
    const written = [
      ...before.filter(({ ruleId }) => !ask.removeRuleIds.includes(ruleId ?? '')),
      ...ask.add.map((rule) => asRule(rule)),
    ];
    for (const probe of PROBES.filter(({ from }) => from === '9.9.9.9' || from === '2600::1')) {
      const wider = EXPOSURES.indexOf(grade(written, probe)) < EXPOSURES.indexOf(grade(before, probe));
      const isWished = finding.fix === 'add-https' && probe.port === 443;

      expect(wider && !isWished, JSON.stringify({ probe, ask })).toBe(false);
    }
  });
});

test('nobody loses a port where few are let in, and that nobody complained about', () => {
  forEachCase(250, ({ before, after, finding, ask }) => {
    if (finding.fix === 'my-address') return;
    const lost = PROBES.filter((probe) => {
      const isComplaint = finding.ports.some(
        ({ protocol, from, to }) => protocol === probe.protocol && from <= probe.port && probe.port <= to,
      );
      if (isComplaint || !is(before, probe) || is(after, probe)) return false;
      return !['internet', 'wide'].includes(grade(before, probe));
    });

    expect(lost, JSON.stringify({ id: finding.id, ports: finding.ports, ask })).toEqual([]);
  });
});

test('who came in from here, to the web or from inside AWS still does', () => {
  forEachCase(250, ({ before, after, finding, ask }) => {
    const lost = PROBES.filter(({ protocol, port, from }) => {
      const isMine = (from === MY.ipv4 || from === MY.ipv6) && [22, 3389].includes(port);
      const isWeb = [80, 443].includes(port);
      const isInside = INSIDE.includes(from) && finding.fix !== 'my-address';
      return (
        (protocol === 'tcp' && (isMine || isWeb)) ||
        (isInside && ['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol))
      );
    }).filter((probe) => is(before, probe) && !is(after, probe));

    expect(lost, JSON.stringify({ id: finding.id, ask })).toEqual([]);
  });
});

test('only rules of the group go, each once, and what is written has characters that EC2 takes', () => {
  forEachCase(200, ({ before, ask }) => {
    const ids = before.map(({ ruleId }) => ruleId);
    expect(new Set(ask.removeRuleIds).size).toBe(ask.removeRuleIds.length);
    expect(ask.removeRuleIds.every((id) => ids.includes(id))).toBe(true);
    for (const { description } of ask.add)
      expect(description).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{1,255}$/);
  });
});
