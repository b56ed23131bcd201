import { z } from 'zod';
import type { JsonAction, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { ebsKeyArn } from '../instances/volume-plan.ts';
import { shortened } from '../protocol/param-tree.ts';
import { readInput } from '../protocol/read-input.ts';

const describeInput = z.strictObject({
  KeyId: z.string().min(1).max(2048),
  GrantTokens: z.array(z.string()).max(10).optional(),
});

/** There is one key in each region: the one that AWS keeps for EBS. (KMS API reference, DescribeKey.) */
const describeKey: JsonAction = ({ account, region: { region } }, input) => {
  const { KeyId: named } = readInput(describeInput, input);
  const arn = ebsKeyArn(region, account.accountId);
  const alias = 'alias/aws/ebs';
  const keyId = arn.slice(arn.lastIndexOf('/') + 1);
  const names = [alias, `arn:aws:kms:${region}:${account.accountId}:${alias}`, arn, keyId];
  if (!names.includes(named)) throw new AwsError('NotFoundException', `${shortened(named)} is not found.`);
  return {
    KeyMetadata: {
      AWSAccountId: account.accountId,
      KeyId: keyId,
      Arn: arn,
      Enabled: true,
      Description: 'Default key that protects my EBS volumes when no other key is defined',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: 'AWS',
      KeySpec: 'SYMMETRIC_DEFAULT',
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
    },
  };
};

export const kmsActions: JsonActions = { DescribeKey: describeKey };
