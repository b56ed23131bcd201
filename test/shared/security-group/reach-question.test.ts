import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../../shared/security-group/reach-question.ts';
import { SERVICES } from '../../../shared/security-group/services.ts';

const MACHINES = [
  { instanceId: 'i-0000000000000000a', name: 'web-1' },
  { instanceId: 'i-0000000000000000b', name: 'twin' },
  { instanceId: 'i-0000000000000000c', name: 'Twin' },
  { instanceId: 'i-0000000000000000d', name: null },
  { instanceId: 'i-0000000000000000e', name: 'state of  the art' },
  { instanceId: 'i-0000000000000000f', name: 'ssh' },
];
const MY = { ipv4: '198.51.100.9', ipv6: '2001:db8::9' };
const read = (text: string) => readQuestion(text, MACHINES, MY);

test.each([
  ['Can 203.0.113.7 reach port 22 of web-1?', '203.0.113.7 tcp 22 a'],
  ['can 2001:db8::1 reach ssh on i-0000000000000000d', '2001:db8::1 tcp 22 d'],
  ['can [2001:db8::1] reach 53/udp of web-1', '2001:db8::1 udp 53 a'],
  ['  CAN   203.0.113.7  REACH  PORT 22 OF WEB-1 ??', '203.0.113.7 tcp 22 a'],
  ['203.0.113.7 udp 53 on web-1', '203.0.113.7 udp 53 a'],
  ['203.0.113.7 22 web-1', '203.0.113.7 tcp 22 a'],
  ['can 203.0.113.7 reach dns of web-1', '203.0.113.7 udp 53 a'],
  ['can 203.0.113.7 reach dns over tcp on web-1', '203.0.113.7 tcp 53 a'],
  ['Can I ssh to web-1?', '198.51.100.9 tcp 22 a'],
  ['can me (198.51.100.9) reach https of web-1', '198.51.100.9 tcp 443 a'],
  ['can my computer connect to web-1 on port 3389', '198.51.100.9 tcp 3389 a'],
  ['can 203.0.113.7 reach web-1:8080', '203.0.113.7 tcp 8080 a'],
  ['can 203.0.113.7 reach SQL Server of “web-1”', '203.0.113.7 tcp 1433 a'],
  ['can 203.0.113.7 reach port 22 of state of the art', '203.0.113.7 tcp 22 e'],
  ['can 203.0.113.7 reach state of the art on port 22', '203.0.113.7 tcp 22 e'],
  ['can 203.0.113.7 reach ssh of ssh', '203.0.113.7 tcp 22 f'],
  ['can ::ffff:203.0.113.7 reach postgres of the machine web-1', '::ffff:203.0.113.7 tcp 5432 a'],
])('“%s” is understood', (text, expected) => {
  const answer = read(text);
  if (!answer.ok) throw new Error(answer.refusal.sentence);
  const { from, protocol, port, instanceId } = answer.ask;

  expect(`${from} ${protocol} ${String(port)} ${instanceId.slice(-1)}`).toBe(expected);
});

test('of its own two addresses the computer asks with IPv4; with IPv6 where it has no other', () => {
  const text = 'can i reach ssh of web-1';
  const asked = (ipv4: string | null) => readQuestion(text, MACHINES, { ...MY, ipv4 });

  expect(asked(MY.ipv4)).toMatchObject({ ask: { from: MY.ipv4 } });
  expect(asked(null)).toMatchObject({ ask: { from: MY.ipv6 } });
  expect(readQuestion(text, MACHINES)).toMatchObject({ refusal: { part: 'address' } });
});

test.each([
  ['', 'question', 'Write an address, a port'],
  ['?', 'question', 'Write an address, a port'],
  ['x'.repeat(1001), 'question', 'too long'],
  ['can everyone reach port 22 of web-1', 'address', 'From which address'],
  ['can 203.0.113.300 reach port 22 of web-1', 'address', '203.0.113.300'],
  ['can 203.0.113.0/24 reach port 22 of web-1', 'address', '203.0.113.0/24'],
  ['can 010.0.0.1 reach port 22 of web-1', 'address', '010.0.0.1'],
  ['can 203.0.113.7', 'port', 'To which port'],
  ['can 203.0.113.7 reach web-1', 'port', 'To which port'],
  ['can 203.0.113.7 reach port 0 of web-1', 'port', 'port 0'],
  ['can 203.0.113.7 reach port 65536 of web-1', 'port', 'port 65536'],
  ['can 203.0.113.7 reach telepathy of web-1', 'port', 'telepathy'],
  ['can 203.0.113.7 reach tcp udp 53 of web-1', 'port', 'tcp udp 53'],
  ['can 203.0.113.7 reach port 22', 'machine', 'Of which machine'],
  ['can 203.0.113.7 reach port 22 of db', 'machine', 'db'],
  ['can 203.0.113.7 reach port 22 of …', 'machine', '…'],
  ['can 203.0.113.7 reach port 22 of twin', 'machine', 'i-0000000000000000b, i-0000000000000000c'],
])('“%s” is refused by its %s', (text, part, said) => {
  const answer = read(text);
  if (answer.ok) throw new Error(JSON.stringify(answer.ask));

  expect(answer.refusal.part).toBe(part);
  expect(answer.refusal.sentence).toContain(said);
});

describe('a refusal names the machines that may be meant', () => {
  const candidates = (text: string) => {
    const answer = read(text);
    return answer.ok ? [] : answer.refusal.candidates.map(({ instanceId }) => instanceId.slice(-1));
  };

  test('all of one name', () => {
    expect(candidates('can 203.0.113.7 reach ssh of twin')).toEqual(['b', 'c']);
  });

  test('those whose name holds what was written', () => {
    expect(candidates('can 203.0.113.7 reach ssh of web')).toEqual(['a']);
  });
});

test('whatever is typed, it is answered or refused, never thrown', () => {
  const word = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom('reach', 'port', 'of', 'on', '22', 'ssh', 'udp', 'twin', 'web-1', ':'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  );
  const start = fc.constantFrom('can I', '203.0.113.7', '', 'can');
  let answered = 0;
  fc.assert(
    fc.property(start, fc.array(word, { maxLength: 8 }), (first, rest) => {
      const answer = read([first, ...rest].join(' '));
      if (!answer.ok) return answer.refusal.sentence !== '';
      answered += 1;
      const { from, port, instanceId } = answer.ask;
      expect(from).toMatch(/^[\da-f.:]+$/i);
      expect(port).toBeGreaterThanOrEqual(1);
      expect(port).toBeLessThanOrEqual(65_535);
      return MACHINES.some((machine) => machine.instanceId === instanceId);
    }),
    { numRuns: 3000, seed: 4 },
  );
  expect(answered).toBeGreaterThan(20);
});

test('a question that is built from its parts is read back as it was', () => {
  const machine = fc.constantFrom(...MACHINES.filter(({ name }) => name?.toLowerCase() !== 'twin'));
  const number = fc.integer({ min: 1, max: 65_535 });
  const door = fc.oneof(
    number.map((port) => ({ text: `port ${String(port)}`, protocol: 'tcp', port })),
    number.map((port) => ({ text: `udp ${String(port)}`, protocol: 'udp', port })),
    fc.constantFrom(...SERVICES).map(({ names, protocol, port }) => ({ text: names[0], protocol, port })),
  );
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), door, machine, (from, { text, protocol, port }, one) => {
      const { instanceId, name } = one;

      expect(read(`Can ${from} reach ${text} of ${name ?? instanceId}?`)).toEqual({
        ok: true,
        ask: { from, protocol, port, instanceId },
      });
    }),
    { numRuns: 1000, seed: 4 },
  );
});
