import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSchema } from '../../../electron/cli/plan-schema.ts';
import { project } from '../../../scripts/tool.ts';
import { launchPlanSchema } from '../../../shared/launch-plan.ts';
import { PLAN } from '../../shared/plan-fixture.ts';

const FILE = path.join(project, 'docs/launch-plan.schema.json');
const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { ipv4: (text) => net.isIPv4(text) } });
const isPlan = ajv.compile(planSchema());

test('what stands in docs is the schema of now (`keyport plan --schema` prints it)', () => {
  expect(JSON.parse(fs.readFileSync(FILE, 'utf8'))).toEqual(planSchema());
});

test('a validator that is not ours takes the plan of the tests', () => {
  expect(isPlan(PLAN), JSON.stringify(isPlan.errors)).toBe(true);
});

test('plans that were damaged in one place are refused by it exactly where Keyport refuses them', () => {
  const places = placesIn(PLAN);
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      0,
      -1,
      1.5,
      99_999,
      true,
      [],
      {},
      '0.0.0.0/0',
      '203.0.113.7',
      'x'.repeat(300),
    ),
    fc.string({ maxLength: 40 }),
    fc.integer(),
  );
  const counts = { taken: 0, refused: 0 };

  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      junk,
      fc.constantFrom('set', 'delete', 'add'),
      (place, value, how) => {
        const damaged = change(PLAN, place, value, how);
        const isTaken = launchPlanSchema.safeParse(damaged).success;
        counts[isTaken ? 'taken' : 'refused'] += 1;

        expect({ damaged, isTaken: isPlan(damaged) }).toEqual({ damaged, isTaken });
      },
    ),
    { seed: 6, numRuns: 3_000 },
  );

  expect(counts.taken).toBeGreaterThan(50);
  expect(counts.refused).toBeGreaterThan(1_000);
});

type Place = readonly (string | number)[];

/** Every value of the plan, by the way to it. */
function placesIn(value: unknown, way: Place = []): readonly Place[] {
  const inside = Array.isArray(value)
    ? value.flatMap((item, at) => placesIn(item, [...way, at]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) => placesIn(item, [...way, name]))
      : [];
  return way.length === 0 ? inside : [way, ...inside];
}

function change(plan: unknown, place: Place, value: unknown, how: string): unknown {
  const changed = structuredClone(plan);
  const last = place.at(-1) ?? '';
  const around = place
    .slice(0, -1)
    .reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), changed);
  if (typeof around !== 'object' || around === null) throw new Error('not a place');
  if (how === 'delete' && !Array.isArray(around)) Reflect.deleteProperty(around, last);
  else if (how === 'add' && !Array.isArray(around)) Reflect.set(around, `${last}2`, value);
  else Reflect.set(around, last, value);
  return changed;
}
