import { expect, test } from 'vitest';
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
    [wrong('image.imageId', 'a text that fits /^ami-[0-9a-f]{8,17}$/')],
  ],
  [
    'what is no address',
    { ...PLAN, access: { ...PLAN.access, adminAddress: 'hunter2' } },
    [wrong('access.adminAddress', 'an address (ipv4)')],
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

test('what is wrong in many places is not a page long', () => {
  expect(faultsOf({})).toHaveLength(9);
  expect(faultsOf({}).at(-1)).toBe('and one more');
});

function wrong(place: string, expected: string): string {
  return `${place} is not as it has to be. Expected: ${expected}`;
}

function disk(rootSizeGiB: number): unknown {
  return { ...PLAN, storage: { rootSizeGiB } };
}
