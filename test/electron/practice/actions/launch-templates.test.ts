import {
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  type DescribeLaunchTemplatesCommandInput,
  type DescribeLaunchTemplateVersionsCommandInput,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';

const ec2 = (await openPractice()).ec2();
const templates = (input: DescribeLaunchTemplatesCommandInput = {}) =>
  ec2.send(new DescribeLaunchTemplatesCommand(input));
const versions = (input: DescribeLaunchTemplateVersionsCommandInput) =>
  ec2.send(new DescribeLaunchTemplateVersionsCommand(input));

const LatestAndDefault = { Versions: ['$Default', '$Latest'], MaxResults: 200 };
const MISSING = 'lt-0123456789abcdef0';

test('there are none', async () => {
  expect((await templates()).LaunchTemplates).toEqual([]);
  const named = { Filters: [{ Name: 'launch-template-name', Values: ['*'] }] };
  expect((await templates(named)).LaunchTemplates).toEqual([]);
  expect((await versions(LatestAndDefault)).LaunchTemplateVersions).toEqual([]);
});

test.each<[string, () => Promise<unknown>, string, string?]>([
  [
    'by id',
    () => templates({ LaunchTemplateIds: [MISSING] }),
    'InvalidLaunchTemplateId.NotFound',
    `The specified launch template, with template ID ${MISSING}, does not exist.`,
  ],
  [
    'by name',
    () => templates({ LaunchTemplateNames: ['web'] }),
    'InvalidLaunchTemplateName.NotFoundException',
    'The specified launch template, with template name web, does not exist.',
  ],
  ['by what is no id', () => templates({ LaunchTemplateIds: ['web'] }), 'InvalidLaunchTemplateId.Malformed'],
  ['by more than a page holds', () => templates({ MaxResults: 201 }), 'InvalidParameterValue'],
  [
    'by another filter',
    () => templates({ Filters: [{ Name: 'x', Values: ['y'] }] }),
    'InvalidParameterValue',
  ],
  ['a version by id', () => versions({ LaunchTemplateId: MISSING }), 'InvalidLaunchTemplateId.NotFound'],
  [
    'a version by name',
    () => versions({ LaunchTemplateName: 'web' }),
    'InvalidLaunchTemplateName.NotFoundException',
  ],
  [
    'a version by both',
    () => versions({ LaunchTemplateId: MISSING, LaunchTemplateName: 'web' }),
    'InvalidParameterCombination',
  ],
  ['a version of nothing', () => versions({}), 'MissingParameter'],
  ['version 1 of everything', () => versions({ Versions: ['1'] }), 'InvalidParameterValue'],
  ['201 versions', () => versions({ ...LatestAndDefault, MaxResults: 201 }), 'InvalidParameterValue'],
])('asked for %s, EC2 refuses', async (_, call, name, message) => {
  await expect(call()).rejects.toMatchObject(message === undefined ? { name } : { name, message });
});
