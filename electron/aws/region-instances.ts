import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2';
import { TAGS } from '../../shared/launch-plan.ts';
import type { GroupInstance } from '../../shared/security-group/region-facts.ts';
import { presentText } from './answer.ts';
import { everyPage, type Asking } from './every-page.ts';

/** Every instance of the region that is not terminated: those no longer have an interface, and no group. */
export function listInstances(asking: Asking): Promise<readonly GroupInstance[]> {
  return everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, ...token }), send),
    (page) =>
      page.Reservations?.flatMap(({ Instances = [] }) => Instances)
        .map(instanceFrom)
        .filter(({ state }) => state !== 'terminated'),
  );
}

function instanceFrom({ InstanceId, State, Platform, Tags = [] }: Instance): GroupInstance {
  const tags = new Map(Tags.map(({ Key, Value }) => [Key, Value]));
  return {
    instanceId: presentText(InstanceId, 'InstanceId'),
    name: tags.get('Name') || null,
    state: presentText(State?.Name, 'State.Name'),
    // EC2 writes it "Windows" in some answers; for everything else it is empty.
    platform: Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux',
    launchId: tags.get(TAGS.launchId) || null,
  };
}
