import { AwsError, invalidCombination, invalidValue } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import { readTagSpecifications } from '../tags.ts';
import { findProfile } from '../world/instance-profiles.ts';
import { readBlockDevices } from './block-devices.ts';
import { readClientToken } from './client-token.ts';
import { oneOf, readMetadataOptions } from './read-metadata-options.ts';
import { readNetwork } from './read-run-network.ts';
import { unsupported } from './unsupported.ts';
import { readUserData } from './user-data.ts';

/** RunInstances as it was asked, read and checked for form; whether what it names exists is not looked at yet. */
export type RunRequest = ReturnType<typeof readRunRequest>;

const TAGGED = ['instance', 'volume', 'network-interface', 'spot-instances-request'] as const;

/** Throws EC2's refusals of requests that are wrong in themselves. */
export function readRunRequest(params: Params) {
  refuseWhatIsNotHere(params);
  return {
    ...readCounts(params),
    imageId: params.text('ImageId'),
    instanceType: params.optionalText('InstanceType') ?? 'm1.small',
    keyName: params.optionalText('KeyName'),
    ...readNetwork(params),
    devices: readBlockDevices(params),
    metadata: readMetadata(params),
    userData: readUserData(params.optionalText('UserData')),
    tags: readTagSpecifications(params, TAGGED),
    clientToken: readClientToken(params),
    cpuCredits: readCredits(params),
    profileName: readProfile(params),
    cpu: readCpu(params),
    isMonitored: readSwitch(params, 'Monitoring', 'Enabled'),
    isEbsOptimized: params.boolean('EbsOptimized'),
    isProtectedFromTermination: params.boolean('DisableApiTermination') ?? false,
    isProtectedFromStop: params.boolean('DisableApiStop') ?? false,
    shutdownBehavior:
      oneOf(params, 'InstanceInitiatedShutdownBehavior', ['stop', 'terminate']) ?? ('stop' as const),
  };
}

function readCounts(params: Params): { readonly minCount: number; readonly maxCount: number } {
  const minCount = params.integer('MinCount');
  const maxCount = params.integer('MaxCount');
  if (minCount < 1) {
    throw invalidValue(
      `Value (${String(minCount)}) for parameter minCount is invalid. Minimum count must be greater than 0.`,
    );
  }
  if (maxCount < minCount) {
    throw invalidCombination(
      `The parameter MaxCount (${String(maxCount)}) must not be less than MinCount (${String(minCount)}).`,
    );
  }
  return { minCount, maxCount };
}

function readMetadata(params: Params) {
  const options = params.child('MetadataOptions');
  return options === null ? {} : readMetadataOptions(options);
}

function readCredits(params: Params): 'standard' | 'unlimited' | null {
  const credits = params.child('CreditSpecification');
  if (credits === null) return null;
  credits.text('CpuCredits');
  return oneOf(credits, 'CpuCredits', ['standard', 'unlimited']);
}

/** By its name or by its ARN; null for none. */
function readProfile(params: Params): string | null {
  const given = params.child('IamInstanceProfile');
  if (given === null) return null;
  const member = given.nameOf('Name', 'Arn');
  const value = given.text(member);
  const profile = findProfile(member === 'Arn' ? 'arn' : 'name', value);
  if (profile !== undefined) return profile.name;
  throw invalidValue(
    `Value (${value}) for parameter iamInstanceProfile.${member.toLowerCase()} is invalid. Invalid IAM Instance Profile ${member === 'Arn' ? 'ARN' : 'name'}`,
  );
}

function readCpu(params: Params): { readonly cores: number; readonly threadsPerCore: number } | null {
  const options = params.child('CpuOptions');
  if (options === null) return null;
  return { cores: options.integer('CoreCount'), threadsPerCore: options.integer('ThreadsPerCore') };
}

function readSwitch(params: Params, name: string, member: string): boolean {
  return params.child(name)?.boolean(member) ?? false;
}

/** What EC2 has and the practice account does not: refused in EC2's words for it, never passed over. */
function refuseWhatIsNotHere(params: Params): void {
  refuseTemplate(params);
  refuseSpot(params);
  if (readSwitch(params, 'HibernationOptions', 'Configured')) throw unsupported();
  if (readSwitch(params, 'EnclaveOptions', 'Enabled')) throw unsupported();
  refuseUnless(params, 'MaintenanceOptions', { AutoRecovery: 'default' });
  refuseUnless(params, 'NetworkPerformanceOptions', { BandwidthWeighting: 'default' });
  refuseUnless(params, 'CapacityReservationSpecification', { CapacityReservationPreference: 'open' });
  refuseUnless(params, 'PrivateDnsNameOptions', {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: 'false',
    EnableResourceNameDnsAAAARecord: 'false',
  });
}

function refuseTemplate(params: Params): void {
  const template = params.child('LaunchTemplate');
  if (template === null) return;
  template.optionalText('Version');
  const id = template.optionalText('LaunchTemplateId');
  throw id === null
    ? new AwsError(
        'InvalidLaunchTemplateName.NotFoundException',
        `At least one of the launch templates specified in the request does not exist. ${template.text('LaunchTemplateName')}`,
      )
    : new AwsError(
        'InvalidLaunchTemplateId.NotFound',
        `The specified launch template, with template ID ${id}, does not exist.`,
      );
}

/** A new account is not given spot capacity: EC2's answer then. */
function refuseSpot(params: Params): void {
  const market = params.child('InstanceMarketOptions');
  if (market === null) return;
  if (oneOf(market, 'MarketType', ['spot', 'capacity-block']) === 'spot') {
    throw new AwsError('MaxSpotInstanceCountExceeded', 'Max spot instance count exceeded');
  }
  throw unsupported();
}

/** Passes over what says no more than EC2 does anyway. */
function refuseUnless(params: Params, name: string, usual: Readonly<Record<string, string>>): void {
  const options = params.child(name);
  if (options === null) return;
  for (const [member, value] of Object.entries(usual)) {
    const given = options.optionalText(member);
    if (given !== null && given.toLowerCase() !== value) throw unsupported();
  }
}
