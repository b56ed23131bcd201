import { expect, test } from 'vitest';
import { compareGrades } from '../../support/compare-grades.ts';
import { mutatedGrader, type Mutation } from '../../support/mutated-grader.ts';

type Mistake = readonly [what: string, ...mutations: readonly Mutation[]];

const MISTAKES: readonly Mistake[] = [
  [
    '65,536 addresses are wide already',
    ['public-space.ts', 'size > WIDE[family]', 'size >= WIDE[family]'],
    ['public-space.ts', 'sizeOf(set) <= WIDE', 'sizeOf(set) < WIDE'],
  ],
  ['98 % is the Internet', ['public-space.ts', '* 99n', '* 98n']],
  [
    '99 % of all addresses instead of the public ones',
    ['public-space.ts', 'sizeOf(PUBLIC.ipv4)', '3_758_096_384n'],
  ],
  ['one range that is not public counts', ['public-space.ts', "  '192.88.99.0/24',\n", '']],
  ['half of public IPv6 is all of it', ['public-space.ts', "['2000::/3']", "['2000::/4']"]],
  ['host bits are taken as they are', ['cidr.ts', 'address - (address % size)', 'address']],
  ['two halves are not added up', ['grade.ts', 'isWider(together, widest) ? together : widest', 'widest']],
  ['a range inside another one shortens it', ['address-set.ts', 'else if (range.to > open.to)', 'else']],
  ['port "all" is the most open one', ['grade.ts', 'isWider(least, exposure)', 'isWider(exposure, least)']],
  ['outbound rules count', ['grade.ts', 'read.rule.isEgress ? null : spanOf', 'spanOf']],
  [
    'one ICMP code opens its type',
    ['rule-ports.ts', 'codeOf(rule) === null ? { from: type', 'true ? { from: type'],
  ],
  [
    'ports written on a rule for every protocol count',
    ['rule-ports.ts', 'return everyPortOf(protocol);\n  if (of !==', 'return portsOf(rule);\n  if (of !=='],
    ['described-group.ts', "new Set(['tcp',", "new Set(['-1', 'tcp',"],
  ],
  ['the last port of a range is left out', ['rule-ports.ts', 'port <= to', 'port < to']],
  ['a stretch of ports ends one too early', ['grade.ts', 'starts.push(span.to + 1)', 'starts.push(span.to)']],
  ['protocol 6 is not TCP', ['rule-ports.ts', "  ['6', 'tcp'],\n", '']],
  ['TCP with -1 is no port', ['rule-ports.ts', "return everyPortOf('tcp')", 'return null']],
  ['lists are left out', ['rule-addresses.ts', 'admittedByList(list, family)', 'NOBODY']],
  [
    'a list that cannot be read is nobody',
    ['rule-addresses.ts', 'list === undefined ? UNKNOWN', 'list === undefined ? NOBODY'],
  ],
  [
    'a CIDR that makes no sense is nobody',
    ['rule-addresses.ts', 'range === null ? UNKNOWN', 'range === null ? NOBODY'],
  ],
  [
    'a reference counts in one family only',
    ['rule-addresses.ts', 'isLive(source) ? MEMBERS', "isLive(source) && family === 'ipv4' ? MEMBERS"],
  ],
  ['a deleted group is somebody', ['rule-addresses.ts', "userId !== null && userId !== '' && ", '']],
  ['a deleted peering lets somebody in', ['rule-addresses.ts', " && !GONE.has(peeringStatus ?? '')", '']],
];

test.each(MISTAKES.map(([what, ...mutations]) => ({ what, mutations })))(
  'the 2,000 groups show it when $what',
  async ({ mutations }) => {
    const grader = await mutatedGrader(mutations);
    const { counterExample } = compareGrades(grader, { seed: 4, groups: 2000, isShrunk: false });
    expect(counterExample).not.toBeNull();
  },
);

test('a copy without a mistake has no disagreement', async () => {
  const grader = await mutatedGrader([]);
  expect(compareGrades(grader, { seed: 4, groups: 200 }).counterExample).toBeNull();
});
