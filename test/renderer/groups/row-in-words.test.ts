import { describe, expect, test } from 'vitest';
import {
  attachedInWords,
  countsInWords,
  openPortsInWords,
  reachInWords,
} from '../../../renderer/groups/row-in-words.ts';

describe('what a group is attached to', () => {
  test.each([
    [{ machines: 1, interfaces: 1 }, '1 machine'],
    [{ machines: 2, interfaces: 5 }, '2 machines, 5 interfaces'],
    [{ machines: 0, interfaces: 1 }, '1 interface'],
    [{ machines: 0, interfaces: 0 }, 'Nothing'],
    [{ machines: null, interfaces: null }, 'Not known'],
    [{ machines: null, interfaces: 0 }, 'Not known'],
    [{ machines: 3, interfaces: null }, '3 machines'],
  ])('%o is “%s”', (row, text) => {
    expect(attachedInWords(row)).toBe(text);
  });
});

describe('findings', () => {
  test.each([
    [{ danger: 1, caution: 0, note: 2 }, '1 danger, 2 notes'],
    [{ danger: 2, caution: 1, note: 1 }, '2 dangers, 1 caution, 1 note'],
    [{ danger: 0, caution: 3, note: 0 }, '3 cautions'],
    [{ danger: 0, caution: 0, note: 0 }, 'None'],
  ])('%o are “%s”', (counts, text) => {
    expect(countsInWords({ counts })).toBe(text);
  });
});

describe('what is open to everyone', () => {
  test.each([
    [{ openPorts: 'all', widest: 'internet' }, 'Every port'],
    [{ openPorts: '22, 443', widest: 'internet' }, '22, 443'],
    [{ openPorts: '', widest: 'none' }, 'Nobody gets in'],
    [{ openPorts: '', widest: 'restricted' }, 'No port'],
    [{ openPorts: '', widest: 'wide' }, 'No port; some to very many'],
  ] as const)('%o is “%s”', (row, text) => {
    expect(openPortsInWords(row)).toBe(text);
  });
});

test('what was not read makes the reach unsure, and says so', () => {
  const level = { ipv4: 'X3', ipv6: 'X4' } as const;

  expect(reachInWords({ level, isKnown: true })).toBe('Reachable now');
  expect(reachInWords({ level, isKnown: false })).toBe('Reachable now, not sure');
});
