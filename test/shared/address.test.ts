import net from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPublicAddress, singleAddressCidr, type AddressRefusal } from '../../shared/address.ts';

/** First and last address of each range that no rule may be made from. */
const REFUSED: readonly (readonly [AddressRefusal, string, string])[] = [
  ['reserved', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255'],
  ['carrier-nat', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.255.255.255'],
  ['link-local', '169.254.0.0', '169.254.255.255'],
  ['private', '172.16.0.0', '172.31.255.255'],
  ['reserved', '192.0.0.0', '192.0.0.255'],
  ['private', '192.168.0.0', '192.168.255.255'],
  ['reserved', '198.18.0.0', '198.19.255.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved', '240.0.0.0', '255.255.255.255'],
];

describe('a public address', () => {
  test.each(REFUSED)('%s: refused at both borders of %s–%s, and nowhere beyond', (refusal, first, last) => {
    for (const address of [first, last])
      expect(readPublicAddress(address), address).toEqual({ ok: false, refusal });
    for (const address of [neighbour(first, -1), neighbour(last, 1)]) {
      if (address === null || forbidden.check(address)) continue;
      expect(readPublicAddress(address), address).toEqual({ ok: true, address });
    }
  });

  test('any four-part address is read as an independent judge reads it', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        fc.pre(!anycast.check(address));
        expect(readPublicAddress(address).ok).toBe(!forbidden.check(address));
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing but four decimal numbers is read, whatever is typed', () => {
    const piece = fc.constantFrom('0', '1', '8', '0x8', '010', '255', '256', '-1', '+1', '.', '..', '/', ' ');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV6(),
          fc.array(piece, { maxLength: 7 }).map((parts) => parts.join('')),
        ),
        (text) => {
          if (!net.isIPv4(text.trim())) {
            expect(readPublicAddress(text)).toEqual({ ok: false, refusal: 'not-ipv4' });
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    '',
    ' ',
    '0177.0.0.1',
    '8.8.8.010',
    '8.8.8.00',
    '0x8.8.8.8',
    '8.8.2056',
    '127.1',
    '2130706433',
    '8.8.8.8/32',
    '8.8.8.8.',
    '8.8.8.8,9.9.9.9',
    '8.8.8.8\n9.9.9.9',
    '8.8.8.256',
    '٨.٨.٨.٨',
    '::ffff:8.8.8.8',
    '8.8.8.8\u0000',
    '<html>8.8.8.8</html>',
  ])('%j is not one', (text) => {
    expect(readPublicAddress(text)).toEqual({ ok: false, refusal: 'not-ipv4' });
  });

  test.each(['192.0.2.1', '198.51.100.255', '203.0.113.7'])('%s, for practising, passes', (address) => {
    expect(readPublicAddress(address)).toEqual({ ok: true, address });
  });

  test('loses the blanks around it', () => {
    expect(readPublicAddress(' 203.0.113.7\n')).toEqual({ ok: true, address: '203.0.113.7' });
  });

  test('becomes a rule for exactly itself', () => {
    expect(singleAddressCidr('203.0.113.7')).toBe('203.0.113.7/32');
  });
});

const forbidden = new net.BlockList();
for (const [, first, last] of REFUSED) forbidden.addRange(first, last);

/** Names of services, not of computers: our own library refuses them, and nobody connects from there. */
const anycast = new net.BlockList();
for (const network of ['192.31.196.0', '192.52.193.0', '192.88.99.0', '192.175.48.0']) {
  anycast.addSubnet(network, 24);
}

function neighbour(address: string, step: 1 | -1): string | null {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + step;
  if (value < 0 || value > 0xff_ff_ff_ff) return null;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
