import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKS, checkPlan } from '../../shared/check-plan.ts';
import { NO_FACTS, type Facts } from '../../shared/facts.ts';
import { FINDING_IDS } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { reanswer } from '../../shared/pre-answer.ts';
import { judgePlan, recheckPlan } from '../../shared/recheck-plan.ts';
import { PLAN_CASES, placedIn } from './plan-cases.ts';
import { FACTS, IMAGE, PLAN, PREFLIGHT, SIZE, zone } from './plan-fixture.ts';

const cases = FINDING_IDS.flatMap((id) => PLAN_CASES[id]);

/** Parts of plans and facts that the judge has something to say of, mixed at random. */
const edit: fc.Arbitrary<Partial<PlanDraft>> = partOf(cases.map(({ plan }) => plan ?? {}));
const news: fc.Arbitrary<Partial<Facts>> = partOf(cases.map(({ facts }) => facts ?? {}));

describe('judging only what depends on a change', () => {
  test('says what judging everything says, over any number of changes', () => {
    let changed = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, news), { minLength: 1, maxLength: 6 }), (changes) => {
        let judged = judgePlan(PLAN, FACTS);
        for (const [edited, read] of changes) {
          const next = recheckPlan(judged, { ...judged.draft, ...edited }, { ...judged.facts, ...read });
          expect(next.findings).toEqual(checkPlan(next.draft, next.facts));
          if (next.findings.length !== judged.findings.length) changed += 1;
          judged = next;
        }
      }),
      { numRuns: 1500, seed: 6 },
    );
    expect(changed).toBeGreaterThan(1000);
  });

  test('reads nothing that a check does not name', () => {
    fc.assert(
      fc.property(edit, news, (edited, read) => {
        for (const { answers, facts, judge } of CHECKS) {
          judge(
            only(answers, { ...PLAN, ...edited }),
            only(facts, { ...FACTS, preflight: PREFLIGHT, ...read }),
          );
        }
      }),
      { numRuns: 1500, seed: 6 },
    );
  });

  test.each(CHECKS.map((check, at) => ({ ...check, at })))(
    'names no answer and no fact that check $at never reads',
    ({ answers, facts, judge }) => {
      const used = new Set<string>();
      for (const { plan, facts: read } of [...cases, {}]) {
        judge(noting(used, { ...PLAN, ...plan }), noting(used, { ...FACTS, ...read }));
      }
      expect([...used].toSorted()).toEqual([...new Set<string>([...answers, ...facts])].toSorted());
    },
  );

  test('asks no check again that reads neither', () => {
    const before = judgePlan(PLAN, FACTS);
    const after = recheckPlan(before, { ...PLAN, name: 'web' }, FACTS);

    CHECKS.forEach(({ answers }, at) => {
      if (answers.includes('name')) return;
      expect(after.said[at]).toBe(before.said[at]);
    });
  });

  test('takes an equal answer for the same one', () => {
    const before = judgePlan({ ...PLAN, placements: placedIn('a') }, FACTS);
    const after = recheckPlan(before, { ...PLAN, placements: placedIn('a') }, FACTS);

    expect(after.said.every((said, at) => said === before.said[at])).toBe(true);
  });
});

test('a fix ends what it is offered for, whatever else is wrong with the plan', () => {
  let mended = 0;
  fc.assert(
    fc.property(edit, news, (edited, read) => {
      const draft = { ...PLAN, ...edited };
      const facts = { ...FACTS, ...read };
      for (const { id, sentence, fixes } of checkPlan(draft, facts)) {
        for (const fix of fixes) {
          const left = checkPlan({ ...draft, ...fix.edit }, facts);
          expect(left.map((finding) => `${finding.id} ${finding.sentence}`)).not.toContain(
            `${id} ${sentence}`,
          );
          mended += 1;
        }
      }
    }),
    { numRuns: 1500, seed: 6 },
  );
  expect(mended).toBeGreaterThan(2000);
});

describe('what a change made invalid', () => {
  const before = judgePlan(PLAN, FACTS);
  const arm = {
    ...PLAN.image,
    catalogId: 'al2023-arm64',
    imageId: 'ami-0000000a',
    architecture: 'arm64' as const,
  };
  const facts: Facts = {
    ...FACTS,
    images: [IMAGE, { ...IMAGE, ...arm, operatingSystem: 'Linux' }],
    instanceTypes: [SIZE, { ...SIZE, name: 't3.small' }],
  };

  test('is named with what was changed', () => {
    const { invalid } = recheckPlan(judgePlan(PLAN, facts), { ...PLAN, image: arm }, facts);

    expect(invalid.map(({ answer, because }) => [answer, because])).toEqual([['size', ['image']]]);
  });

  test('is named where it was taken back, with what was given in its place', () => {
    const { draft, invalidated } = reanswer(PLAN, { size: { ...PLAN.size, name: 't3.small' } }, facts);
    const { invalid } = recheckPlan(judgePlan(PLAN, facts), draft, facts);

    expect(invalidated).toEqual(['zones']);
    expect(invalid.map(({ answer, because }) => [answer, because])).toEqual([['zones', ['size']]]);
  });

  test('is not thanked to answers that were taken back with it', () => {
    const account = { ...PLAN.account, region: 'eu-central-1' };
    const { draft } = reanswer(PLAN, { account }, NO_FACTS);
    const { invalid } = recheckPlan(judgePlan(PLAN, NO_FACTS), draft, NO_FACTS);

    expect(invalid.map(({ answer }) => answer)).toEqual(['image', 'size', 'zones', 'access']);
    for (const { because } of invalid) expect(because).toEqual(['account']);
  });

  test('is named once, however many things were wrong with it before', () => {
    const already = judgePlan({ ...PLAN, placements: [] }, FACTS);

    expect(recheckPlan(already, { ...PLAN, placements: placedIn('a', 'a') }, FACTS).invalid).toEqual([]);
  });

  test('has nobody to thank where AWS says otherwise now', () => {
    const network = { ...FACTS.network, zones: [zone('a'), zone('b', { freeAddresses: 0 }), zone('c')] };
    const { invalid } = recheckPlan(before, PLAN, { ...FACTS, network });

    expect(invalid).toEqual([{ answer: 'zones', because: [] }]);
  });

  test('is not the answer whose own change is at fault', () => {
    const { invalid } = recheckPlan(before, { ...PLAN, name: 'sg-1' }, FACTS);

    expect(invalid.map(({ answer, because }) => [answer, because])).toEqual([['key', []]]);
  });

  test('is nothing after a change that everything else can stand', () => {
    expect(recheckPlan(before, { ...PLAN, name: 'web' }, FACTS).invalid).toEqual([]);
    expect(recheckPlan(before, { ...PLAN, placements: placedIn('a') }, FACTS).invalid).toEqual([]);
  });
});

/** One property of any of these, or several. */
function partOf<Whole extends object>(wholes: readonly Partial<Whole>[]): fc.Arbitrary<Partial<Whole>> {
  const rich = wholes.filter((whole) => Object.keys(whole).length > 0);
  return fc
    .array(fc.constantFrom(...rich), { minLength: 1, maxLength: 3 })
    .map((some) => some.reduce<Partial<Whole>>((whole, part) => ({ ...whole, ...part }), {}));
}

/** The same, of which nothing but these may be read. */
function only<Whole extends object>(names: readonly string[], whole: Whole): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      if (typeof name === 'string' && !names.includes(name)) throw new Error(`read undeclared: ${name}`);
      return Reflect.get(target, name);
    },
    ownKeys: () => {
      throw new Error('read as a whole');
    },
  });
}

function noting<Whole extends object>(used: Set<string>, whole: Whole): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      used.add(String(name));
      return Reflect.get(target, name);
    },
  });
}
