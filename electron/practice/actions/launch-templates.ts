import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError, invalidCombination, invalidValue, missingParameter } from '../aws-error.ts';
import { nothingFor } from '../describe-rows.ts';
import { filtered, readFilters } from '../filters.ts';
import { pageOf, type PageBounds } from '../paging.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';

/** There are no launch templates, and none can be made. */
export const launchTemplatesActions: Actions = {
  DescribeLaunchTemplates: reads(describeTemplates),
  DescribeLaunchTemplateVersions: reads(describeVersions),
};

/** AWS's API model. */
const UP_TO_200: PageBounds = { least: 1, most: 200 };

function describeTemplates(_context: ActionContext, params: Params): Answer {
  const [id] = params.texts('LaunchTemplateId');
  const [name] = params.texts('LaunchTemplateName');
  params.boolean('IncludeManagedResources');
  if (id !== undefined) throw noSuchId(id);
  if (name !== undefined) throw noSuchName(name);
  const fields = nothingFor(['create-time', 'launch-template-name']);
  const { nextToken } = pageOf(params, filtered([], readFilters(params), fields), UP_TO_200);
  return { launchTemplates: [], nextToken };
}

/** Of one template, by id or name; or of every template the default or the latest version. */
function describeVersions(_context: ActionContext, params: Params): Answer {
  const id = params.optionalText('LaunchTemplateId');
  const name = params.optionalText('LaunchTemplateName');
  const versions = params.texts('LaunchTemplateVersion');
  for (const each of ['MinVersion', 'MaxVersion']) params.optionalText(each);
  for (const each of ['ResolveAlias', 'IncludeManagedResources']) params.boolean(each);
  if (id !== null && name !== null) {
    throw invalidCombination(
      'You can specify either the launch template ID or the launch template name, but not both.',
    );
  }
  if (id !== null) throw noSuchId(id);
  if (name !== null) throw noSuchName(name);
  if (versions.length === 0) throw missingParameter('LaunchTemplateId');
  const number = versions.find((version) => version !== '$Latest' && version !== '$Default');
  if (number !== undefined) {
    throw invalidValue(
      `Value (${shortened(number)}) for parameter LaunchTemplateVersion is invalid. ` +
        'For all launch templates, the valid values are $Latest and $Default.',
    );
  }
  const { nextToken } = pageOf(params, filtered([], readFilters(params), VERSION_FIELDS), UP_TO_200);
  return { launchTemplateVersionSet: [], nextToken };
}

const VERSION_FIELDS = nothingFor([
  'create-time',
  'ebs-optimized',
  'host-resource-group-arn',
  'http-endpoint',
  'http-protocol-ipv4',
  'http-tokens',
  'iam-instance-profile',
  'image-id',
  'instance-type',
  'is-default-version',
  'kernel-id',
  'license-configuration-arn',
  'network-card-index',
  'ram-disk-id',
]);

function noSuchId(id: string): AwsError {
  if (!/^lt-[0-9a-f]{8,17}$/u.test(id)) {
    return new AwsError('InvalidLaunchTemplateId.Malformed', `Invalid launch template ID: ${shortened(id)}`);
  }
  return new AwsError(
    'InvalidLaunchTemplateId.NotFound',
    `The specified launch template, with template ID ${shortened(id)}, does not exist.`,
  );
}

function noSuchName(name: string): AwsError {
  return new AwsError(
    'InvalidLaunchTemplateName.NotFoundException',
    `The specified launch template, with template name ${shortened(name)}, does not exist.`,
  );
}
