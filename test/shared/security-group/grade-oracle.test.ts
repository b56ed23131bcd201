import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupFrom, readPrefixListsFile } from '../../../shared/security-group/described-group.ts';
import { EXPOSURES, type AddressFamily, type Exposure } from '../../../shared/security-group/exposure.ts';
import { gradedPorts, gradeOf } from '../../../shared/security-group/grade.ts';
import type { PrefixLists, SecurityGroup } from '../../../shared/security-group/security-group.ts';
import { compareGrades } from '../../support/compare-grades.ts';
import { oracleGrade } from '../../support/group-oracle.ts';
import { groupCase } from '../../support/random-groups.ts';

test('2,000 random groups are graded as the brute-force oracle grades them', () => {
  const compared = compareGrades({ groupFrom, readPrefixListsFile, gradeOf }, { seed: 4, groups: 2000 });

  expect(compared.counterExample).toBeNull();
  expect(compared.groups).toBe(2000);
  for (const grade of EXPOSURES) expect(compared.answers[grade]).toBeGreaterThan(500);
});

const asked = fc.record({
  one: groupCase(),
  protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp', 'icmpv6', '-1', '50'),
  family: fc.constantFrom<AddressFamily>('ipv4', 'ipv4', 'ipv6'),
});

test('graded ports follow each other without a gap, each with the grade of its first and last port', () => {
  fc.assert(
    fc.property(asked, ({ one: { group, prefixLists }, protocol, family }) => {
      const lists = readPrefixListsFile(prefixLists) ?? new Map();
      const spans = gradedPorts(groupFrom(group).rules, protocol, family, lists);
      const hasPorts = protocol === 'tcp' || protocol === 'udp';
      expect(spans[0]?.from).toBe(hasPorts ? 1 : 0);
      expect(spans.at(-1)?.to).toBe(hasPorts ? 65_535 : protocol.startsWith('icmp') ? 255 : 0);
      for (const [place, { from, to, exposure }] of spans.entries()) {
        expect(from).toBeLessThanOrEqual(to);
        expect(spans[place + 1]?.from ?? to + 1).toBe(to + 1);
        for (const port of [from, to]) {
          expect(exposure).toBe(oracleGrade(group, { protocol, port, family }, prefixLists));
        }
      }
    }),
    { seed: 4, numRuns: 400 },
  );
});

test('without the rules that bring a grade about it is less; a union is one that no rule has alone', () => {
  const seen = { single: 0, union: 0 };
  fc.assert(
    fc.property(asked, ({ one: { group, prefixLists }, protocol, family }) => {
      const read = groupFrom(group);
      const lists = readPrefixListsFile(prefixLists) ?? new Map();
      for (const span of gradedPorts(read.rules, protocol, family, lists)) {
        const at = { protocol, port: span.from, family };
        const rest = gradeOf(
          leaving(read, (place) => !span.rules.includes(place)),
          at,
          lists,
        );
        const alone = span.admitting.map((place) =>
          gradeOf(
            leaving(read, (other) => other === place),
            at,
            lists,
          ),
        );
        expect(rankOf(rest)).toBeGreaterThanOrEqual(rankOf(span.exposure) + Number(span.exposure !== 'none'));
        expect(alone).not.toContain('none');
        expect(span.isUnion).toBe(span.exposure !== 'none' && !alone.includes(span.exposure));
        expect(
          gradeOf(
            leaving(read, (place) => !span.admitting.includes(place)),
            at,
            lists,
          ),
        ).toBe('none');
        for (const place of span.rules) expect(span.admitting).toContain(place);
        if (span.exposure !== 'none') seen[span.isUnion ? 'union' : 'single'] += 1;
      }
    }),
    { seed: 4, numRuns: 1500 },
  );
  expect(Math.min(seen.single, seen.union)).toBeGreaterThan(50);
});

test('what is unknown is said wherever a list or a range cannot be read', () => {
  fc.assert(
    fc.property(asked, ({ one: { group, prefixLists }, protocol, family }) => {
      const { rules } = groupFrom(group);
      const lists: PrefixLists = readPrefixListsFile(prefixLists) ?? new Map();
      for (const { isUnknown, admitting } of gradedPorts(rules, protocol, family, lists)) {
        const sources = admitting.map((place) => rules[place]?.source);
        const isUnreadable = sources.some((source) => {
          if (source?.kind === 'prefix-list')
            return lists.get(source.prefixListId)?.cidrs.some(isNonsense) ?? true;
          return source?.kind === 'ipv4' && isNonsense(source.cidr);
        });
        expect(isUnknown).toBe(isUnreadable);
      }
    }),
    { seed: 4, numRuns: 400 },
  );
});

/** What the random groups have of that. */
function isNonsense(cidr: string): boolean {
  return /^(everyone|300\..*|[\d.]+\/?)$/.test(cidr);
}

function leaving(group: SecurityGroup, isLeft: (place: number) => boolean): SecurityGroup {
  return { ...group, rules: group.rules.filter((_, place) => isLeft(place)) };
}

function rankOf(exposure: Exposure): number {
  return EXPOSURES.indexOf(exposure);
}
