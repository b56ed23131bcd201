import { expect, test } from 'vitest';
import { openSessionsAfter } from '../../../shared/security-group/open-sessions.ts';
import { rules } from './fix-fixture.ts';

const out = (...lines: readonly string[]) => rules(...lines).map((rule) => ({ ...rule, isEgress: true }));

test.each([
  ['the world goes, everything may go out', ['tcp 22 0.0.0.0/0'], ['-1 * 0.0.0.0/0'], [], 'cut'],
  ['… in the other family', ['tcp 22 ::/0'], ['-1 * ::/0'], [], 'cut'],
  ['… by all ports of TCP', ['tcp 22 0.0.0.0/0'], ['tcp 0-65535 0.0.0.0/0'], [], 'cut'],
  ['only the other family goes out', ['tcp 22 ::/0'], ['-1 * 0.0.0.0/0'], [], 'live-on'],
  ['only the web goes out', ['tcp 22 0.0.0.0/0'], ['tcp 443 0.0.0.0/0'], [], 'live-on'],
  ['only UDP goes out', ['tcp 22 0.0.0.0/0'], ['udp 0-65535 0.0.0.0/0'], [], 'live-on'],
  ['few go', ['tcp 22 198.51.100.0/24'], ['-1 * 0.0.0.0/0'], [], 'live-on'],
  ['halves of the world go', ['tcp 22 0.0.0.0/1'], ['-1 * 0.0.0.0/0'], [], 'live-on'],
  ['ping goes', ['icmp 8 0.0.0.0/0'], ['-1 * 0.0.0.0/0'], [], 'live-on'],
  ['a list goes', ['tcp 22 pl-1'], ['-1 * 0.0.0.0/0'], [], 'unknown'],
  ['a list goes, little goes out', ['tcp 22 pl-1'], ['tcp 443 0.0.0.0/0'], [], 'live-on'],
  [
    'it is let in by another rule',
    ['tcp 22 0.0.0.0/0'],
    ['-1 * 0.0.0.0/0'],
    ['tcp 1-100 0.0.0.0/0'],
    'live-on',
  ],
  [
    'a part is let in by another rule',
    ['tcp 22 0.0.0.0/0'],
    ['-1 * 0.0.0.0/0'],
    ['tcp 22 1.2.3.4/32'],
    'cut',
  ],
] as const)('%s', (_, goes, outbound, comes, expected) => {
  const before = [...rules(...goes), ...out(...outbound)];
  const after = [...out(...outbound), ...rules(...comes)];

  expect(openSessionsAfter(before, [...before.slice(goes.length), ...after.slice(outbound.length)])).toBe(
    expected,
  );
});

test('another group of the interface counts too', () => {
  const before = rules('tcp 22 0.0.0.0/0');

  expect(openSessionsAfter(before, [])).toBe('live-on');
  expect(openSessionsAfter(before, [], out('-1 * 0.0.0.0/0'))).toBe('cut');
});

test('what stays is not cut', () => {
  const before = [...rules('tcp 22 0.0.0.0/0'), ...out('-1 * 0.0.0.0/0')];

  expect(openSessionsAfter(before, before)).toBe('live-on');
});
