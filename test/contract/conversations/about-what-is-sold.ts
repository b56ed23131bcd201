import {
  DescribeImagesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
} from '@aws-sdk/client-ec2';
import { GetParametersByPathCommand, GetParametersCommand } from '@aws-sdk/client-ssm';
import type { Conversation } from './talk.ts';

const AL2023 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

/** Sizes, and where they are sold; images, and how they are found. */
export const aboutWhatIsSold: Conversation = {
  title: 'about what is sold',
  hold: async ({ clients: { ec2, ssm }, say }) => {
    await say('one size', () => ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['t3.micro'] })));
    await say('a size nobody sells', () =>
      ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['t3.gigantic' as never, 't3.micro'] })),
    );
    await say('sizes by a filter nobody has', () =>
      ec2.send(new DescribeInstanceTypesCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );
    await say('sizes, and how many', () =>
      ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['t3.micro'], MaxResults: 50 })),
    );
    await say('a page of sizes too large', () =>
      ec2.send(new DescribeInstanceTypesCommand({ MaxResults: 101 })),
    );

    await say('where a size is sold', () =>
      ec2.send(
        new DescribeInstanceTypeOfferingsCommand({
          LocationType: 'availability-zone',
          Filters: [
            { Name: 'instance-type', Values: ['t3.micro'] },
            { Name: 'location', Values: ['us-east-1a', 'us-east-1e'] },
          ],
        }),
      ),
    );
    await say('where nobody’s size is sold', () =>
      ec2.send(
        new DescribeInstanceTypeOfferingsCommand({
          LocationType: 'availability-zone',
          Filters: [{ Name: 'instance-type', Values: ['t3.gigantic'] }],
        }),
      ),
    );
    await say('offerings by a filter nobody has', () =>
      ec2.send(new DescribeInstanceTypeOfferingsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })),
    );

    const found = await say('the newest image, and one nobody publishes', () =>
      ssm.send(new GetParametersCommand({ Names: [AL2023, '/aws/service/nobody/has-this'] })),
    );
    await say('eleven names at a time', () =>
      ssm.send(
        new GetParametersCommand({
          Names: Array.from({ length: 11 }, (_, n) => `/aws/service/x/${String(n)}`),
        }),
      ),
    );
    await say('eleven of a path at a time', () =>
      ssm.send(
        new GetParametersByPathCommand({ Path: '/aws/service/ami-amazon-linux-latest', MaxResults: 11 }),
      ),
    );
    const ImageId = found?.Parameters?.[0]?.Value ?? '';
    await say('the image', () => ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] })));
    await say('an image nobody has', () =>
      ec2.send(new DescribeImagesCommand({ ImageIds: ['ami-0123456789abcdef0'] })),
    );
    await say('an image that is no id', () => ec2.send(new DescribeImagesCommand({ ImageIds: ['linux'] })));
  },
};
