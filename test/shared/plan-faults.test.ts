import { expect, test } from 'vitest';
import { z } from 'zod';
import { planFaults } from '../../shared/plan-faults.ts';
import { launchPlanSchema } from '../../shared/launch-plan.ts';
import { PLAN } from './plan-fixture.ts';

const faultsOf = (given: unknown): readonly string[] => {
  const read = launchPlanSchema.safeParse(given);
  return read.success ? [] : planFaults(read.error, given);
};
const [placement] = PLAN.placements;
const { name: _name, ...nameless } = PLAN;
const { zoneName: _zoneName, ...zoneless } = { ...placement };

test.each([
  ['a field that is missing', nameless, ['name is missing. Expected: a text']],
  [
    'one that is missing deep inside',
    { ...PLAN, placements: [placement, zoneless] },
    ['placements[1].zoneName is missing. Expected: a text'],
  ],
  ['another kind of value', { ...PLAN, placements: {} }, [wrong('placements', 'a list, in [ ]')]],
  [
    'one of a few words',
    { ...PLAN, key: { ...PLAN.key, type: 'dsa' } },
    [wrong('key.type', 'one of "ed25519", "rsa"')],
  ],
  ['a number that is too small', disk(0), [wrong('storage.rootSizeGiB', '1 at least')]],
  ['a number that is too big', disk(1e6), [wrong('storage.rootSizeGiB', '16384 at most')]],
  ['a text that is too long', { ...PLAN, name: 'n'.repeat(300) }, [wrong('name', 'a length of 255 at most')]],
  [
    'an id of another shape',
    { ...PLAN, image: { ...PLAN.image, imageId: 'hunter2' } },
    [wrong('image.imageId', 'the id of an image: “ami-” and then 8 or 17 digits or letters from a to f')],
  ],
  [
    'what is no address',
    { ...PLAN, access: { ...PLAN.access, adminAddress: 'hunter2' } },
    [wrong('access.adminAddress', 'an IPv4 address, four numbers from 0 to 255, such as 203.0.113.7')],
  ],
  [
    'a kind that there is not',
    { ...PLAN, access: { kind: 'hunter2' } },
    [wrong('access.kind', 'one of the kinds that the schema names, in its field “kind”')],
  ],
  ['a field too many', { ...PLAN, colour: 1 }, [wrong('the document', 'no field of the name “colour”')]],
  ['no plan at all', 'hunter2', [wrong('the document', 'an object, in { }')]],
])('says where it is, and what was expected there: %s', (_, given, faults) => {
  expect(faultsOf(given)).toEqual(faults);
});

test('says in words which form is wanted, of each field that has one; never a pattern', () => {
  const patterned = patternsOf(z.toJSONSchema(launchPlanSchema, { io: 'input' }));
  expect(patterned.length).toBeGreaterThan(8);
  for (const path of patterned) {
    const field = path.at(-1);
    const [fault = '', ...others] = faultsOf(withBad(path));
    expect(others, path.join('.')).toEqual([]);
    expect(fault).toMatch(/ is not as it has to be\. Expected: (the|an?) /u);
    expect(fault, String(field)).not.toMatch(/[\^$\\]|another value/u);
  }
});

test('a name that is long is cut, with its place', () => {
  const key = 'x'.repeat(500);
  expect(faultsOf({ ...PLAN, size: { ...PLAN.size, [key]: 1 } })).toEqual([
    wrong('size', `no field of the name “${'x'.repeat(80)}…”`),
  ]);
});

test('what is wrong in many places is not a page long', () => {
  expect(faultsOf({})).toHaveLength(9);
  expect(faultsOf({}).at(-1)).toBe('and one more');
});

type Path = readonly string[];

/** Where the schema has a pattern; `0` stands for each part of a list. */
function patternsOf(schema: unknown, at: Path = []): readonly Path[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { pattern, properties = {}, items, oneOf = [], anyOf = [] } = schema as Record<string, object>;
  return [
    ...(pattern === undefined ? [] : [at]),
    ...Object.entries(properties).flatMap(([name, part]) => patternsOf(part, [...at, name])),
    ...patternsOf(items, [...at, '0']),
    ...[oneOf, anyOf].flatMap((kinds) => Object.values(kinds)).flatMap((kind) => patternsOf(kind, at)),
  ];
}

/** The plan with what fits no pattern at this place. */
function withBad(path: Path): unknown {
  const groups = {
    kind: 'existing-group',
    vpcId: PLAN.access.vpcId,
    groups: [{ groupId: 'sg-12345678', name: 'g' }],
  };
  const plan: object = structuredClone(path.includes('groups') ? { ...PLAN, access: groups } : PLAN);
  const place = path.slice(0, -1).reduce((part: object, name) => Reflect.get(part, name) as object, plan);
  Reflect.set(place, path.at(-1) ?? '', '!');
  return plan;
}

function wrong(place: string, expected: string): string {
  return `${place} is not as it has to be. Expected: ${expected}`;
}

function disk(rootSizeGiB: number): unknown {
  return { ...PLAN, storage: { rootSizeGiB } };
}
