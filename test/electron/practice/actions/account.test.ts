import {
  DescribeAccountAttributesCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcsCommand,
  DisableEbsEncryptionByDefaultCommand,
  EnableEbsEncryptionByDefaultCommand,
  GetAllowedImagesSettingsCommand,
  GetEbsDefaultKmsKeyIdCommand,
  GetEbsEncryptionByDefaultCommand,
  GetInstanceMetadataDefaultsCommand,
  ModifyVpcBlockPublicAccessOptionsCommand,
  type AccountAttributeName,
  type DescribeVpcBlockPublicAccessExclusionsCommandInput,
  type EC2Client,
  type InternetGatewayBlockMode,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
let ec2: EC2Client;
let inRegion: (region: string) => EC2Client;
beforeEach(async () => {
  const practice = await openPractice({ now: () => NOW });
  ec2 = practice.ec2();
  inRegion = practice.ec2;
});

describe('account attributes', () => {
  const attributes = async (client: EC2Client, ...names: AccountAttributeName[]) => {
    const { AccountAttributes = [] } = await client.send(
      new DescribeAccountAttributesCommand(names.length > 0 ? { AttributeNames: names } : {}),
    );
    return Object.fromEntries(
      AccountAttributes.map(({ AttributeName, AttributeValues = [] }) => [
        AttributeName,
        AttributeValues.map(({ AttributeValue }) => AttributeValue).join(),
      ]),
    );
  };

  test('name the default VPC and the limits', async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(await attributes(ec2)).toEqual({
      'supported-platforms': 'VPC',
      'default-vpc': Vpcs[0]?.VpcId,
      'max-instances': '20',
      'vpc-max-security-groups-per-interface': '5',
      'max-elastic-ips': '5',
      'vpc-max-elastic-ips': '5',
    });
    expect(await attributes(inRegion('eu-north-1'), 'default-vpc')).toEqual({ 'default-vpc': 'none' });
  });

  test('are refused where one is unknown', async () => {
    await expect(attributes(ec2, 'shoe-size' as AccountAttributeName)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('defaults of a region', () => {
  const isEncrypting = async (client: EC2Client) =>
    (await client.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault;

  test('encrypt no disks until told to, and only there', async () => {
    expect(await isEncrypting(ec2)).toBe(false);
    const { EbsEncryptionByDefault } = await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
    expect(EbsEncryptionByDefault).toBe(true);
    expect(await isEncrypting(ec2)).toBe(true);
    expect(await isEncrypting(inRegion('eu-west-1'))).toBe(false);
    await ec2.send(new DisableEbsEncryptionByDefaultCommand({}));
    expect(await isEncrypting(ec2)).toBe(false);
  });

  test('stay as they are on a dry run', async () => {
    await expect(ec2.send(new EnableEbsEncryptionByDefaultCommand({ DryRun: true }))).rejects.toMatchObject({
      name: 'DryRunOperation',
    });
    expect(await isEncrypting(ec2)).toBe(false);
  });

  test('name AWS’s own key, set nothing for the metadata service, and allow every image', async () => {
    expect((await ec2.send(new GetEbsDefaultKmsKeyIdCommand({}))).KmsKeyId).toBe('alias/aws/ebs');
    expect((await ec2.send(new GetInstanceMetadataDefaultsCommand({}))).AccountLevel).toEqual({
      ManagedBy: 'account',
    });
    expect(await ec2.send(new GetAllowedImagesSettingsCommand({}))).toMatchObject({
      State: 'disabled',
      ImageCriteria: [],
      ManagedBy: 'account',
    });
  });
});

describe('Block Public Access', () => {
  const options = async (client: EC2Client) =>
    (await client.send(new DescribeVpcBlockPublicAccessOptionsCommand({}))).VpcBlockPublicAccessOptions;
  const set = (InternetGatewayBlockMode: InternetGatewayBlockMode) =>
    ec2.send(new ModifyVpcBlockPublicAccessOptionsCommand({ InternetGatewayBlockMode }));

  test('is off in a new account', async () => {
    expect(await options(ec2)).toEqual({
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      State: 'default-state',
      InternetGatewayBlockMode: 'off',
      ManagedBy: 'account',
      ExclusionsAllowed: 'allowed',
    });
  });

  test('is set for one region, and told by its networks too', async () => {
    const { VpcBlockPublicAccessOptions } = await set('block-ingress');
    expect(VpcBlockPublicAccessOptions?.State).toBe('update-in-progress');
    expect(await options(ec2)).toMatchObject({
      State: 'update-complete',
      InternetGatewayBlockMode: 'block-ingress',
      LastUpdateTimestamp: new Date(NOW),
    });
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs[0]?.BlockPublicAccessStates).toEqual({ InternetGatewayBlockMode: 'block-ingress' });
    expect(await options(inRegion('eu-west-1'))).toMatchObject({ InternetGatewayBlockMode: 'off' });
  });

  test('refuses a mode that there is not', async () => {
    await expect(set('sometimes' as InternetGatewayBlockMode)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    expect(await options(ec2)).toMatchObject({ InternetGatewayBlockMode: 'off' });
  });

  test('has no exclusions, and knows none by its id', async () => {
    const exclusions = (input: DescribeVpcBlockPublicAccessExclusionsCommandInput) =>
      ec2.send(new DescribeVpcBlockPublicAccessExclusionsCommand(input));
    const state = [{ Name: 'state', Values: ['create-complete'] }];
    expect(await exclusions({ MaxResults: 1000, Filters: state })).toMatchObject({
      VpcBlockPublicAccessExclusions: [],
    });
    await expect(exclusions({ ExclusionIds: ['vpcbpa-exclude-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidVpcBlockPublicAccessExclusionId.NotFound',
    });
    await expect(exclusions({ MaxResults: 1001 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(exclusions({ Filters: [{ Name: 'mode', Values: ['x'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});
