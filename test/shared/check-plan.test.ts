import { describe, expect, test } from 'vitest';
import { checkPlan, obstacles } from '../../shared/check-plan.ts';
import { NO_FACTS, type Facts, type Zone } from '../../shared/facts.ts';
import { FINDING_IDS, confirmationOf, type FindingId, type Severity } from '../../shared/finding.ts';
import type { PlanDraft } from '../../shared/launch-plan.ts';
import { emptyDraft } from '../../shared/pre-answer.ts';
import { PLAN_CASES, placedIn } from './plan-cases.ts';
import { FACTS, PLAN, PREFLIGHT, SIZE, zone } from './plan-fixture.ts';

const rows = FINDING_IDS.flatMap((id) => PLAN_CASES[id].map((row, at) => ({ ...row, id, at })));

describe('the judge', () => {
  test('has nothing to say of a good plan', () => {
    expect(checkPlan(PLAN, FACTS)).toEqual([]);
    const said = checkPlan(PLAN, { ...FACTS, preflight: PREFLIGHT });
    expect(said.map(({ id }) => id)).toEqual(['free-tier-hours']);
  });

  test.each(FINDING_IDS)('can say %s', (id) => {
    expect(PLAN_CASES[id].flatMap(({ says }) => says.map(([said]) => said))).toContain(id);
  });

  test.each(rows)('says $id ($at), and what follows from it, and no more', ({ plan, facts, says }) => {
    const findings = checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts });

    expect(findings.map(({ id, severity, answer }) => [id, severity, answer])).toEqual(says);
    for (const { sentence, why } of findings) {
      expect(`${sentence} ${why}`).not.toMatch(/undefined|null|NaN|\[object|function/);
    }
  });

  test.each(rows)('offers only fixes that mend it: $id ($at)', ({ id, plan, facts }) => {
    const draft = { ...PLAN, ...plan };
    for (const { fixes } of checkPlan(draft, { ...FACTS, ...facts }).filter((finding) => finding.id === id)) {
      for (const { edit } of fixes) {
        const mended = checkPlan({ ...draft, ...edit }, { ...FACTS, ...facts });
        expect(mended.map((finding) => finding.id)).not.toContain(id);
      }
    }
  });

  test('judges nothing by facts that were not read', () => {
    expect(checkPlan(PLAN, NO_FACTS)).toEqual([]);
    expect(
      checkPlan(PLAN, { ...NO_FACTS, network: { ...FACTS.network, instanceType: 'm7i.large' } }),
    ).toEqual([]);
  });

  test('asks the questions that are open, in their order', () => {
    const findings = checkPlan(emptyDraft(), FACTS);

    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['unanswered']));
    expect([...new Set(findings.map(({ answer }) => answer))]).toEqual([
      'account',
      'image',
      'size',
      'zones',
      'access',
      'key',
    ]);
  });
});

describe('what keeps a plan from being launched', () => {
  const kept = (plan: Partial<PlanDraft>, confirmed: readonly string[], facts: Partial<Facts> = {}) =>
    obstacles(checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }), confirmed).map(({ id }) => id);

  test.each(rows)(
    '$id ($at): blockers always, dangers until confirmed, nothing else',
    ({ plan, facts, says }) => {
      const of = (...severities: readonly Severity[]) =>
        says.filter(([, severity]) => severities.includes(severity)).map(([id]) => id);

      expect(kept(plan ?? {}, [], facts)).toEqual(of('blocker', 'danger'));
      const all = checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }).map(confirmationOf);
      expect(kept(plan ?? {}, [...FINDING_IDS, ...all], facts)).toEqual(of('blocker'));
    },
  );

  test('is not lifted by confirming something else', () => {
    const plan = { placements: placedIn('a') };

    expect(kept(plan, ['type-in-one-zone-only', 'ONE-ZONE', ''])).toEqual(['one-zone']);
    expect(kept(plan, ['one-zone'])).toEqual([]);
  });
});

test('of a root user only the greater warning is given', () => {
  const facts = { ...FACTS, account: { ...FACTS.account, isRoot: true, hasLongLivedKey: true } };
  expect(checkPlan(PLAN, facts).map(({ id }) => id)).toEqual(['root-user']);
});

test('what can be mended with one click has its fix', () => {
  const isMended = ({ id, plan, facts }: (typeof rows)[number]) =>
    checkPlan({ ...PLAN, ...plan }, { ...FACTS, ...facts }).some(
      (finding) => finding.id === id && finding.fixes.length > 0,
    );

  expect(new Set(rows.filter(isMended).map(({ id }) => id))).toEqual(
    new Set<FindingId>([
      'account-differs',
      'admin-address-refused',
      'architecture-mismatch',
      'credits-not-for-size',
      'credits-unlimited',
      'disk-too-small',
      'group-danger',
      'group-gone',
      'group-limit',
      'group-name-taken',
      'group-not-permitted',
      'group-refused',
      'http-open',
      'image-differs',
      'image-deprecated',
      'image-not-allowed',
      'image-not-available',
      'key-name-taken',
      'key-not-permitted',
      'key-refused',
      'launch-not-permitted',
      'launch-refused',
      'little-memory',
      'name-refused',
      'network-differs',
      'no-capacity-now',
      'no-group-chosen',
      'no-instance-profile',
      'no-zones',
      'not-free-tier',
      'not-let-in',
      'one-zone',
      'plan-of-elsewhere',
      'rules-not-permitted',
      'script-no-door',
      'script-refused',
      'size-unknown',
      'subnet-differs',
      'subnet-full',
      'subnet-gone',
      'subnet-not-reachable',
      'tag-refused',
      'tag-required',
      'too-many-groups',
      'too-many-vcpus',
      'type-in-one-zone-only',
      'type-not-in-zone',
      'windows-needs-rsa',
      'zone-not-available',
      'zone-unknown',
      'zone-without-subnet',
    ]),
  );
});

test('a mistyped size is one blocker, which names the size that was probably meant; a size that no zone sells is no typing mistake', () => {
  const sold = { instanceType: 't3.micro', zoneNames: ['us-east-1a'] };
  const nowhere = ['a', 'b', 'c'].map((letter) => zone(letter, { offersType: false }));
  const network = { ...FACTS.network, instanceType: 't3.mirco', zones: nowhere, others: [sold] };
  const mistyped = { ...PLAN, size: { ...PLAN.size, name: 't3.mirco' } };

  const findings = checkPlan(mistyped, { ...FACTS, instanceTypes: null, network });
  expect(findings.map(({ sentence }) => sentence)).toEqual([
    'EC2 has no size of this name here: t3.mirco. Is t3.micro meant?',
  ]);

  const unsold = { ...FACTS.network, zones: nowhere };
  expect(checkPlan(PLAN, { ...FACTS, network: unsold }).map(({ sentence }) => sentence)).toEqual([
    't3.micro is not sold in any zone of this region.',
  ]);
});

test('a plan of elsewhere is whole again with its one fix', () => {
  const [{ plan = {} } = { plan: {} }] = PLAN_CASES['plan-of-elsewhere'];
  const draft = { ...PLAN, ...plan };
  const [finding] = checkPlan(draft, FACTS);

  const [fix] = finding?.fixes ?? [];
  expect(checkPlan({ ...draft, ...fix?.edit }, FACTS)).toEqual([]);
});

test('a plan of which one subnet is here is judged subnet by subnet', () => {
  const placements = PLAN.placements.map((placement, at) =>
    at === 0 ? placement : { ...placement, subnetId: 'subnet-0000dead' },
  );
  const plan = { ...PLAN, placements, access: { ...PLAN.access, vpcId: 'vpc-0000dead' } };

  expect(checkPlan(plan, FACTS).map(({ id }) => id)).toEqual([
    'subnet-differs',
    'subnet-differs',
    'network-differs',
  ]);
});

test('a zone that does not exist is told with those that do, whatever its id says', () => {
  const [first, ...rest] = PLAN.placements;
  const placements = [{ ...first, zoneName: 'us-east-1z' } as (typeof PLAN.placements)[number], ...rest];

  expect(checkPlan({ ...PLAN, placements }, FACTS).map(({ sentence }) => sentence)).toEqual([
    'There is no zone us-east-1z in this region. It has us-east-1a, us-east-1b, us-east-1c.',
  ]);
});

test('a size that two zones could run is offered where the chosen one has one zone only', () => {
  const offers = (zones: readonly Zone[]) =>
    checkPlan(
      { ...PLAN, placements: placedIn('a') },
      {
        ...FACTS,
        instanceTypes: [SIZE, { ...SIZE, name: 't3.small' }, { ...SIZE, name: 't3.nano' }],
        network: {
          ...FACTS.network,
          zones,
          others: [
            { instanceType: 't3.nano', zoneNames: ['us-east-1a'] },
            { instanceType: 't3.small', zoneNames: ['us-east-1a', 'us-east-1b'] },
          ],
        },
      },
    )
      .filter(({ id }) => id === 'type-in-one-zone-only')
      .flatMap(({ fixes }) => fixes.map(({ edit }) => edit.size?.name));

  expect(offers([zone('a'), zone('b', { offersType: false })])).toEqual(['t3.small']);
  expect(offers([zone('a'), zone('b', { offersType: false, subnetId: null })])).toEqual([]);
});
