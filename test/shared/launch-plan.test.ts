import { describe, expect, test } from 'vitest';
import { completePlan, launchPlanSchema, type LaunchPlan } from '../../shared/launch-plan.ts';
import { emptyDraft } from '../../shared/pre-answer.ts';
import { PLAN } from './plan-fixture.ts';

const HUGE = 'a'.repeat(1_000_000);
const JUNK: readonly unknown[] = [
  undefined,
  {},
  [],
  Number.NaN,
  Infinity,
  HUGE,
  -1,
  1.5,
  true,
  '\u0000',
  () => 1,
];
/** Where a piece of junk is what the plan may well hold. */
const MAY_BE: Readonly<Record<string, readonly unknown[]>> = {
  'access.httpsFromEveryone': [true],
  'access.httpFromEveryone': [true],
  'size.architectures': [[]],
  placements: [[]],
  // Plans of earlier versions have neither.
  script: [undefined],
  tags: [undefined, []],
};
/** Free text: shown as text, sent to AWS as it is, and refused there or by the judge. */
const FREE_TEXT =
  /^(name|account\.sourceId|image\.(catalogId|imageName|rootDeviceName)|placements\.\d\.zone(Name|Id))$/;

describe('the plan’s schema', () => {
  test('takes a plan, and gives back the same', () => {
    expect(launchPlanSchema.parse(PLAN)).toEqual(PLAN);
  });

  test.each(fieldsOf(PLAN))('%s takes nothing of another kind or beyond its limit', (field) => {
    for (const junk of JUNK) {
      const isMeant = MAY_BE[field]?.some(
        (allowed) =>
          allowed === junk || (Array.isArray(allowed) && JSON.stringify(allowed) === JSON.stringify(junk)),
      );
      const isText = junk === '\u0000' && FREE_TEXT.test(field);
      expect(accepts(withField(PLAN, field, junk)), describeJunk(junk)).toBe(isMeant === true || isText);
    }
  });

  test.each(['', 'account.', 'image.', 'size.', 'placements.0.', 'access.', 'key.', 'storage.', 'script.'])(
    'an unknown field is refused in %j',
    (part) => {
      for (const name of ['extra', '__proto__', 'constructor', 'cidr', 'toString']) {
        expect(accepts(withField(PLAN, `${part}${name}`, '0.0.0.0/0')), name).toBe(false);
      }
    },
  );

  test.each([
    ['account.region', ['', 'us', 'us-east', 'US-EAST-1', 'us-east-1.evil.com', `us-${'a'.repeat(40)}-1`]],
    ['account.accountId', ['', '12345678901', '1234567890123', 'a23456789012']],
    ['image.imageId', ['', 'ami-', 'ami-XYZ', 'i-0123456789abcdef0', 'ami-0123456789abcdef0\n']],
    ['image.loginUser', ['', '-oProxyCommand=sh', 'a b', 'a;b', 'a@b']],
    ['image.rootSizeGiB', [0, 16_385, '8']],
    ['storage.rootSizeGiB', [0, 16_385, '8', null]],
    ['size.name', ['', 't3', 't3.', '.micro', 'T3.micro', 't3.micro; rm']],
    ['size.cpuCredits', ['', 'Unlimited', 'free']],
    ['placements.0.subnetId', ['', 'subnet-', 'subnet-xyz', 'sg-00000001']],
    ['access.vpcId', ['', 'vpc-', 'vpc-g']],
    ['access.kind', ['existing-group', '']],
    ['access.purpose', ['', 'everything']],
    ['access.adminAddress', ['', '0.0.0.0/0', '203.0.113.7/24', '::1', '1.2.3', '010.1.1.1', ' 203.0.113.7']],
    ['key.kind', ['none', '']],
    ['key.type', ['dsa', '']],
    ['version', [0, 2, '1']],
  ])('%s refuses %j', (field, values) => {
    for (const value of values) expect(accepts(withField(PLAN, field, value)), String(value)).toBe(false);
  });

  test('a list without end is refused', () => {
    const placements = Array.from({ length: 21 }, () => PLAN.placements[0]);
    expect(accepts({ ...PLAN, placements })).toBe(false);
    expect(accepts({ ...PLAN, size: { ...PLAN.size, architectures: ['arm64', 'arm64', 'arm64'] } })).toBe(
      false,
    );
  });
});

test('a plan that was written before there were scripts and tags has neither', () => {
  const { script, tags, ...earlier } = PLAN;

  expect([script, tags]).toEqual([{ kind: 'none' }, []]);
  expect(launchPlanSchema.parse(earlier)).toEqual(PLAN);
});

test('a draft is complete only when every question has its answer', () => {
  expect(completePlan(PLAN)).toEqual(PLAN);
  expect(completePlan(emptyDraft())).toBeNull();
  for (const answer of Object.keys(PLAN))
    expect(completePlan({ ...PLAN, [answer]: null }), answer).toBeNull();
});

function accepts(plan: unknown): boolean {
  return launchPlanSchema.safeParse(plan).success;
}

/** `image.loginUser`, `placements.0.zoneId`, … and the parts themselves. */
function fieldsOf(part: object, above = ''): string[] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) => [
    `${above}${name}`,
    ...(typeof value === 'object' && value !== null ? fieldsOf(value, `${above}${name}.`) : []),
  ]);
}

/** A copy in which one field is another; a name of the prototype becomes a field of its own. */
function withField(plan: LaunchPlan, field: string, value: unknown): unknown {
  const copy: object = structuredClone(plan);
  const names = field.split('.');
  const last = names.pop() ?? '';
  let part = copy;
  for (const name of names) part = Object.getOwnPropertyDescriptor(part, name)?.value;
  Object.defineProperty(part, last, { value, enumerable: true, writable: true, configurable: true });
  return copy;
}

function describeJunk(junk: unknown): string {
  return junk === HUGE ? 'a huge text' : `${typeof junk} ${String(junk)}`;
}
