import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../shared/check-plan.ts';
import type { CatalogImage, Facts, InstanceType } from '../../shared/facts.ts';
import { completePlan, type LaunchPlan } from '../../shared/launch-plan.ts';
import { TEMPLATE_IDS, type TemplateId } from '../../shared/plan-templates.ts';
import { emptyDraft, preAnswer, reanswer } from '../../shared/pre-answer.ts';
import { plannedRules } from '../../shared/security-group/planned-rules.ts';
import { FACTS, IMAGE, SIZE } from './plan-fixture.ts';

const WINDOWS: CatalogImage = {
  ...IMAGE,
  catalogId: 'windows-2025-x86_64',
  title: 'Windows Server 2025',
  imageId: 'ami-0123456789abcdef1',
  imageName: 'Windows_Server-2025',
  platform: 'windows',
  operatingSystem: 'Windows',
  rootDeviceName: '/dev/sda1',
  rootSizeGiB: 30,
  loginUser: 'Administrator',
};
const LARGER: InstanceType = { ...SIZE, name: 't3.small', memoryMiB: 2048 };

const facts: Facts = { ...FACTS, images: [IMAGE, WINDOWS], instanceTypes: [SIZE, LARGER] };

/** As the wizard reads it: the network for the size that was answered. */
function planFrom(template: TemplateId): LaunchPlan {
  const size = preAnswer(emptyDraft(), facts, template).size?.name ?? '';
  const draft = preAnswer(emptyDraft(), withNetwork(size), template);
  const plan = completePlan(draft);
  if (plan === null) throw new Error(`the template ${template} leaves an answer open`);
  return plan;
}

function withNetwork(instanceType: string): Facts {
  return { ...facts, network: { ...FACTS.network, instanceType } };
}

describe('a template', () => {
  test.each(TEMPLATE_IDS)('%s is a whole plan that nobody has to be warned of', (template) => {
    const plan = planFrom(template);
    const severities = checkPlan(plan, withNetwork(plan.size.name)).map(({ severity }) => severity);

    expect(severities.filter((severity) => severity === 'blocker' || severity === 'danger')).toEqual([]);
    expect(new Set(plan.placements.map(({ zoneId }) => zoneId)).size).toBeGreaterThan(1);
  });

  test('of a web server is open to visitors by HTTPS, in every zone, and has a page for them', () => {
    const plan = planFrom('web-server');

    expect(portsOf(plan)).toEqual([443, 443]);
    expect(plan.placements).toHaveLength(FACTS.network.zones.length);
    expect(plan).toMatchObject({ image: { platform: 'linux' }, script: { kind: 'first-page' } });
  });

  test('of a machine to log in to opens no door to visitors, and does nothing by itself', () => {
    const plan = planFrom('login-machine');

    expect(portsOf(plan)).toEqual([]);
    expect(plan).toMatchObject({ name: 'my-machine', script: { kind: 'none' }, key: { type: 'ed25519' } });
    expect(plan.placements).toHaveLength(2);
  });

  test('of a Windows desktop has the key that Windows needs, a size it runs on, and no visitors', () => {
    const plan = planFrom('windows-desktop');

    expect(portsOf(plan)).toEqual([]);
    expect(plan).toMatchObject({
      image: { platform: 'windows' },
      size: { name: 't3.small' },
      key: { type: 'rsa' },
      storage: { rootSizeGiB: 30 },
    });
  });

  test('of Windows takes no other system where a region has none', () => {
    expect(preAnswer(emptyDraft(), { ...facts, images: [IMAGE] }, 'windows-desktop').image).toBeNull();
  });

  test('answers again by itself what a change takes back', () => {
    const plan = planFrom('login-machine');
    const another = { name: 't3.small', vcpus: 2, architectures: ['x86_64' as const], cpuCredits: null };

    const { draft, invalidated } = reanswer(
      plan,
      { size: another },
      withNetwork('t3.small'),
      'login-machine',
    );

    expect(invalidated).toEqual(['zones']);
    expect(draft.placements).toHaveLength(2);
  });
});

function portsOf({ access, image }: LaunchPlan): readonly number[] {
  return access.kind === 'new-group' ? plannedRules(access, image.platform).map(({ port }) => port) : [];
}
