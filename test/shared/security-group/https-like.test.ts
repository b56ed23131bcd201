import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import type { FixChoices } from '../../../shared/security-group/fix-choices.ts';
import { proposeFix } from '../../../shared/security-group/propose-fix.ts';
import { reviewed } from './fix-fixture.ts';
import { from, list, review } from './group-fixture.ts';

// Who may come is judged by ipaddr.js alone, on addresses at the edges of every range that is drawn.

const LISTS = [list('pl-a', ['0.0.0.0/0', '::/0']), list('pl-b', ['128.0.0.0/1', '2600:1::/48'])];
const SOURCES = (
  '0.0.0.0/0 0.0.0.0/1 128.0.0.0/1 10.0.0.0/8 198.51.100.0/24 ' +
  '::/0 ::/1 8000::/1 2600:1::/48 2600:1::7/128 pl-a pl-b pl-unread'
).split(' ');
const PROBES = (
  '0.0.0.1 9.9.9.9 10.1.1.1 127.9.9.9 128.0.0.1 198.51.100.7 203.0.113.9 ' +
  '::9 2600:1::7 2600:1::8 2600:2::1 8000::1 fd00::1'
).split(' ');
const NOTHING: FixChoices = {
  useMyIpv4: null,
  useMyIpv6: null,
  keepVpcRanges: [],
  keepPeeredRanges: [],
  otherCidrs: [],
  groupIds: [],
  ports: [],
  target: { kind: 'this-group' },
};

const rule = fc
  .record({
    ports: fc.constantFrom('tcp 80', 'tcp 80', 'tcp 443', 'tcp 79-81', 'tcp 440-450', '-1', 'udp 80'),
    source: fc.constantFrom(...SOURCES),
  })
  .map(({ ports, source }) => from(ports, source));

test('HTTPS is opened to nobody who may not come by HTTP, and in no family that is not named', () => {
  const seen = { ipv4: 0, ipv6: 0 };
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), (drawn) => {
      const rules = drawn.map((each, place) => ({ ...each, ruleId: `sgr-${String(place)}` }));
      const complaint = review(rules, { lists: LISTS }).find(({ id }) => id === 'SG-HTTPONLY');
      const ask =
        complaint === undefined
          ? null
          : proposeFix(reviewed(rules, { prefixLists: LISTS }), complaint, NOTHING);
      if (complaint === undefined || ask === null) return;
      for (const family of complaint.families) seen[family] += 1;

      expect(ask.removeRuleIds).toEqual([]);
      for (const { protocol, fromPort, toPort, source } of ask.add) {
        expect([protocol, fromPort, toPort]).toEqual(['tcp', 443, 443]);
        expect(complaint.families).toContain(source.kind);
      }
      const news = ask.add.flatMap(({ source }) => ('cidr' in source ? [source.cidr] : []));
      const http = rules.filter(
        ({ protocol, fromPort, toPort }) =>
          protocol === '-1' || (protocol === 'tcp' && Number(fromPort) <= 80 && Number(toPort) >= 80),
      );
      const comeByHttp = http.flatMap(({ source }) => cidrsOf(source));
      for (const probe of PROBES) {
        if (news.some((cidr) => isIn(probe, cidr))) {
          expect(comeByHttp.some((cidr) => isIn(probe, cidr))).toBe(true);
        }
      }
    }),
    { seed: 20_261_123, numRuns: 3_000 },
  );
  expect(Math.min(seen.ipv4, seen.ipv6)).toBeGreaterThan(20);
});

function cidrsOf(source: ReturnType<typeof from>['source']): readonly string[] {
  if ('cidr' in source) return [source.cidr];
  return source.kind === 'prefix-list'
    ? (LISTS.find(({ prefixListId }) => prefixListId === source.prefixListId)?.cidrs ?? [])
    : [];
}

function isIn(address: string, cidr: string): boolean {
  const [one, [range, bits]] = [ipaddr.parse(address), ipaddr.parseCIDR(cidr)];
  return one.kind() === range.kind() && one.match(range, bits);
}
