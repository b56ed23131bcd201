import { z } from 'zod';
import type { JsonAction, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { jsonPage } from '../json-page.ts';
import { readInput } from '../protocol/read-input.ts';
import { profileOf } from '../world/instance-profiles.ts';

const MOST = 50;

const asked = z.strictObject({
  Filters: z
    .array(
      z.strictObject({ Key: z.string().min(1), Values: z.array(z.string().min(1).max(100)).min(1).max(100) }),
    )
    .max(10)
    .nullish(),
  MaxResults: z.number().int().min(5).max(MOST).nullish(),
  NextToken: z.string().nullish(),
});

/** Systems Manager knows a machine once its agent has called it: here all that run with a profile that allows it. */
const describeInstanceInformation: JsonAction = ({ region, isVisible }, input) => {
  const request = readInput(asked, input);
  const filters = request.Filters ?? [];
  const other = filters.find(({ Key }) => Key !== 'InstanceIds');
  if (other !== undefined) throw new AwsError('InvalidFilterKey', '');
  const found = [...region.instances.values()]
    .filter((instance) => instance.state === 'running' && isVisible(instance.instanceId))
    .filter((instance) => profileOf(instance)?.policies.includes(CORE) === true)
    .filter(({ instanceId }) => filters.every(({ Values }) => Values.includes(instanceId)))
    .toSorted((left, right) => (left.instanceId < right.instanceId ? -1 : 1));
  const { rows, next } = jsonPage(found, request, { most: MOST, wrongToken: 'InvalidNextToken' });
  return {
    InstanceInformationList: rows.map(({ instanceId }) => ({
      InstanceId: instanceId,
      PingStatus: 'Online',
      ResourceType: 'EC2Instance',
    })),
    ...next,
  };
};

const CORE = 'AmazonSSMManagedInstanceCore';

export const managedInstancesActions: JsonActions = {
  DescribeInstanceInformation: describeInstanceInformation,
};
