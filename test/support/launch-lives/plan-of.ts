import type { AccountsApi } from '../../../shared/api.ts';
import type { LaunchPlan, Placement } from '../../../shared/launch-plan.ts';
import { placementsIn, usableZones } from '../../../shared/placement.ts';
import { valueOf } from '../aws-clients.ts';
import { defaultPlan, HERE } from '../machine.ts';
import type { TestAccount } from './account.ts';
import type { Life } from './life.ts';

/** Every zone of the region has it, which is not so of the size of the default plan. */
const SOLD_EVERYWHERE = { name: 't2.micro', vcpus: 1 } as const;

/** The default plan in all six zones: more machines than are asked for at once. */
export async function planInEveryZone(api: AccountsApi): Promise<LaunchPlan> {
  const plan = await defaultPlan(api);
  const network = valueOf(await api.readNetwork({ ...HERE, instanceType: SOLD_EVERYWHERE.name }));
  return {
    ...plan,
    size: { ...plan.size, ...SOLD_EVERYWHERE },
    placements: placementsIn(usableZones(network)),
  };
}

/** What is launched in a life. A group of a person is made where it uses one. */
export async function planOf(life: Life, api: AccountsApi, account: TestAccount): Promise<LaunchPlan> {
  const whole = await planInEveryZone(api);
  const { vpcId } = whole.access;
  const plan: LaunchPlan = {
    ...whole,
    placements: whole.placements
      .slice(0, life.zones)
      .flatMap((placement) => Array<Placement>(life.perZone).fill(placement)),
    key: { kind: life.key, type: life.keyType },
  };
  if (life.access === 'existing-group') {
    const name = 'of-a-person';
    const groups = [{ groupId: await account.makeGroup(vpcId, name), name }];
    return { ...plan, access: { kind: 'existing-group', vpcId, groups } };
  }
  if (plan.access.kind !== 'new-group') return plan;
  const isWeb = life.purpose === 'web-site';
  const access = {
    ...plan.access,
    purpose: life.purpose,
    httpsFromEveryone: isWeb,
    adminAddress: '203.0.113.7',
  };
  return { ...plan, access };
}
