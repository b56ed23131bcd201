import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openFleet } from '../../../support/practice-fleet.ts';

const NAME = 'practice-session-manager';
const ARN = `arn:aws:iam::111122223333:instance-profile/${NAME}`;

test.each([
  ['its name', { Name: NAME }],
  ['its ARN', { Arn: ARN }],
])(
  'a machine gets the instance profile that is named by %s, and is found by it',
  async (_by, IamInstanceProfile) => {
    const fleet = await openFleet();
    const [instance] = await fleet.run({ IamInstanceProfile });

    expect(instance?.IamInstanceProfile).toEqual({ Arn: ARN, Id: expect.stringMatching(/^AIPA/) });
    const { Reservations = [] } = await fleet.ec2.send(
      new DescribeInstancesCommand({ Filters: [{ Name: 'iam-instance-profile.arn', Values: [ARN] }] }),
    );
    expect(Reservations).toHaveLength(1);
  },
);

test('one that is not there is refused in EC2’s words, also when it is only tried', async () => {
  const fleet = await openFleet();
  const run = fleet.run({ IamInstanceProfile: { Name: 'nobodys' }, DryRun: true });
  await expect(run).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message:
      'Value (nobodys) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
  });
});
