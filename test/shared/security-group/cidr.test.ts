import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { canonicalCidr, familyOf, isInCidr, mergeCidrs } from '../../../shared/security-group/cidr.ts';
import { publicAddresses } from '../../../shared/security-group/public-space.ts';

describe('what is not a CIDR', () => {
  test.each([
    '',
    '/',
    '0.0.0.0',
    '0.0.0.0/',
    '0.0.0.0/33',
    '0.0.0.0/-1',
    '0.0.0.0/00',
    '0.0.0.0/08',
    '0.0.0.0/8 ',
    ' 0.0.0.0/8',
    '0.0.0.0/8/8',
    '0.0.0.0/0x8',
    '0.0.0.0/1e1',
    '256.0.0.0/8',
    '1.2.3/24',
    '1.2.3.4.5/24',
    '1..2.3/24',
    '.1.2.3.4/24',
    '1.2.3.4./24',
    '010.0.0.1/8',
    '0x1.2.3.4/8',
    '1.2.3.+4/8',
    '1.2.3.4e0/8',
    '1.2.3.1234/8',
    '１.2.3.4/8',
    '::/129',
    '::/',
    '1::2::3/64',
    '12345::/16',
    'g::/16',
    'fe80::1%eth0/64',
    ':/0',
    ':::/0',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    'everyone',
    'toString',
    '__proto__/1',
  ])('%j has no family, contains nothing and is kept as it is', (cidr) => {
    const only = cidr === '0.0.0.0' ? 'ipv4' : null;
    expect(familyOf(cidr)).toBe(only);
    expect(canonicalCidr(cidr)).toBeNull();
    expect(isInCidr('0.0.0.0', cidr)).toBe(false);
    expect(isInCidr('::', cidr)).toBe(false);
    expect(mergeCidrs([cidr, '10.0.0.0/8'])).toEqual(['10.0.0.0/8', cidr]);
  });
});

test.each([
  ['100.68.0.18/18', '100.68.0.0/18'],
  ['255.255.255.255/0', '0.0.0.0/0'],
  ['203.0.113.7/32', '203.0.113.7/32'],
  ['2001:0DB8:0000:0000:0000:0000:0000:0001/64', '2001:db8::/64'],
  ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
  ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/3', 'e000::/3'],
  ['::ffff:1.2.3.4/128', '::ffff:102:304/128'],
  ['0:0:0:0:0:0:0:0/0', '::/0'],
])('%s is kept by EC2 as %s', (written, kept) => {
  expect(canonicalCidr(written)).toBe(kept);
});

const octet = fc.nat({ max: 255 });
const address4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
const address6 = fc.ipV6();
const near6 = fc
  .tuple(fc.constantFrom('2001:db8::', '2001:db9::', 'fe80::'), fc.nat({ max: 15 }))
  .map(([head, end]) => `${head}${end.toString(16)}`);
const cidr4 = fc
  .tuple(address4, fc.nat({ max: 32 }))
  .map(([address, length]) => `${address}/${String(length)}`);
const cidr6 = fc
  .tuple(fc.oneof(address6, near6), fc.nat({ max: 128 }))
  .map(([address, length]) => `${address}/${String(length)}`);

test('an address is in a CIDR where ipaddr.js finds it there', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.tuple(address4, cidr4), fc.tuple(fc.oneof(address6, near6), cidr6)),
      ([address, cidr]) => {
        const parsed = ipaddr.parse(address);
        const [network, length] = ipaddr.parseCIDR(cidr);
        expect(isInCidr(address, cidr)).toBe(parsed.match(network, length));
      },
    ),
    { seed: 4, numRuns: 3000 },
  );
});

test('IPv6 addresses are read as ipaddr.js reads them, in every spelling, and nothing else is', () => {
  const part = fc.constantFrom('0', '00', '0000', '1', '01', 'a', 'AB', '0aB', 'ffff', '12345', 'g', '');
  const end = fc.constantFrom('', ':', '::', '1.2.3.4', ':1.2.3.4', '%eth0');
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 9 }),
      fc.array(fc.constantFrom(':', ':', ':', '::'), { minLength: 9, maxLength: 9 }),
      end,
      (parts, colons, last) => {
        const text =
          parts.map((each, nth) => `${nth === 0 ? '' : (colons[nth] ?? '')}${each}`).join('') + last;
        const isRead = ipaddr.IPv6.isValid(text) && !text.includes('%') && text.includes(':');
        expect(familyOf(text) === 'ipv6').toBe(isRead);
        if (!isRead) return;
        const { parts: numbers } = ipaddr.IPv6.parse(text);
        const plain = numbers.map((number) => number.toString(16)).join(':');
        expect(canonicalCidr(`${text}/128`)).toBe(`${ipaddr.IPv6.parse(plain).toString()}/128`);
      },
    ),
    { seed: 4, numRuns: 20_000 },
  );
});

test('IPv4 addresses are read as ipaddr.js reads four decimal numbers, and nothing else is', () => {
  const almost = fc
    .array(fc.constantFrom('.', '0', '1', '2', '25', '255', '256', '9', '-', ' ', 'x', '..'), {
      maxLength: 9,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(address4, almost), (text) => {
      const isRead = ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text);
      expect(familyOf(text)).toBe(isRead ? 'ipv4' : null);
    }),
    { seed: 4, numRuns: 5000 },
  );
});

describe('merging', () => {
  test.each([
    [['203.0.113.0/25', '203.0.113.128/25'], ['203.0.113.0/24']],
    [['203.0.113.128/25', '203.0.113.0/25'], ['203.0.113.0/24']],
    [
      ['10.0.1.0/24', '10.0.2.0/24'],
      ['10.0.1.0/24', '10.0.2.0/24'],
    ],
    [['10.0.0.0/8', '10.1.2.3/32', '10.0.0.0/8'], ['10.0.0.0/8']],
    [
      ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'],
      ['0.0.0.0/0', '::/0'],
    ],
    [
      ['2001:db8::/33', '10.0.0.0/9', '2001:db8:8000::/33', '10.128.0.0/9'],
      ['10.0.0.0/8', '2001:db8::/32'],
    ],
    [[], []],
  ])('%j gives %j', (cidrs, merged) => {
    expect(mergeCidrs(cidrs)).toEqual(merged);
  });

  test('keeps every address, adds none, and leaves no two that are one', () => {
    const some4 = fc
      .tuple(octet, fc.integer({ min: 22, max: 32 }))
      .map(([last, length]) => `10.0.${String(last % 4)}.${String(last)}/${String(length)}`);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(some4, cidr4, cidr6), { maxLength: 12 }),
        fc.array(fc.oneof(address4, address6)),
        (cidrs, others) => {
          const merged = mergeCidrs(cidrs);
          const ends = [...cidrs, ...merged].flatMap((cidr) => {
            const [first, last] = endsOf(cidr);
            return [first, last, ...beside(first, -1), ...beside(last, 1)];
          });
          for (const address of [...ends, ...others]) {
            const isIn = (list: readonly string[]) => list.some((cidr) => isInCidr(address, cidr));
            expect(isIn(merged)).toBe(isIn(cidrs));
          }
          for (const cidr of merged) {
            expect(merged.filter((other) => other !== cidr && isInCidr(endsOf(cidr)[0], other))).toEqual([]);
            expect(merged).not.toContain(siblingOf(cidr));
          }
          expect(mergeCidrs(merged)).toEqual(merged);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('public addresses', () => {
  test.each([
    ['ipv4', ['0.0.0.0/0'], 3_702_258_432n],
    ['ipv4', ['0.0.0.0/1', '0.0.0.0/0'], 3_702_258_432n],
    ['ipv4', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '203.0.113.0/24', '224.0.0.0/3'], 0n],
    ['ipv4', ['172.0.0.0/8'], 2n ** 24n - 2n ** 20n],
    ['ipv4', ['8.8.8.8/32', '8.8.8.9/31'], 2n],
    ['ipv4', ['::/0', 'everyone'], 0n],
    ['ipv6', ['::/0'], 2n ** 125n],
    ['ipv6', ['0.0.0.0/0', 'fc00::/7', 'fe80::/10', '2a02::/128'], 1n],
  ] as const)('of %s in %j are counted', (family, cidrs, count) => {
    expect(publicAddresses(cidrs, family)).toBe(count);
  });
});

/** By ipaddr.js: the first and the last address. */
function endsOf(cidr: string): [string, string] {
  if (cidr.includes(':')) {
    return [
      ipaddr.IPv6.networkAddressFromCIDR(cidr).toString(),
      ipaddr.IPv6.broadcastAddressFromCIDR(cidr).toString(),
    ];
  }
  return [
    ipaddr.IPv4.networkAddressFromCIDR(cidr).toString(),
    ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString(),
  ];
}

/** The address before or after; none where the family ends. */
function beside(address: string, step: 1 | -1): string[] {
  const bytes = ipaddr.parse(address).toByteArray();
  for (let place = bytes.length - 1; place >= 0; place -= 1) {
    const next = (bytes[place] ?? 0) + step;
    bytes[place] = (next + 256) % 256;
    if (next === bytes[place]) return [ipaddr.fromByteArray(bytes).toString()];
  }
  return [];
}

/** The other half of the next wider CIDR. */
function siblingOf(cidr: string): string | null {
  const [first = '', length = ''] = cidr.split('/');
  const bit = Number(length) - 1;
  if (bit < 0) return null;
  const bytes = ipaddr.parse(first).toByteArray();
  bytes[Math.floor(bit / 8)] = (bytes[Math.floor(bit / 8)] ?? 0) ^ (128 >> (bit % 8));
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}
