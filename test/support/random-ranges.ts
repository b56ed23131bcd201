import * as fc from 'fast-check';

/** Ranges that have something to tell together. */
export function ipv4Ranges(): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: spelled4(
        fc.constantFrom<readonly string[]>(
          ['0.0.0.0/0'],
          ['0.0.0.0/1', '128.0.0.0/1'],
          ['0.0.0.0/1'],
          ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'],
          ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2'],
          ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'],
          ['203.0.113.7/32'],
          ['203.0.113.0/25', '203.0.113.128/25'],
          ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
          ['224.0.0.0/3'],
          ['300.0.0.0/8'],
          ['10.0.0.0'],
          ['3.0.0.0/8'],
          ['52.94.0.0/16'],
          ['52.94.0.0/15'],
          ['52.94.0.0/16', '52.95.0.0/16'],
          ['52.94.0.0/16', '198.51.100.4/32'],
        ),
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom(...ALL_BUT_ONE_V4) },
    { weight: 3, arbitrary: spelled4(fc.constantFrom(...ABOUT_WIDE_V4)) },
    { weight: 3, arbitrary: fc.constantFrom(...ABOUT_INTERNET_V4) },
    { weight: 2, arbitrary: fc.array(anyCidr4(), { minLength: 1, maxLength: 6 }) },
  );
}

export function ipv6Ranges(): fc.Arbitrary<readonly string[]> {
  return spelled6(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom<readonly string[]>(
          ['::/0'],
          ['2000::/3'],
          ['::/1'],
          ['::/1', '8000::/1'],
          ['8000::/1'],
          ['2000::/4', '3000::/4'],
          ['2000::/4'],
          ['2000::/4', '3000::/5', '3800::/6', '3c00::/7'],
          ['fc00::/7', 'fe80::/10'],
          ['2001:db8::/32'],
          ['2a02:1234::/32', '2a02:1235::/32'],
          ['2001:db8:1:2::7/128'],
          ['::ffff:0:0/96'],
        ),
      },
      { weight: 2, arbitrary: fc.constantFrom(...ABOUT_WIDE_V6) },
      { weight: 2, arbitrary: fc.constantFrom(...ABOUT_INTERNET_V6) },
      { weight: 2, arbitrary: fc.array(anyCidr6(), { minLength: 1, maxLength: 6 }) },
    ),
  );
}

function anyCidr4(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 32 }))
    .map(([address, length]) => `${dotted(BigInt(address))}/${String(length)}`);
}

function anyCidr6(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.bigInt({ min: 0n, max: (1n << 126n) - 1n }), fc.nat({ max: 128 }))
    .map(([address, length]) => `${spelledOut(address)}/${String(length)}`);
}

/** Some of them with host bits, which EC2 would have cut off. */
function spelled4(ranges: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(ranges, fc.constantFrom('plain', 'plain', 'host-bits'))
    .map(([cidrs, spelling]) => (spelling === 'plain' ? cidrs : cidrs.map((cidr) => withHostBits(cidr))));
}

function spelled6(ranges: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(ranges, fc.constantFrom('plain', 'plain', 'long', 'capitals', 'host-bits'))
    .map(([cidrs, spelling]) =>
      cidrs.map((cidr) => {
        switch (spelling) {
          case 'long':
            return longSpelling(cidr, 0n);
          case 'capitals':
            return cidr.toUpperCase();
          case 'host-bits':
            return longSpelling(cidr, 0x10dcn);
          case 'plain':
            return cidr;
        }
      }),
    );
}

function withHostBits(cidr: string): string {
  const [address = '', length = ''] = cidr.split('/');
  const free = 32 - Number(length);
  const parts = address.split('.').map(Number);
  const value = parts.reduce((sum, part) => sum * 256 + part, 0) + (free === 0 ? 0 : 2 ** free - 1);
  return `${dotted(BigInt(value))}/${length}`;
}

function longSpelling(cidr: string, hostBits: bigint): string {
  const [address = '', length = ''] = cidr.split('/');
  const [head = '', tail = ''] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const parts = [...before, ...zeros, ...after].map((part) => part.padStart(4, '0'));
  const free = BigInt(128 - Number(length));
  const value = BigInt(`0x${parts.join('')}`) | (hostBits & ((1n << free) - 1n));
  return `${value
    .toString(16)
    .padStart(32, '0')
    .replaceAll(/.{4}(?!$)/g, '$&:')}/${length}`;
}

/** 99 % of 3,702,258,432 and of 2^125, rounded up: one less is not the Internet. */
const LEAST_INTERNET_V4 = 3_665_235_848;
const LEAST_INTERNET_V6 = ((1n << 125n) * 99n + 99n) / 100n;

/** First and last address of each stretch of public IPv4. */
const STRETCHES: readonly (readonly [number, number])[] = [
  [0x01_00_00_00, 0x09_ff_ff_ff],
  [0x0b_00_00_00, 0x64_3f_ff_ff],
  [0x64_80_00_00, 0x7e_ff_ff_ff],
  [0x80_00_00_00, 0xa9_fd_ff_ff],
  [0xa9_ff_00_00, 0xac_0f_ff_ff],
  [0xac_20_00_00, 0xbf_ff_ff_ff],
  [0xc0_00_01_00, 0xc0_00_01_ff],
  [0xc0_00_03_00, 0xc0_58_62_ff],
  [0xc0_58_64_00, 0xc0_a7_ff_ff],
  [0xc0_a9_00_00, 0xc6_11_ff_ff],
  [0xc6_14_00_00, 0xc6_33_63_ff],
  [0xc6_33_65_00, 0xcb_00_70_ff],
  [0xcb_00_72_00, 0xdf_ff_ff_ff],
];

const PUBLIC_V4 = publicRun4(0, 3_702_258_432);
const ALL_BUT_ONE_V4 = [PUBLIC_V4, ...PUBLIC_V4.map((skip) => PUBLIC_V4.filter((cidr) => cidr !== skip))];
const ABOUT_INTERNET_V4 = [-65_536, -2, -1, 0, 1, 2, 65_536].map((off) => plainRun4(LEAST_INTERNET_V4 + off));
const ABOUT_INTERNET_V6 = [-2n, -1n, 0n, 1n].map((off) =>
  cidrsOf(1n << 125n, (1n << 125n) + LEAST_INTERNET_V6 + off, 128),
);

/** So many public addresses from there on, over what is not public where it comes in between. */
const ABOUT_WIDE_V4 = [
  0, 0x03_00_00_00, 0x09_ff_ff_fe, 0x2d_00_00_00, 0x64_00_00_00, 0xa9_fd_ff_00, 0xc0_00_00_00, 0xdf_00_00_00,
].flatMap((from) => [1, 255, 65_535, 65_536, 65_537, 131_072, 131_073].map((size) => publicRun4(from, size)));
const ABOUT_WIDE_V6 = [0x2600n << 112n, 0x2a02n << 112n, (0x2001n << 112n) + 1n, 0x3fffn << 112n].flatMap(
  (from) => [-1n, 0n, 1n, 2n].map((off) => cidrsOf(from, from + (1n << 96n) + off, 128)),
);

/** The same from 0.0.0.0 on, with what is not public in between: fewer ranges. */
function plainRun4(size: number): string[] {
  let left = size;
  for (const [first, last] of STRETCHES) {
    if (first + left <= last + 1) return cidrsOf(0n, BigInt(first + left), 32);
    left -= last + 1 - first;
  }
  return ['0.0.0.0/0'];
}

/** From a place on, and over what is not public, until so many public addresses are in it. */
function publicRun4(from: number, size: number): string[] {
  let left = size;
  return STRETCHES.flatMap(([first, last]) => {
    const start = Math.max(first, from);
    const end = Math.min(last + 1, start + left);
    if (end <= start) return [];
    left -= end - start;
    return cidrsOf(BigInt(start), BigInt(end), 32);
  });
}

function cidrsOf(from: bigint, to: bigint, bits: 32 | 128): string[] {
  const cidrs: string[] = [];
  for (let start = from; start < to;) {
    let free = 0n;
    while (free < BigInt(bits) && start % (2n << free) === 0n && start + (2n << free) <= to) free += 1n;
    const text =
      bits === 32
        ? dotted(start)
        : start
            .toString(16)
            .padStart(32, '0')
            .replaceAll(/.{4}(?!$)/g, '$&:');
    cidrs.push(`${text}/${String(bits - Number(free))}`);
    start += 1n << free;
  }
  return cidrs;
}

function dotted(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function spelledOut(address: bigint): string {
  return address
    .toString(16)
    .padStart(32, '0')
    .replaceAll(/.{4}(?!$)/g, '$&:');
}
