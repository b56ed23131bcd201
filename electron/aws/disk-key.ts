import { GetEbsDefaultKmsKeyIdCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { DiskKey } from '../../shared/preflight.ts';
import { presentText } from './answer.ts';
import type { JsonService } from './json-service.ts';
import { problemFrom } from './problem.ts';

/** With which key a new disk is encrypted where the request names none. Never rejects. */
export async function readDiskKey(
  { ec2, kms }: { readonly ec2: EC2Client; readonly kms: JsonService },
  abortSignal: AbortSignal,
): Promise<DiskKey> {
  try {
    const { KmsKeyId } = await ec2.send(new GetEbsDefaultKmsKeyIdCommand({}), { abortSignal });
    const keyId = presentText(KmsKeyId, 'KmsKeyId');
    return AWS_OWN_ALIAS.test(keyId) ? { kind: 'aws-managed' } : await describeKey(kms, keyId, abortSignal);
  } catch (error) {
    return { kind: 'unknown', raw: problemFrom(error).raw };
  }
}

const AWS_OWN_ALIAS = /^(.*:)?alias\/aws\/ebs$/u;

/** EC2 may name AWS's own key by its id, like any other: whose it is, only KMS knows. */
async function describeKey(kms: JsonService, keyId: string, abortSignal: AbortSignal): Promise<DiskKey> {
  try {
    const manager = managerIn(await kms.ask('DescribeKey', { KeyId: keyId }, abortSignal));
    if (manager === 'AWS') return { kind: 'aws-managed' };
    if (manager === 'CUSTOMER') return { kind: 'customer-managed', keyId };
    return { kind: 'unknown', raw: keyId };
  } catch (error) {
    return { kind: 'unknown', raw: `${keyId}: ${problemFrom(error).raw ?? ''}` };
  }
}

function managerIn(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('KeyMetadata' in answer)) return null;
  const { KeyMetadata: key } = answer;
  return typeof key === 'object' && key !== null && 'KeyManager' in key ? key.KeyManager : null;
}
