import { changes, reads, type Actions } from '../action.ts';
import { describeCredits, modifyCredits } from '../instances/cpu-credits.ts';
import { describeAttribute } from '../instances/describe-attribute.ts';
import { modifyAttribute } from '../instances/modify-attribute.ts';
import { modifyMetadataOptions } from '../instances/modify-metadata-options.ts';

export const instanceAttributesActions: Actions = {
  DescribeInstanceAttribute: reads(describeAttribute),
  ModifyInstanceAttribute: changes(modifyAttribute),
  ModifyInstanceMetadataOptions: changes(modifyMetadataOptions),
  DescribeInstanceCreditSpecifications: reads(describeCredits),
  ModifyInstanceCreditSpecification: changes(modifyCredits),
};
