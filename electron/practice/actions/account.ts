import { changes, reads, type ActionContext, type Actions } from '../action.ts';
import { invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { blockPublicAccessActions } from './block-public-access.ts';

export const accountActions: Actions = {
  DescribeAccountAttributes: reads(describeAttributes),
  GetEbsEncryptionByDefault: reads(({ region }) => ({
    ebsEncryptionByDefault: region.isEbsEncryptedByDefault,
    sseType: 'none',
  })),
  EnableEbsEncryptionByDefault: changes((context) => setEbsEncryption(context, true)),
  DisableEbsEncryptionByDefault: changes((context) => setEbsEncryption(context, false)),
  GetEbsDefaultKmsKeyId: reads(() => ({ kmsKeyId: 'alias/aws/ebs' })),
  GetInstanceMetadataDefaults: reads(() => ({ accountLevel: { managedBy: 'account' } })),
  GetAllowedImagesSettings: reads(() => ({
    state: 'disabled',
    imageCriterionSet: [],
    managedBy: 'account',
  })),
  ...blockPublicAccessActions,
};

/** The limits are EC2's for a new account. */
function describeAttributes({ region: { vpcs } }: ActionContext, params: Params): Answer {
  const defaultVpc = [...vpcs.values()].find(({ isDefault }) => isDefault);
  const attributes = {
    'supported-platforms': 'VPC',
    'default-vpc': defaultVpc?.vpcId ?? 'none',
    'max-instances': '20',
    'vpc-max-security-groups-per-interface': '5',
    'max-elastic-ips': '5',
    'vpc-max-elastic-ips': '5',
  };
  const names = params.texts('AttributeName');
  const unknown = names.find((name) => !Object.hasOwn(attributes, name));
  if (unknown !== undefined) {
    throw invalidValue(`Value ( ${shortened(unknown)} ) for parameter attributeName is invalid.`);
  }
  return {
    accountAttributeSet: Object.entries(attributes)
      .filter(([attributeName]) => names.length === 0 || names.includes(attributeName))
      .map(([attributeName, attributeValue]) => ({ attributeName, attributeValueSet: [{ attributeValue }] })),
  };
}

function setEbsEncryption({ region }: ActionContext, isOn: boolean): Answer {
  region.isEbsEncryptedByDefault = isOn;
  return { ebsEncryptionByDefault: isOn };
}
